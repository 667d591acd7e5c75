import { analysisMessages } from './analysis-messages.ts'
import { cliMessages } from './cli-messages.ts'
import { cliSweepMessages } from './cli-sweep-messages.ts'
import { commonMessages } from './common-messages.ts'
import { dataFileMessages } from './data-file-messages.ts'
import { dataMessages } from './data-messages.ts'
import { documentMessages } from './document-messages.ts'
import { downloadMessages } from './download-messages.ts'
import { engineMessages } from './engine-messages.ts'
import { graphMessages } from './graph-messages.ts'
import { layerMessages } from './layer-messages.ts'
import { lineMessages } from './line-messages.ts'
import type { Locale, MessageTable, MessageValues } from './message-table.ts'
import { pictureMessages } from './picture-messages.ts'
import { recordMessages } from './record-messages.ts'
import { reportMessages } from './report-messages.ts'
import { rewriteMessages } from './rewrite-messages.ts'
import { runMessages } from './run-messages.ts'
import { shellMessages } from './shell-messages.ts'
import { sweepMessages } from './sweep-messages.ts'
import { zooMessages } from './zoo-messages.ts'
import { zooPageMessages } from './zoo-page-messages.ts'

/** Every sentence that the core or the shell says to a person; the texts of the window itself are in renderer/i18n. */
export const messages = {
  ...commonMessages,
  ...documentMessages,
  ...layerMessages,
  ...graphMessages,
  ...lineMessages,
  ...dataMessages,
  ...dataFileMessages,
  ...downloadMessages,
  ...pictureMessages,
  ...analysisMessages,
  ...engineMessages,
  ...recordMessages,
  ...reportMessages,
  ...rewriteMessages,
  ...runMessages,
  ...shellMessages,
  ...sweepMessages,
  ...zooMessages,
  ...zooPageMessages,
  ...cliMessages,
  ...cliSweepMessages,
}

export type MessageCode = keyof typeof messages

/** A sentence to be said, still without a language: it crosses process borders and is worded where it is shown. */
export interface Message {
  code: MessageCode
  values?: MessageValues
}

const table: MessageTable = messages

export function isMessageCode(code: string): code is MessageCode {
  return Object.hasOwn(table, code)
}

/** The sentence in `locale`. A placeholder without a value stays as it is, so that the gap can be seen. */
export function formatMessage(message: Message, locale: Locale): string {
  return fillTemplate(table[message.code]?.[locale] ?? message.code, message.values ?? {})
}

export function fillTemplate(template: string, values: MessageValues): string {
  return template.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap))
}
