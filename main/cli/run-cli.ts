import { CommanderError } from 'commander'
import { toMessage } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import type { CoreParts } from '../core-service.ts'
import { buildProgram, explainUsage } from './program.ts'
import type { Terminal } from './terminal.ts'

/**
 * Does what the arguments say; answers the exit code: 0 only on success, 1 after an error (one sentence on stderr), 2 for
 * a command line that cannot be understood, 130 after Ctrl-C.
 */
export async function runCli(
  args: readonly string[],
  parts: CoreParts,
  terminal: Terminal,
  version: string,
): Promise<number> {
  const { command, exitCode } = buildProgram(parts, terminal, version)
  try {
    await command.parseAsync(args, { from: 'user' })
    return exitCode()
  } catch (error) {
    const usage = error instanceof CommanderError ? explainUsage(error, args) : null
    if (error instanceof CommanderError && !usage) return error.exitCode
    terminal.err(`${formatMessage(toMessage(usage ?? error), terminal.locale)}\n`)
    return usage ? 2 : 1
  }
}
