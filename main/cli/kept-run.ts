import { readdir } from 'node:fs/promises'
import { type CoreParts, type CoreService, createCoreService } from '../core-service.ts'
import { completeRunId } from './record-of-runs.ts'
import type { Terminal } from './terminal.ts'
import { runsDirectoryOf } from './training-job.ts'

/** Lets `use` ask the network of a run whose weights are kept; `part` is its id, or what it begins or ends with. @throws LoomError run.* */
export async function withKeptRun<Result>(
  part: string,
  { parts, terminal }: { parts: CoreParts; terminal: Terminal },
  use: (core: CoreService, runId: string) => Promise<Result>,
): Promise<Result> {
  const { digitsDirectory, preparedDirectory, choicesFile } = terminal
  const runsDirectory = runsDirectoryOf(terminal)
  const known = runsDirectory === null ? [] : await readdir(runsDirectory).catch(() => [])
  const runId = completeRunId(part, known)
  const common = { parts, digitsDirectory, preparedDirectory, choicesFile, runsDirectory }
  const core = createCoreService({ ...common, emit: () => {} })
  try {
    return await use(core, runId)
  } finally {
    await core.dispose()
  }
}
