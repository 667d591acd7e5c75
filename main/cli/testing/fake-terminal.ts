import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locale } from '#shared/messages/message-table.ts'
import { wordingIn } from '#shared/messages/wording.ts'
import type { Terminal } from '../terminal.ts'

export interface FakeTerminal extends Terminal {
  /** What was written so far. */
  output(): string
  errors(): string
  /** Presses Ctrl-C. */
  interrupt(): void
}

export function createFakeTerminal(
  locale: Locale = 'en',
  digitsDirectory = '',
  recordsFile: string | null = null,
): FakeTerminal {
  const written = { out: '', err: '' }
  const listeners = new Set<() => void>()
  return {
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    bars: null,
    locale,
    say: wordingIn(locale),
    digitsDirectory,
    choicesFile: null,
    preparedDirectory: path.join(tmpdir(), 'layerloom-test-prepared'),
    recordsFile,
    onInterrupt(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    output: () => written.out,
    errors: () => written.err,
    interrupt: () => {
      for (const listener of listeners) listener()
    },
  }
}
