import { augmentationPresets } from '../document/augmentation-presets.ts'
import { setParameters } from '../document/edit.ts'
import { type LoomDocument, type TrainingSettings, trainingSchema } from '../document/schema.ts'
import { applyRemedy } from '../graph/remedies/apply-remedy.ts'

/** A change of the drawing or of its settings that a finding of a run offers. */
export type RunRemedy =
  | { kind: 'setRate'; rate: number }
  | { kind: 'setBatch'; batchSize: number }
  | { kind: 'useElu'; nodeId: string }
  | { kind: 'clipNorm' | 'addDropout' | 'augment' | 'stopEarly' | 'balanceClasses' }

/** The drawing with the remedy; the same one where there is nothing to change. */
export function applyRunRemedy(document: LoomDocument, remedy: RunRemedy): LoomDocument {
  switch (remedy.kind) {
    case 'setRate':
      return withTraining(document, setRate(document.training, remedy.rate))
    case 'setBatch':
      return withTraining(document, { batchSize: remedy.batchSize })
    case 'clipNorm':
      return withTraining(document, { clipNorm: 1 })
    case 'stopEarly':
      return withTraining(document, { earlyStopping: trainingSchema.parse({ earlyStopping: {} }).earlyStopping })
    case 'balanceClasses':
      return withTraining(document, { classWeights: 'balanced' })
    case 'useElu': {
      const node = document.nodes.find(({ id }) => id === remedy.nodeId)
      const isDone = !node || node.parameters.activation === 'elu'
      return isDone ? document : setParameters(document, remedy.nodeId, { activation: 'elu' })
    }
    case 'augment':
      // Small turns and moves suit any pictures; mirrors do not suit digits.
      return { ...document, augmentation: augmentationPresets.digits }
    case 'addDropout': {
      const id = lastWeightedLayer(document)
      const before = document.edges.find(({ target }) => target === id)?.source
      if (document.nodes.some((node) => node.id === before && node.kind.endsWith('Dropout'))) return document
      const dropout = { kind: 'insertBefore', layer: 'Dropout', parameters: { rate: 0.5 } } as const
      return id === null ? document : applyRemedy(document, id, dropout)
    }
  }
}

function withTraining(document: LoomDocument, change: Partial<TrainingSettings>): LoomDocument {
  return { ...document, training: { ...document.training, ...change } }
}

/** The rate that steers: one cycle has its own. */
export function steeringRate({ optimizer, schedule }: TrainingSettings): number {
  return schedule.kind === 'oneCycle' ? schedule.maxLearningRate : optimizer.learningRate
}

function setRate({ optimizer, schedule }: TrainingSettings, rate: number): Partial<TrainingSettings> {
  if (schedule.kind === 'oneCycle') return { schedule: { ...schedule, maxLearningRate: rate } }
  return { optimizer: { ...optimizer, learningRate: rate } }
}

/** Whether the drawing has it already. */
export function isApplied(document: LoomDocument, remedy: RunRemedy): boolean {
  const after = applyRunRemedy(document, remedy)
  const settings = ({ training, augmentation }: LoomDocument) => JSON.stringify([training, augmentation])
  return after.nodes === document.nodes && settings(after) === settings(document)
}

const weighted = /^(Dense|.*Conv.*)$/

/** Back from the output along the first line in: the layer that gives the classes. */
function lastWeightedLayer({ nodes, edges }: LoomDocument): string | null {
  let node = nodes.find(({ kind }) => kind === 'Output')
  for (let left = nodes.length; node && left > 0; left -= 1) {
    if (weighted.test(node.kind)) return node.id
    const { id } = node
    const source = edges.find(({ target }) => target === id)?.source
    node = nodes.find((each) => each.id === source)
  }
  return null
}
