/** The languages of the interface, by BCP 47 tag. */
export const locales = ['en', 'zh-CN'] as const
export type Locale = (typeof locales)[number]

/** One text per language; `{{name}}` stands for a value. */
export type MessageTable = Record<string, Record<Locale, string>>

export type MessageValues = Record<string, string | number>
