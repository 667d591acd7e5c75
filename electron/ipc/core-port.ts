import { MessageChannelMain, type WebContents } from 'electron'
import { corePortRequest } from '#shared/contract/shell.ts'
import type { CoreProcess } from '../core-process.ts'

/** Joins the page and the core process by a port of their own; the shell takes no part in what they say. */
export function handCorePort(core: CoreProcess, contents: WebContents): void {
  if (contents.isDestroyed() || !core.isReady()) return
  const { port1, port2 } = new MessageChannelMain()
  core.connect(port1)
  contents.postMessage(corePortRequest, null, [port2])
}
