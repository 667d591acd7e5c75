import type { z } from 'zod'
import type { MessageCode } from '../messages/message.ts'
import type { MessageValues } from '../messages/message-table.ts'

/** A question with one answer. The receiver parses the input; the sender trusts the answer's type. */
export interface CallDefinition<Input extends z.ZodType = z.ZodType, Output = unknown> {
  kind: 'call'
  input: Input
  /** Carries the answer's type only; never read. */
  output?: Output
}

/** Something that is told, with no answer; streams are events that belong to a run. */
export interface EventDefinition<Payload = unknown> {
  kind: 'event'
  payload?: Payload
}

export type CallTable = Record<string, CallDefinition>
export type EventTable = Record<string, EventDefinition>

export function call<Output>() {
  return <Input extends z.ZodType>(input: Input): CallDefinition<Input, Output> => ({ kind: 'call', input })
}

export function event<Payload>(): EventDefinition<Payload> {
  return { kind: 'event' }
}

export type CallInput<Call> = Call extends CallDefinition<infer Input, unknown> ? z.infer<Input> : never
export type CallOutput<Call> = Call extends CallDefinition<z.ZodType, infer Output> ? Output : never
export type EventPayload<Event> = Event extends EventDefinition<infer Payload> ? Payload : never

/** What a failed call answers: a message to be worded where it is shown. */
export interface CallError {
  code: MessageCode
  values?: MessageValues
  nodeId?: string
}

export type Answer<Output> = { ok: true; value: Output } | { ok: false; error: CallError }

/** One function per call, for the side that asks. */
export type Client<Calls extends CallTable> = {
  [Name in keyof Calls]: (input: CallInput<Calls[Name]>) => Promise<CallOutput<Calls[Name]>>
}

/** One function per call, for the side that answers. */
export type Handlers<Calls extends CallTable> = {
  [Name in keyof Calls]: (input: CallInput<Calls[Name]>) => CallOutput<Calls[Name]> | Promise<CallOutput<Calls[Name]>>
}

/** Tells an event to the other side. */
export type Emit<Events extends EventTable> = <Name extends keyof Events & string>(
  name: Name,
  payload: EventPayload<Events[Name]>,
) => void
