import { useTranslation } from 'react-i18next'
import type { Locale } from '#shared/messages/message-table.ts'

/** The language that people see now; draws anew when it changes. */
export function useLocale(): Locale {
  const { i18n } = useTranslation()
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
}
