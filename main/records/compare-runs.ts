import { groupLetter } from '#shared/comparison/name-runs.ts'
import {
  type FigureName,
  figureNames,
  type RunComparison,
  type RunGroup,
  type RunRow,
  type Verdict,
} from '#shared/contract/records.ts'
import type { Message } from '#shared/messages/message.ts'
import { holm } from '#shared/statistics/holm.ts'
import { countDiscordant, mcnemarP } from '#shared/statistics/mcnemar.ts'
import { type MeanInterval, meanInterval } from '#shared/statistics/mean-interval.ts'
import { welchTest } from '#shared/statistics/welch.ts'
import type { StoredPredictions } from './read-runs.ts'

/** Claims are made where chance would do as much in fewer than 5 of 100 cases. */
const significant = 0.05

type Evidence = Omit<Verdict, 'groups' | 'sentence'> & { halfWidth: number | null }

export interface CompareOptions {
  /** In the order in which people chose them. */
  rows: readonly RunRow[]
  predictionsOf(runId: string): StoredPredictions | null
}

/**
 * Runs by network and settings, each group with its means over the seeds, and for each pair of groups whether they differ in
 * test accuracy by more than chance: McNemar's test where there is one run of each, Welch's where there are several.
 */
export function compareRuns({ rows, predictionsOf }: CompareOptions): RunComparison {
  const groups = groupRuns(rows)
  const byId = new Map(rows.map((row) => [row.runId, row]))
  const membersOf = (group: RunGroup) => group.runIds.flatMap((runId) => byId.get(runId) ?? [])
  const pairs = groups.flatMap((first, place) => groups.slice(place + 1).map((second) => [first, second] as const))
  const found = pairs.map(([first, second]) => weigh(membersOf(first), membersOf(second), predictionsOf))
  const tested = found.flatMap(({ p }) => (p === null ? [] : [p]))
  const corrected = holm(tested)
  let next = 0
  const verdicts = pairs.map(([first, second], place): Verdict => {
    const { halfWidth, ...evidence } = found[place] ?? noEvidence
    const p = evidence.p === null ? null : (corrected[next++] ?? null)
    const names = [groups.indexOf(first), groups.indexOf(second)].map(groupLetter)
    const judged = { ...evidence, p, halfWidth }
    const sentence = word(judged, {
      first: names[0] ?? '',
      second: names[1] ?? '',
      counts: [first.runIds.length, second.runIds.length],
      isCorrected: tested.length > 1,
    })
    return { ...evidence, p, groups: [first.key, second.key], sentence }
  })
  return { groups, verdicts }
}

/** What the pictures were is part of it: a folder may hold others today. */
function keyOf({ groupKey, dataHash }: RunRow): string {
  return `${groupKey}/${dataHash ?? ''}`
}

function groupRuns(rows: readonly RunRow[]): RunGroup[] {
  const members = new Map<string, RunRow[]>()
  for (const row of rows) members.set(keyOf(row), [...(members.get(keyOf(row)) ?? []), row])
  return [...members].map(([key, own]) => ({
    key,
    runIds: own.map(({ runId }) => runId),
    figures: Object.fromEntries(
      figureNames.map((name) => [name, meanInterval(own.flatMap((row) => row[name] ?? []))]),
    ) as Record<FigureName, MeanInterval | null>,
  }))
}

const noEvidence: Evidence = { test: null, p: null, difference: null, discordant: null, halfWidth: null }

function weigh(
  first: readonly RunRow[],
  second: readonly RunRow[],
  predictionsOf: CompareOptions['predictionsOf'],
): Evidence {
  const [a, b] = [first[0], second[0]]
  if (!a || !b || a.dataHash === null || a.dataHash !== b.dataHash) return noEvidence
  if (first.length === 1 && second.length === 1) return byPictures(predictionsOf(a.runId), predictionsOf(b.runId))
  const accuracies = (rows: readonly RunRow[]) => rows.flatMap(({ testAccuracy }) => testAccuracy ?? [])
  const result = welchTest(accuracies(first), accuracies(second))
  if (!result) return { ...noEvidence, test: 'welch' }
  const { p, difference, halfWidth } = result
  return { test: 'welch', p, difference, halfWidth, discordant: null }
}

function byPictures(first: StoredPredictions | null, second: StoredPredictions | null): Evidence {
  if (!first || !second || first.labels.length !== second.labels.length) return noEvidence
  const discordant = countDiscordant(first.labels, first.predicted, second.predicted)
  const difference = (discordant.onlySecond - discordant.onlyFirst) / Math.max(1, first.labels.length)
  return { test: 'mcnemar', p: mcnemarP(discordant), difference, discordant, halfWidth: null }
}

interface Naming {
  first: string
  second: string
  /** Runs of each. */
  counts: readonly [number, number] | readonly number[]
  isCorrected: boolean
}

function word({ test, p, difference, discordant, halfWidth }: Evidence, naming: Naming): Message {
  const { first, second, counts, isCorrected } = naming
  if (test === null) return { code: 'records.notComparable', values: { first, second } }
  if (p === null || difference === null) return { code: 'records.tooFewSeeds', values: { first, second } }
  const isSecondBetter = difference > 0
  const [better, worse] = isSecondBetter ? [second, first] : [first, second]
  const pair = discordant ? [discordant.onlyFirst, discordant.onlySecond] : counts
  const [more = 0, fewer = 0] = isSecondBetter ? [...pair].reverse() : pair
  const values = {
    better,
    worse,
    more,
    fewer,
    points: showPoints(Math.abs(difference)),
    half: showPoints(halfWidth ?? 0),
    chance: showChance(p),
    p: showP(p),
    test: `${test === 'mcnemar' ? 'McNemar' : 'Welch'}${isCorrected ? ', Holm' : ''}`,
  }
  const isClear = p < significant
  if (test === 'mcnemar') return { code: isClear ? 'records.differByTest' : 'records.evenByTest', values }
  return { code: isClear ? 'records.differBySeeds' : 'records.evenBySeeds', values }
}

/** Percentage points. */
function showPoints(share: number): string {
  return String(Number((100 * share).toFixed(2)))
}

function showChance(p: number): string {
  const cases = 100 * p
  if (cases >= 1) return String(Math.round(cases))
  return cases >= 0.01 ? String(Number(cases.toPrecision(1))) : '<0.01'
}

function showP(p: number): string {
  return p < 0.0001 ? p.toExponential(0) : String(Number(p.toPrecision(2)))
}
