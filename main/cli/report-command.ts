import { access, constants, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { mostReported } from '#shared/contract/records.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import { reasonOf } from '../datasets/reason-of.ts'
import { buildReport } from '../report/build-report.ts'
import { completeRunIds, withRecord } from './record-of-runs.ts'
import type { Terminal } from './terminal.ts'

export interface ReportCommandOptions {
  out: string
  lang?: Locale
  version: string
}

/** Writes a page about recorded runs. Answers the exit code. Errors: LoomError records.*, cli.report*, cli.cannotWrite. */
export async function reportCommand(
  names: readonly string[],
  { out, lang, version }: ReportCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const file = path.resolve(out)
  if (path.extname(file).toLowerCase() === '.pdf') throw new LoomError('cli.reportPdf', { file: out })
  const content = await withRecord(terminal, async (record) => {
    const runIds = await completeRunIds(record, names)
    if (runIds.length > mostReported) throw new LoomError('cli.reportCount', { most: mostReported })
    const comparison = runIds.length > 1 ? await record.compareRuns({ runIds }) : null
    return { runs: await record.getRuns({ runIds }), comparison, mistakes: null }
  })
  await makePlace(file)
  const setting = { locale: lang ?? terminal.locale, programVersion: version, writtenAt: new Date() }
  await writeReport(file, buildReport(content, setting), terminal)
  return 0
}

/** Better told before a training than after it. @throws LoomError cli.cannotWrite */
export async function makePlace(file: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await access(path.dirname(file), constants.W_OK)
  } catch (error) {
    refusePlace(file, error)
  }
}

/** @throws LoomError cli.cannotWrite */
export async function writeReport(file: string, html: string, terminal: Terminal): Promise<void> {
  await writeFile(file, html).catch((error) => refusePlace(file, error))
  terminal.out(`${terminal.say('cli.report', { file })}\n`)
}

function refusePlace(file: string, error: unknown): never {
  throw new LoomError('cli.cannotWrite', { file, reason: reasonOf(error) }, { cause: error })
}
