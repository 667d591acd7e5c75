import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { z } from 'zod'
import type { Answer, CallTable, Emit, Handlers } from '#shared/contract/define.ts'
import { corePortRequest, type ShellEvents } from '#shared/contract/shell.ts'
import { toMessage } from '#shared/messages/loom-error.ts'
import { isOurPage } from '../app-protocol.ts'
import { callChannel, eventChannel } from './channels.ts'

/** Answers the window's calls. Whatever comes in is checked: who sent it, whether there is such a call, and its input. */
export function answerCalls<Calls extends CallTable>(calls: Calls, handlers: Handlers<Calls>): void {
  ipcMain.handle(callChannel, async (event, name: unknown, input: unknown): Promise<Answer<unknown>> => {
    if (!isFromOurPage(event)) return refusal(String(name), 'sender', 'it does not come from the main page')
    if (typeof name !== 'string' || !Object.hasOwn(calls, name)) {
      return refusal(String(name), 'name', 'there is no such call')
    }
    return answer(name, calls[name]?.input, input, handlers[name] as (checked: unknown) => unknown)
  })
}

async function answer(
  name: string,
  schema: z.ZodType | undefined,
  input: unknown,
  handler: (checked: unknown) => unknown,
): Promise<Answer<unknown>> {
  const parsed = schema?.safeParse(input)
  if (!parsed?.success) {
    const [issue] = parsed?.error.issues ?? []
    return refusal(name, issue?.path.map(String).join('.') || 'the top', issue?.message ?? 'unknown')
  }
  try {
    return { ok: true, value: await handler(parsed.data) }
  } catch (error) {
    return { ok: false, error: toMessage(error) }
  }
}

/** Hears when the page asks for a port to the core process. */
export function onCorePortRequest(listener: (contents: WebContents) => void): void {
  ipcMain.on(corePortRequest, (event) => {
    if (isFromOurPage(event)) listener(event.sender)
  })
}

/** Tells the page an event; one that is gone is not told. */
export function emitterTo(contents: () => WebContents | undefined): Emit<ShellEvents> {
  return (name, payload) => {
    const target = contents()
    if (target && !target.isDestroyed()) target.send(eventChannel, name, payload)
  }
}

function isFromOurPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurPage(senderFrame.url)
}

function refusal(name: string, place: string, reason: string): Answer<never> {
  return { ok: false, error: { code: 'common.badRequest', values: { name: name.slice(0, 100), place, reason } } }
}
