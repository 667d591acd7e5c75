import { formatMessage, type MessageCode } from './message.ts'
import type { Locale, MessageValues } from './message-table.ts'

/** Words a message in one language. */
export type Wording = (code: MessageCode, values?: MessageValues) => string

export function wordingIn(locale: Locale): Wording {
  return (code, values) => formatMessage(values === undefined ? { code } : { code, values }, locale)
}
