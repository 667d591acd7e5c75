import type { Locale } from '#shared/messages/message-table.ts'
import { type Wording, wordingIn } from '#shared/messages/wording.ts'
import { terminalLocale } from './locale.ts'

/** What a command may touch of its surroundings; tests put their own here. */
export interface Terminal {
  /** The answer. */
  out(text: string): void
  /** What is said beside it: errors, notes. */
  err(text: string): void
  /** The stream for progress bars, where stderr is a terminal; else null. */
  bars: NodeJS.WriteStream | null
  locale: Locale
  say: Wording
  digitsDirectory: string
  /** Where it is remembered which device is fastest; null times them anew. */
  choicesFile: string | null
  /** Where pictures are kept once they are prepared. */
  preparedDirectory: string
  /** Where the record of runs is kept; null keeps none. */
  recordsFile: string | null
  /** Calls back at Ctrl-C until the answer is called. */
  onInterrupt(listener: () => void): () => void
}

type TerminalFiles = Pick<Terminal, 'digitsDirectory' | 'choicesFile' | 'preparedDirectory' | 'recordsFile'>

export function processTerminal(files: TerminalFiles): Terminal {
  const locale = terminalLocale(process.env)
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    bars: process.stderr.isTTY ? process.stderr : null,
    locale,
    say: wordingIn(locale),
    ...files,
    onInterrupt(listener) {
      process.on('SIGINT', listener)
      return () => process.off('SIGINT', listener)
    },
  }
}

/** The exit code of a program that was ended by Ctrl-C, by the shells' custom: 128 + SIGINT. */
export const interruptedExitCode = 130
