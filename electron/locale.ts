import { app } from 'electron'
import { z } from 'zod'
import { type Locale, locales } from '#shared/messages/message-table.ts'
import { readNote, writeNote } from './notes.ts'

const settingsSchema = z.object({ locale: z.enum(locales).optional() })
const settingsNote = 'settings.json'

/** The language of the interface: asked for at the start, else chosen earlier, else the system's. */
export function initialLocale(): Locale {
  const asked = process.env.LAYERLOOM_LANG || app.commandLine.getSwitchValue('lang')
  if (asked) return nearestLocale(asked)
  const chosen = readNote(settingsNote, settingsSchema)?.locale
  return chosen ?? nearestLocale(app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}

export function rememberLocale(locale: Locale): void {
  writeNote(settingsNote, { locale })
}

function nearestLocale(tag: string): Locale {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
