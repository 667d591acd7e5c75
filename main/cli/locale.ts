import { type Locale, locales } from '#shared/messages/message-table.ts'

/** POSIX order: LC_ALL, LC_MESSAGES, LANG; the first that is set decides. */
export function terminalLocale(env: NodeJS.ProcessEnv): Locale {
  const named = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '')
  return named?.toLowerCase().startsWith('zh') ? 'zh-CN' : locales[0]
}
