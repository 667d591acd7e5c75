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
import { type PairedResult, pairedTest } from '#shared/statistics/paired-t.ts'
import { welchTest } from '#shared/statistics/welch.ts'
import type { StoredPredictions } from './read-runs.ts'

/** Claims are made where chance would do as much in fewer than 5 of 100 cases. */
const significant = 0.05

/** Of masks, a mean over fewer pictures may be far from normally distributed, which the t-test takes it for. */
const fewestMasks = 10

const noPairs = { pairs: 0, larger: { first: 0, second: 0 }, p: null, difference: null, halfWidth: null }

type Evidence = Omit<Verdict, 'groups' | 'sentence'> & {
  halfWidth: number | null
  masks: Pick<PairedResult, 'pairs' | 'larger'> | null
}

export interface CompareOptions {
  /** In the order in which people chose them. */
  rows: readonly RunRow[]
  predictionsOf(runId: string): StoredPredictions | null
  /** Of masks, the part of each test picture's pixels that is right. */
  pixelAccuraciesOf(runId: string): Float32Array | null
}

/**
 * Runs by network and settings, each group with its means over the seeds, and for each pair of groups whether they differ in
 * test accuracy by more than chance: McNemar's test where there is one run of each, of masks the paired t-test, Welch's where
 * there are several.
 */
export function compareRuns({ rows, ...stored }: CompareOptions): RunComparison {
  const groups = groupRuns(rows)
  const byId = new Map(rows.map((row) => [row.runId, row]))
  const membersOf = (group: RunGroup) => group.runIds.flatMap((runId) => byId.get(runId) ?? [])
  const pairs = groups.flatMap((first, place) => groups.slice(place + 1).map((second) => [first, second] as const))
  const found = pairs.map(([first, second]) => weigh(membersOf(first), membersOf(second), stored))
  const tested = found.flatMap(({ p }) => (p === null ? [] : [p]))
  const corrected = holm(tested)
  let next = 0
  const verdicts = pairs.map(([first, second], place): Verdict => {
    const { halfWidth, masks, ...evidence } = found[place] ?? noEvidence
    const p = evidence.p === null ? null : (corrected[next++] ?? null)
    const names = [groups.indexOf(first), groups.indexOf(second)].map(groupLetter)
    const judged = { ...evidence, p, halfWidth, masks }
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

const nothing = { p: null, difference: null, discordant: null, halfWidth: null, masks: null }
const noEvidence: Evidence = { test: null, ...nothing }

function weigh(
  first: readonly RunRow[],
  second: readonly RunRow[],
  { predictionsOf, pixelAccuraciesOf }: Omit<CompareOptions, 'rows'>,
): Evidence {
  const [a, b] = [first[0], second[0]]
  if (!a || !b || a.dataHash === null || a.dataHash !== b.dataHash) return noEvidence
  if (first.length === 1 && second.length === 1) {
    if (a.task === 'segmentation') return byMasks(pixelAccuraciesOf(a.runId), pixelAccuraciesOf(b.runId))
    return byPictures(predictionsOf(a.runId), predictionsOf(b.runId))
  }
  const accuracies = (rows: readonly RunRow[]) => rows.flatMap(({ testAccuracy }) => testAccuracy ?? [])
  const result = welchTest(accuracies(first), accuracies(second))
  if (!result) return { ...noEvidence, test: 'welch' }
  const { p, difference, halfWidth } = result
  return { ...nothing, test: 'welch', p, difference, halfWidth }
}

function byPictures(first: StoredPredictions | null, second: StoredPredictions | null): Evidence {
  if (!first || !second || first.labels.length !== second.labels.length) return noEvidence
  const discordant = countDiscordant(first.labels, first.predicted, second.predicted)
  const difference = (discordant.onlySecond - discordant.onlyFirst) / Math.max(1, first.labels.length)
  return { ...nothing, test: 'mcnemar', p: mcnemarP(discordant), difference, discordant }
}

/** Pictures without pixels that count say nothing: they are known by NaN, of both runs alike. */
function byMasks(first: Float32Array | null, second: Float32Array | null): Evidence {
  if (!first || !second) return { ...nothing, test: 'paired' }
  const counting = (shares: Float32Array) => shares.filter((share) => !Number.isNaN(share))
  const { pairs, larger, ...result } = pairedTest(counting(first), counting(second)) ?? noPairs
  const masks = { pairs, larger }
  return pairs < fewestMasks ? { ...nothing, test: 'paired', masks } : { ...nothing, test: 'paired', ...result, masks }
}

interface Naming {
  first: string
  second: string
  /** Runs of each. */
  counts: readonly [number, number] | readonly number[]
  isCorrected: boolean
}

const testNames = { mcnemar: 'McNemar', paired: 'Student', welch: 'Welch' } as const

function word({ test, p, difference, discordant, halfWidth, masks }: Evidence, naming: Naming): Message {
  const { first, second, counts, isCorrected } = naming
  if (test === null) return { code: 'records.notComparable', values: { first, second } }
  if (test === 'paired' && !masks) return { code: 'records.noMaskFigures', values: { first, second } }
  if (test === 'paired' && p === null) {
    return { code: 'records.tooFewMasks', values: { first, second, fewest: fewestMasks } }
  }
  if (p === null || difference === null) return { code: 'records.tooFewSeeds', values: { first, second } }
  const isSecondBetter = difference > 0
  const [better, worse] = isSecondBetter ? [second, first] : [first, second]
  const pair = countsOf({ discordant, masks }) ?? counts
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
    test: `${testNames[test]}${isCorrected ? ', Holm' : ''}`,
    ...(masks ? { count: masks.pairs } : {}),
  }
  const isClear = p < significant
  return { code: sentences[test][isClear ? 'clear' : 'even'], values }
}

const sentences = {
  mcnemar: { clear: 'records.differByTest', even: 'records.evenByTest' },
  paired: { clear: 'records.differByMasks', even: 'records.evenByMasks' },
  welch: { clear: 'records.differBySeeds', even: 'records.evenBySeeds' },
} as const

/** Pictures on which one of the two does better. */
function countsOf({ discordant, masks }: Pick<Evidence, 'discordant' | 'masks'>): [number, number] | null {
  if (discordant) return [discordant.onlyFirst, discordant.onlySecond]
  return masks && [masks.larger.first, masks.larger.second]
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
