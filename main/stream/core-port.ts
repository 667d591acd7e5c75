import type { z } from 'zod'
import { type CoreCalls, type CoreReply, coreCalls, coreRequestSchema } from '#shared/contract/core.ts'
import type { Answer, Handlers } from '#shared/contract/define.ts'
import { explainIssue, issueContext, wordReason } from '#shared/document/explain-issue.ts'
import { toMessage } from '#shared/messages/loom-error.ts'
import type { MessageValues } from '#shared/messages/message-table.ts'

/** What Electron's MessagePortMain and Node's MessagePort have in common, told apart by `readMessage`. */
export interface MessageChannelEnd {
  on(event: 'message', listener: (message: unknown) => void): unknown
  start(): void
  postMessage(message: unknown): void
  close(): void
}

/** Electron hands over an event with the message in `data`, Node.js the message itself. */
export function readMessage(received: unknown): unknown {
  const isEvent = typeof received === 'object' && received !== null && 'data' in received && 'ports' in received
  return isEvent ? received.data : received
}

/** Answers the calls that come through a port: each is checked first, and each gets one answer. */
export function serveCalls(port: MessageChannelEnd, handlers: Handlers<CoreCalls>): void {
  port.on('message', (received) => {
    void answerRequest(readMessage(received), handlers).then((reply) => port.postMessage(reply))
  })
  port.start()
}

/** The answer to one envelope; a request without a usable id is answered to id −1. */
export async function answerRequest(message: unknown, handlers: Handlers<CoreCalls>): Promise<CoreReply> {
  const request = coreRequestSchema.safeParse(message, issueContext)
  if (!request.success) return { kind: 'answer', id: idOf(message), answer: refuse('?', request.error) }
  const { id, name, input } = request.data
  return { kind: 'answer', id, answer: await answerCall(name, input, handlers) }
}

async function answerCall(name: string, input: unknown, handlers: Handlers<CoreCalls>): Promise<Answer<unknown>> {
  if (!isCallName(name)) return badRequest(name, 'name', wordReason({ code: 'common.noSuchCall' }))
  const parsed = coreCalls[name].input.safeParse(input, issueContext)
  if (!parsed.success) return refuse(name, parsed.error)
  // The table pairs each name with its own input; TypeScript cannot follow that through a variable.
  const handler = handlers[name] as (checked: unknown) => unknown
  try {
    return { ok: true, value: await handler(parsed.data) }
  } catch (error) {
    return { ok: false, error: toMessage(error) }
  }
}

function isCallName(name: string): name is keyof CoreCalls {
  return Object.hasOwn(coreCalls, name)
}

function refuse(name: string, error: z.ZodError): Answer<never> {
  const [issue] = error.issues
  return badRequest(name, issue?.path.join('.') || 'top', explainIssue(issue))
}

function badRequest(name: string, place: string, reasons: MessageValues): Answer<never> {
  return { ok: false, error: { code: 'common.badRequest', values: { name: name.slice(0, 100), place, ...reasons } } }
}

function idOf(message: unknown): number {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : undefined
  return typeof id === 'number' && Number.isInteger(id) ? id : -1
}
