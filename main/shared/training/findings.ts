import { defaultOptimizer } from '../document/optimizers.ts'
import type { LoomDocument } from '../document/schema.ts'
import type { Message } from '../messages/message.ts'
import type { EpochScores } from './monitor.ts'
import { type RunRemedy, steeringRate } from './remedies.ts'

/** Something that a run shows of how it learns, with what can be done about it in the drawing, the likeliest first. */
export interface RunFinding extends Message {
  severity: 'error' | 'warning'
  remedies: RunRemedy[]
}

export interface RunEvidence {
  /** As the run was begun and is trained. */
  document: LoomDocument
  epochs: readonly (EpochScores & { deadUnits?: readonly { nodeId: string; share: number }[] | undefined })[]
  /** Why it failed, if it did. */
  error: Message | null
  /** Classes of the data, and how many training pictures each has; empty where that is not known. */
  classCount: number
  classCounts: readonly number[]
  /** That the batch had to be made smaller while it was trained. */
  notice: Message | null
}

/** What the run's figures say. Those of training that cannot go on come first. */
export function findFindings(evidence: RunEvidence): RunFinding[] {
  const found = [
    diverged(evidence),
    astray(evidence),
    flat(evidence),
    dead(evidence),
    overfitting(evidence),
    unbalanced(evidence),
  ]
  return [...found, shrunk(evidence)].filter((finding) => finding !== null)
}

function diverged({ document, error }: RunEvidence): RunFinding | null {
  if (error?.code !== 'run.diverged') return null
  const { epoch = 0, step = 0 } = error.values ?? {}
  return {
    severity: 'error',
    code: 'finding.diverged',
    values: { epoch, step },
    remedies: [tamedRate(document), { kind: 'clipNorm' }],
  }
}

/** A loss of so many times that of guessing is further from learning than the network was when it knew nothing. */
const farAbove = 10

/** A loss that ran away without becoming infinite, over the training and the validation pictures. */
function astray({ document, epochs, classCount }: RunEvidence): RunFinding | null {
  const last = epochs.at(-1)
  if (!last || classCount < 2 || !isCrossEntropy(document)) return null
  const chance = Math.log(classCount)
  if (Math.min(last.loss, last.valLoss) < farAbove * chance) return null
  return {
    severity: 'error',
    code: 'finding.astray',
    values: { loss: formatLoss(last.loss), chance: chance.toFixed(3), classes: classCount },
    remedies: [tamedRate(document), { kind: 'clipNorm' }],
  }
}

function formatLoss(loss: number): string {
  return loss < 1e6 ? loss.toFixed(1) : loss.toExponential(1)
}

function isCrossEntropy({ training }: LoomDocument): boolean {
  return training.loss.toLowerCase().includes('categoricalcrossentropy')
}

/** A loss this near to that of guessing, from the second epoch on, is no learning. */
const guessing = 0.03

/** The cross-entropy of a network that knows nothing is ln(classes). */
function flat({ document, epochs, classCount }: RunEvidence): RunFinding | null {
  const last = epochs.at(-1)
  if (!last || epochs.length < 2 || classCount < 2 || !isCrossEntropy(document)) return null
  const chance = Math.log(classCount)
  const isFlat = epochs.every(({ loss, valLoss }) => Math.min(loss, valLoss) > (1 - guessing) * chance)
  const isNear = Math.abs(last.loss - chance) < 2 * guessing * chance
  if (!isFlat || !isNear) return null
  const [up, down] = [scaledRate(document, 10), scaledRate(document, 0.1)]
  return {
    severity: 'warning',
    code: 'finding.flat',
    values: { loss: last.loss.toFixed(3), chance: chance.toFixed(3), classes: classCount },
    remedies: steeringRate(document.training) < 1e-3 ? [up, down] : [down, up],
  }
}

/** Dead units are looked for after the epochs 1, 2, 4, 8 … and the last: in passing, for it costs a little. */
export function isLookedInto(epoch: number, lastEpoch: number): boolean {
  return Number.isInteger(Math.log2(epoch)) || epoch === lastEpoch
}

/** From so many on, a layer has lost what it could have learned. */
const manyDead = 0.5

/** The layer with most dead units when they were last looked for. */
function dead({ document, epochs }: RunEvidence): RunFinding | null {
  const looked = epochs.filter(({ epoch }) => isLookedInto(epoch, document.training.epochs))
  const worst = [...(looked.at(-1)?.deadUnits ?? [])].sort((a, b) => b.share - a.share)[0]
  if (!worst || worst.share < manyDead) return null
  const node = document.nodes.find(({ id }) => id === worst.nodeId)
  return {
    severity: 'warning',
    code: 'finding.deadUnits',
    values: { layer: node?.name ?? worst.nodeId, percent: Math.round(100 * worst.share) },
    remedies: [tamedRate(document), { kind: 'useElu', nodeId: worst.nodeId }],
  }
}

const patience = 3

/** Over the last three epochs the validation loss rose each time while the training loss fell, and is a tenth above its least. */
export function isOverfitting(epochs: readonly EpochScores[]): boolean {
  const recent = epochs.slice(-patience - 1)
  if (recent.length <= patience) return false
  const isDiverging = recent.slice(1).every((epoch, index) => {
    const before = recent[index]
    return before !== undefined && epoch.valLoss > before.valLoss && epoch.loss < before.loss
  })
  const least = Math.min(...epochs.map(({ valLoss }) => valLoss))
  return isDiverging && (recent.at(-1)?.valLoss ?? 0) > 1.1 * least
}

function overfitting({ document, epochs }: RunEvidence): RunFinding | null {
  const last = epochs.at(-1)
  if (!last || !isOverfitting(epochs)) return null
  const best = epochs.reduce((a, b) => (b.valLoss < a.valLoss ? b : a))
  const remedies: RunRemedy[] = [{ kind: 'addDropout' }]
  if (document.augmentation.steps.length === 0) remedies.push({ kind: 'augment' })
  if (!document.training.earlyStopping) remedies.push({ kind: 'stopEarly' })
  const values = { valLoss: last.valLoss.toFixed(3), best: best.valLoss.toFixed(3), epoch: best.epoch }
  return { severity: 'warning', code: 'finding.overfitting', values, remedies }
}

/** The largest class against the smallest. */
const unevenness = 3

function unbalanced({ document, classCounts }: RunEvidence): RunFinding | null {
  const present = classCounts.filter((count) => count > 0)
  const [most, least] = [Math.max(...present), Math.min(...present)]
  if (present.length < 2 || document.training.classWeights !== 'none' || most < unevenness * least) return null
  return {
    severity: 'warning',
    code: 'finding.unbalanced',
    values: { most, least },
    remedies: [{ kind: 'balanceClasses' }],
  }
}

function shrunk({ document, notice }: RunEvidence): RunFinding | null {
  if (notice?.code !== 'run.smallerBatch') return null
  const { batchSize } = document.training
  return {
    severity: 'warning',
    code: 'finding.smallerBatch',
    values: { before: notice.values?.before ?? '', batchSize },
    remedies: [{ kind: 'setBatch', batchSize }],
  }
}

/** A tenth of the rate that the run had, and no more than people use: one cycle goes up to more than a steady rate can be. */
function tamedRate(document: LoomDocument): RunRemedy {
  const { optimizer, schedule } = document.training
  const most = (schedule.kind === 'oneCycle' ? 100 : 10) * defaultOptimizer(optimizer.kind).learningRate
  return scaledRate(document, Math.min(0.1, most / steeringRate(document.training)))
}

/** A multiple of the rate that the run had. */
function scaledRate({ training }: LoomDocument, factor: number): RunRemedy {
  return { kind: 'setRate', rate: Math.min(1000, Number((factor * steeringRate(training)).toPrecision(6))) }
}
