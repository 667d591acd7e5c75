import type { RunComparison, RunDetails, RunGroup } from '../contract/records.ts'

/** A run with the place of its group, and what it is called: A, or A1 and A2 where a group has several seeds. */
export interface ComparedRun {
  run: RunDetails
  group: number
  letter: string
}

/** In the order of the groups. */
export function nameRuns(runs: readonly RunDetails[], { groups }: RunComparison): ComparedRun[] {
  const byId = new Map(runs.map((run) => [run.runId, run]))
  return groups.flatMap((group, place) =>
    group.runIds.flatMap((runId, member): ComparedRun[] => {
      const run = byId.get(runId)
      const letter = groupLetter(place) + (group.runIds.length > 1 ? String(member + 1) : '')
      return run ? [{ run, group: place, letter }] : []
    }),
  )
}

/** A, B, C … as the sentences of the comparison call the groups. */
export function groupLetter(place: number): string {
  return String.fromCharCode(65 + place)
}

export function seedsOf({ runIds }: RunGroup, runs: readonly RunDetails[]): number[] {
  return runIds.flatMap((runId) => runs.find((run) => run.runId === runId)?.seed ?? [])
}
