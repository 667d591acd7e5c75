import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { z } from 'zod'
import type { Answer, CallTable, Emit, Handlers } from '#shared/contract/define.ts'
import { corePortRequest, type ShellEvents } from '#shared/contract/shell.ts'
import { explainIssue, issueContext, wordReason } from '#shared/document/explain-issue.ts'
import { toMessage } from '#shared/messages/loom-error.ts'
import type { MessageValues } from '#shared/messages/message-table.ts'
import { isOurPage } from '../app-protocol.ts'
import { callChannel, eventChannel } from './channels.ts'

/** Answers the window's calls. Whatever comes in is checked: who sent it, whether there is such a call, and its input. */
export function answerCalls<Calls extends CallTable>(calls: Calls, handlers: Handlers<Calls>): void {
  ipcMain.handle(callChannel, async (event, name: unknown, input: unknown): Promise<Answer<unknown>> => {
    if (!isFromOurPage(event)) return refusal(String(name), 'sender', wordReason({ code: 'common.notOurPage' }))
    if (typeof name !== 'string' || !Object.hasOwn(calls, name)) {
      return refusal(String(name), 'name', wordReason({ code: 'common.noSuchCall' }))
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
  const parsed = schema?.safeParse(input, issueContext)
  if (!parsed?.success) {
    const [issue] = parsed?.error.issues ?? []
    return refusal(name, issue?.path.map(String).join('.') || 'the top', explainIssue(issue))
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

function refusal(name: string, place: string, reasons: MessageValues): Answer<never> {
  return { ok: false, error: { code: 'common.badRequest', values: { name: name.slice(0, 100), place, ...reasons } } }
}
