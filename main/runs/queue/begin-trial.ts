import { setTimeout } from 'node:timers/promises'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { RunService } from '../run-service.ts'
import type { JobTrial } from './job.ts'

const busyWaitMs = 300

interface Begun {
  document: LoomDocument
  trial: JobTrial
  isGivenUp(): boolean
}

/** Begins a trial, or goes on where it stood, as soon as nothing else is trained. Answers the id of its run. */
export async function beginTrial(
  runs: Pick<RunService, 'startRun' | 'ended'>,
  { document, trial, isGivenUp }: Begun,
): Promise<string> {
  for (;;) {
    // A training that a person began.
    await runs.ended()
    if (isGivenUp()) throw new Error('the queue was closed')
    try {
      return (await goOn(runs, document, trial)) ?? (await runs.startRun({ document, resumeFrom: null })).runId
    } catch (error) {
      if (!hasCode(error, 'run.busy')) throw error
      await setTimeout(busyWaitMs)
    }
  }
}

/** Null where what was learned is lost, so that the trial begins anew. */
async function goOn(
  runs: Pick<RunService, 'startRun'>,
  document: LoomDocument,
  { runId, epoch, epochs, state }: JobTrial,
): Promise<string | null> {
  if (runId === null) return null
  // One that a process left behind goes on as it was; one that had come to rest gets the epochs that it lacks.
  const ways = [...(state === 'training' ? [{}] : []), { moreEpochs: Math.max(1, epochs - epoch) }]
  for (const way of ways) {
    try {
      return (await runs.startRun({ document, resumeFrom: runId, ...way })).runId
    } catch (error) {
      if (!hasCode(error, 'run.noCheckpoint') && !hasCode(error, 'run.checkpointDamaged')) throw error
    }
  }
  return null
}

function hasCode(error: unknown, code: LoomError['code']): boolean {
  return error instanceof LoomError && error.code === code
}
