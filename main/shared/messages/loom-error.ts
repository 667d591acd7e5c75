import { formatMessage, type Message, type MessageCode } from './message.ts'
import type { MessageValues } from './message-table.ts'

/** An error meant for a person: it names the place and the remedy. `message` is its English text. */
export class LoomError extends Error {
  readonly code: MessageCode
  readonly values: MessageValues
  readonly nodeId: string | undefined

  constructor(code: MessageCode, values: MessageValues = {}, options: { nodeId?: string; cause?: unknown } = {}) {
    super(formatMessage({ code, values }, 'en'), { cause: options.cause })
    this.name = 'LoomError'
    this.code = code
    this.values = values
    this.nodeId = options.nodeId
  }
}

/** What is told of any thrown thing: a LoomError's own message, else `common.unexpected` with the reason. */
export function toMessage(error: unknown): Message & { nodeId?: string } {
  if (error instanceof LoomError) {
    return {
      code: error.code,
      values: error.values,
      ...(error.nodeId === undefined ? {} : { nodeId: error.nodeId }),
    }
  }
  return {
    code: 'common.unexpected',
    values: { reason: error instanceof Error ? error.message : String(error) },
  }
}
