import type { ModelCheck, ModelFormat } from '#shared/contract/models.ts'
import type { CoreParts } from '../core-service.ts'
import { withKeptRun } from './kept-run.ts'
import { saveTarget } from './save-target.ts'
import type { Terminal } from './terminal.ts'

export interface ExportOptions {
  json?: boolean
  as?: ModelFormat
}

/**
 * Writes the network of a recorded run whose weights are kept, for other programs. Answers the exit code.
 * @throws LoomError records.*, run.*, export.*
 */
export async function exportCommand(
  run: string,
  path: string,
  { json = false, as: format }: ExportOptions,
  { parts, terminal }: { parts: CoreParts; terminal: Terminal },
): Promise<number> {
  return withKeptRun(run, { parts, terminal }, async (core, runId) => {
    const saved = await core.saveModel({ runId, ...saveTarget(path, format) })
    if (json) terminal.out(`${JSON.stringify({ runId, ...saved }, null, 2)}\n`)
    else {
      terminal.out(`${terminal.say('cli.saved', { files: saved.files.join(', ') })}\n`)
      terminal.out(describeCheck(saved.check, terminal))
    }
    return 0
  })
}

/** A line, or nothing where the model was not tried out. */
export function describeCheck(check: ModelCheck | null, { say }: Terminal): string {
  if (!check) return ''
  const { pictures, isOfData, largestDifference } = check
  const values = { pictures, difference: largestDifference.toPrecision(2) }
  return `${say(isOfData ? 'cli.tried' : 'cli.triedByNoise', values)}\n`
}
