import type { CallError } from '#shared/contract/define.ts'
import { formatMessage } from '#shared/messages/message.ts'

/** What a call of `core` or `shell` throws when the other side refuses: word `error` with `useMessageText`. */
export class CallFailure extends Error {
  readonly error: CallError

  constructor(error: CallError) {
    super(formatMessage(error, 'en'))
    this.name = 'CallFailure'
    this.error = error
  }
}

/** The sentence of any thrown thing, still without a language. */
export function toCallError(thrown: unknown): CallError {
  if (thrown instanceof CallFailure) return thrown.error
  return { code: 'common.unexpected', values: { reason: thrown instanceof Error ? thrown.message : String(thrown) } }
}
