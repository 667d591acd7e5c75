import { formatMessage, type MessageCode } from '#shared/messages/message.ts'
import { type Locale, locales } from '#shared/messages/message-table.ts'

/** Words a message in the language of the terminal. */
export type Wording = (code: MessageCode, values?: Record<string, string | number>) => string

/** POSIX order: LC_ALL, LC_MESSAGES, LANG; the first that is set decides. */
export function terminalLocale(env: NodeJS.ProcessEnv): Locale {
  const named = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '')
  return named?.toLowerCase().startsWith('zh') ? 'zh-CN' : locales[0]
}

export function wordingIn(locale: Locale): Wording {
  return (code, values) => formatMessage({ code, values }, locale)
}
