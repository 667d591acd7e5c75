import { useCallback } from 'react'
import { formatMessage, type Message } from '#shared/messages/message.ts'
import { useLocale } from '../i18n/use-locale.ts'

/** Words messages of the core and the shell in the language that people see now. */
export function useMessageText(): (message: Message) => string {
  const locale = useLocale()
  return useCallback((message) => formatMessage(message, locale), [locale])
}
