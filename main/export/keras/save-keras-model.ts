import path from 'node:path'
import { nameLayers } from '#main/compile/tfjs/layer-names.ts'
import { matchTensors } from '#main/compile/tfjs/model-weights.ts'
import { listMainNodes } from '#shared/graph/heads.ts'
import type { AnsweredSamples } from '../answered-samples.ts'
import { describeModel, type ModelToSave } from '../describe-model.ts'
import { listOwnFiles, replaceFiles } from '../replace-folder.ts'
import { writeModelCode } from './write-model-code.ts'
import { type NpyArray, writeNpz } from './write-npz.ts'

export interface KerasRequest extends ModelToSave {
  /** An existing or a new folder. */
  directory: string
  readSamples(): Promise<AnsweredSamples>
}

const names = ['weights.npz', 'samples.npz', 'layerloom.json', 'model.py']
const ownFile = new RegExp(`^(${names.map((name) => name.replace('.', '\\.')).join('|')}|__pycache__)$`)

/**
 * Saves a trained network as Python for Keras 3 with its weights, and with pictures and their answers, by which `model.py`
 * checks itself. What only auxiliary outputs need is left out. Answers the full paths of the files.
 * @throws LoomError engine.weightsMismatch, export.notAFolder, export.otherFiles, export.cannotWrite
 */
export async function saveKerasModel({ directory, readSamples, ...model }: KerasRequest): Promise<string[]> {
  await listOwnFiles(directory, (name) => ownFile.test(name))
  const weights = listWeights(model)
  const parameters = [...weights.values()].reduce((sum, { values }) => sum + values.length, 0)
  const described = describeModel(model, { parameters, order: 'batch, height, width, channels' })
  const contents = [
    writeNpz(weights),
    writeNpz(listSamples(await readSamples())),
    `${JSON.stringify(described, null, 2)}\n`,
    writeModelCode(model),
  ]
  await replaceFiles(
    directory,
    contents.map((content, index) => ({ name: names[index] ?? '', content })),
    [],
  )
  return names.map((name) => path.join(directory, name))
}

/** By `<layer>/<weight>`, each layer's in the order in which Keras lists them. */
function listWeights({ graph, weights }: ModelToSave): Map<string, NpyArray> {
  const main = listMainNodes(graph)
  const wanted = main.flatMap(({ node, weights: own }) =>
    own.map(({ name, shape }) => ({ name: `${node.id}/${name}`, shape })),
  )
  const ids = new Set(main.map(({ node }) => `${node.id}/`))
  const kept = weights.filter(({ name }) => ids.has(name.slice(0, name.lastIndexOf('/') + 1)))
  const names = nameLayers(main)
  return new Map(
    matchTensors(wanted, kept).map(({ name, shape, values }) => {
      const [id, weight] = [name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1)]
      return [`${names.get(id)}/${weight}`, { shape, values }]
    }),
  )
}

function listSamples({ count, pixels, inputShape, answers, outputShape }: AnsweredSamples): Map<string, NpyArray> {
  return new Map<string, NpyArray>([
    ['pictures', { shape: [count, ...inputShape], values: pixels }],
    ['answers', { shape: [count, ...outputShape], values: answers }],
  ])
}
