import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Locale, locales } from '#shared/messages/message-table.ts'
import enApp from './en/app.json'
import enData from './en/data.json'
import enLayers from './en/layers.json'
import enNetworks from './en/networks.json'
import enRuns from './en/runs.json'
import enViews from './en/views.json'
import zhApp from './zh-CN/app.json'
import zhData from './zh-CN/data.json'
import zhLayers from './zh-CN/layers.json'
import zhNetworks from './zh-CN/networks.json'
import zhRuns from './zh-CN/runs.json'
import zhViews from './zh-CN/views.json'

export const resources = {
  en: { app: enApp, data: enData, layers: enLayers, networks: enNetworks, runs: enRuns, views: enViews },
  'zh-CN': { app: zhApp, data: zhData, layers: zhLayers, networks: zhNetworks, runs: zhRuns, views: zhViews },
} as const

/** Starts i18next with both languages at hand, so that a switch needs no loading. Synchronous. */
export function setUpI18n(locale: Locale): i18n {
  void i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    supportedLngs: [...locales],
    ns: ['app', 'data', 'layers', 'networks', 'runs', 'views'],
    defaultNS: 'app',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return i18next
}

/** The language that people see now. */
export function currentLocale(): Locale {
  return i18next.language === 'zh-CN' ? 'zh-CN' : 'en'
}

/** Any language tag as one of ours: Chinese of any kind, else English. */
export function nearestLocale(tag: string): Locale {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export function switchLocale(locale: Locale): void {
  void i18next.changeLanguage(locale)
  document.documentElement.lang = locale
}
