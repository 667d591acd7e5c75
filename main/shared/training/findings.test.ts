import { describe, expect, it } from 'vitest'
import { defaultOptimizer } from '../document/optimizers.ts'
import { type TrainingSettings, trainingSchema } from '../document/schema.ts'
import { checkGraph } from '../graph/check-graph.ts'
import { drawChain } from '../zoo/network.ts'
import { findFindings, isOverfitting, type RunEvidence } from './findings.ts'
import type { EpochScores } from './monitor.ts'
import { applyRunRemedy, isApplied } from './remedies.ts'

function drawing(training: Partial<TrainingSettings> = {}) {
  return drawChain(
    'finding',
    [28, 28, 1],
    [['Conv2D', { filters: 4 }], ['Flatten'], ['Dense', { units: 10, activation: 'softmax' }]],
    { epochs: 9, ...training },
  )
}

const told = (rows: [loss: number, valLoss: number][]): EpochScores[] =>
  rows.map(([loss, valLoss], index) => ({ epoch: index + 1, loss, valLoss, accuracy: 0.5, valAccuracy: 0.5 }))

const learning = told([
  [1.5, 1.2],
  [0.9, 0.8],
  [0.6, 0.6],
  [0.4, 0.5],
])

function find(evidence: Partial<RunEvidence>) {
  const rest = {
    document: drawing(),
    epochs: learning,
    error: null,
    notice: null,
    classCount: 10,
    classCounts: [9, 10],
  }
  return findFindings({ ...rest, ...evidence })
}

describe('findings of a run', () => {
  it('are none where it learns', () => {
    expect(find({})).toEqual([])
    expect(find({ epochs: [] })).toEqual([])
  })

  it('a loss that runs away: a lower rate, clipped gradients', () => {
    const error = { code: 'run.diverged', values: { epoch: 2, step: 40 } } as const
    const [finding] = find({ error })
    expect(finding).toMatchObject({ severity: 'error', code: 'finding.diverged', values: { epoch: 2, step: 40 } })
    const lower = finding?.remedies[0] ?? { kind: 'augment' }
    const lowered = applyRunRemedy(drawing(), lower)
    expect(lowered.training.optimizer.learningRate).toBe(0.0001)
    expect([isApplied(drawing(), lower), isApplied(lowered, lower)]).toEqual([false, true])
    const cycle = trainingSchema.parse({ schedule: { kind: 'oneCycle', maxLearningRate: 0.3 } })
    const [ofCycle] = find({ error, document: drawing(cycle) })
    const slower = applyRunRemedy(drawing(cycle), ofCycle?.remedies[0] ?? { kind: 'augment' })
    expect(slower.training.schedule).toMatchObject({ maxLearningRate: 0.03 })
    expect(find({ error: { code: 'data.folderUnreadable' } })).toEqual([])
  })

  it('a loss that ran away without becoming infinite: a rate that people use', () => {
    const epochs = told([[8_055_345_519_640.787, 353_716_830_208]])
    const document = drawing({ optimizer: defaultOptimizer('sgd', 1000) })
    const [finding] = find({ epochs, document })
    expect(finding).toMatchObject({ code: 'finding.astray', values: { loss: '8.1e+12', chance: '2.303' } })
    expect(finding?.remedies).toEqual([{ kind: 'setRate', rate: 0.1 }, { kind: 'clipNorm' }])
    // Batch normalisation alone can throw the validation loss off.
    expect(find({ epochs: told([[2, 400]]) })).toEqual([])
    expect(find({ epochs, document: drawing({ loss: 'meanSquaredError' }) })).toEqual([])
  })

  it('a loss that stays at that of guessing, ln(classes)', () => {
    const flat = told([
      [2.32, 2.31],
      [2.31, 2.31],
    ])
    expect(find({ epochs: flat })).toMatchObject([{ code: 'finding.flat', values: { chance: '2.303', classes: 10 } }])
    expect(find({ epochs: flat.slice(0, 1) })).toEqual([])
    expect(find({ epochs: flat, document: drawing({ loss: 'meanSquaredError' }) })).toEqual([])
    expect(find({ epochs: flat, classCount: 100 })).toEqual([])
  })

  it('over-fitting: dropout before the last layer, changed pictures, an early stop', () => {
    const epochs = told([
      [0.5, 0.4],
      [0.4, 0.45],
      [0.3, 0.5],
      [0.2, 0.55],
    ])
    expect(isOverfitting(epochs)).toBe(true)
    const [finding] = find({ epochs })
    expect(finding).toMatchObject({ code: 'finding.overfitting', values: { best: '0.400', epoch: 1 } })
    expect(finding?.remedies.map(({ kind }) => kind)).toEqual(['addDropout', 'augment', 'stopEarly'])
    const dropped = applyRunRemedy(drawing(), { kind: 'addDropout' })
    const graph = checkGraph(dropped)
    expect(graph.isTrainable).toBe(true)
    expect(graph.nodes.map(({ node }) => node.kind)).toEqual([
      'Input',
      'Conv2D',
      'Flatten',
      'Dropout',
      'Dense',
      'Output',
    ])
    expect(applyRunRemedy(dropped, { kind: 'addDropout' })).toBe(dropped)
    expect(isApplied(dropped, { kind: 'addDropout' })).toBe(true)
    expect(applyRunRemedy(drawing(), { kind: 'augment' }).augmentation.steps.length).toBeGreaterThan(0)
    expect(applyRunRemedy(drawing(), { kind: 'stopEarly' }).training.earlyStopping).toMatchObject({ patience: 5 })
  })

  it.each<[string, [number, number][]]>([
    [
      'noise',
      [
        [0.5, 0.4],
        [0.4, 0.45],
        [0.3, 0.44],
        [0.2, 0.55],
      ],
    ],
    [
      'a rise that is small',
      [
        [0.5, 0.4],
        [0.4, 0.401],
        [0.3, 0.402],
        [0.2, 0.403],
      ],
    ],
    [
      'a training loss that rises too',
      [
        [0.5, 0.4],
        [0.6, 0.5],
        [0.7, 0.6],
        [0.8, 0.7],
      ],
    ],
    [
      'too few epochs',
      [
        [0.5, 0.4],
        [0.4, 0.5],
      ],
    ],
  ])('%s is no over-fitting', (_what, rows) => {
    expect(isOverfitting(told(rows))).toBe(false)
  })

  it('units that are dead, as they were last looked for', () => {
    const deadUnits = [
      { nodeId: 'conv2d-1', share: 0.75 },
      { nodeId: 'dense-1', share: 0.5 },
    ]
    const [first, second, third] = learning
    if (!first || !second || !third) throw new Error('too few epochs')
    // After the third nothing was looked for.
    const [finding] = find({ epochs: [first, { ...second, deadUnits }, third] })
    expect(find({ epochs: [{ ...first, deadUnits }, second] })).toEqual([])
    expect(finding).toMatchObject({ code: 'finding.deadUnits', values: { layer: 'conv2d-1', percent: 75 } })
    const elu = applyRunRemedy(drawing(), { kind: 'useElu', nodeId: 'conv2d-1' })
    expect(elu.nodes.find(({ id }) => id === 'conv2d-1')?.parameters.activation).toBe('elu')
    expect(isApplied(elu, { kind: 'useElu', nodeId: 'conv2d-1' })).toBe(true)
    const few = learning.map((epoch) => ({ ...epoch, deadUnits: [{ nodeId: 'conv2d-1', share: 0.3 }] }))
    expect(find({ epochs: few })).toEqual([])
  })

  it('classes of very different sizes, unless they are balanced', () => {
    expect(find({ classCounts: [300, 90, 0] })).toMatchObject([
      { code: 'finding.unbalanced', values: { most: 300, least: 90 }, remedies: [{ kind: 'balanceClasses' }] },
    ])
    expect(find({ classCounts: [300, 90], document: drawing({ classWeights: 'balanced' }) })).toEqual([])
  })

  it('a batch that had to be made smaller', () => {
    const notice = { code: 'run.smallerBatch', values: { before: 64, batchSize: 32 } } as const
    expect(find({ notice, document: drawing({ batchSize: 32 }) })).toMatchObject([
      { code: 'finding.smallerBatch', remedies: [{ kind: 'setBatch', batchSize: 32 }] },
    ])
  })
})
