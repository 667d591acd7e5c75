import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { matchTensors } from '#main/compile/tfjs/model-weights.ts'
import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { listMainNodes } from '#shared/graph/heads.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { AnsweredSamples } from '../answered-samples.ts'
import { type AxisOrder, describeModel, type ModelToSave } from '../describe-model.ts'
import { listOwnFiles, replaceFiles } from '../replace-folder.ts'
import { withoutAuxiliary } from '../without-auxiliary.ts'
import { type NpyArray, writeNpz } from './write-npz.ts'

export interface PythonRequest extends ModelToSave {
  /** An existing or a new folder. */
  directory: string
  readSamples(): Promise<AnsweredSamples>
}

/** A weight of a layer, in Keras's layout. */
export interface LayerWeight {
  checked: CheckedNode
  /** Keras's. */
  weight: string
  shape: readonly number[]
  values: Float32Array
}

interface PythonModel {
  library: 'keras' | 'pytorch'
  code: string
  /** By the names under which the code looks for them. */
  weights: ReadonlyMap<string, NpyArray>
  /** What the network itself takes. */
  order: AxisOrder
}

const names = ['weights.npz', 'samples.npz', 'layerloom.json', 'model.py']
const ownFile = new RegExp(`^(${names.map((name) => name.replace('.', '\\.')).join('|')}|__pycache__)$`)

/**
 * Saves a trained network as Python with its weights, and with pictures and their answers (channels last), by which
 * `model.py` checks itself. What only auxiliary outputs need is left out. Answers the full paths of the files.
 * @throws LoomError engine.weightsMismatch, export.notAFolder, export.otherFiles, export.cannotWrite
 */
export async function savePythonModel(
  { directory, readSamples, ...model }: PythonRequest,
  write: (model: ModelToSave) => PythonModel,
): Promise<string[]> {
  const { library, code, weights, order } = write(model)
  await refuseOthers(directory, library)
  const parameters = [...weights.values()].reduce((sum, { values }) => sum + values.length, 0)
  const contents = [
    writeNpz(weights),
    writeNpz(listSamples(await readSamples())),
    `${JSON.stringify({ ...describeModel(model, { parameters, order }), library, codeHash: hashOf(code) }, null, 2)}\n`,
    code,
  ]
  await replaceFiles(
    directory,
    contents.map((content, index) => ({ name: names[index] ?? '', content })),
    [],
  )
  return names.map((name) => path.join(directory, name))
}

/** A model of another library has files of the same names, and people change code: neither is to be lost. */
async function refuseOthers(directory: string, library: string): Promise<void> {
  const found = await listOwnFiles(directory, (name) => ownFile.test(name))
  if (!found.includes('model.py')) return
  const code = await readFile(path.join(directory, 'model.py'), 'utf8')
  const text = await readFile(path.join(directory, 'layerloom.json'), 'utf8').catch(() => '')
  if (!text.includes(`"library": "${library}"`) || !text.includes(`"codeHash": "${hashOf(code)}"`)) {
    throw new LoomError('export.otherFiles', { path: directory, file: 'model.py' })
  }
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}

/** The weights that the main output depends on, each layer's in the order in which Keras lists them. */
export function listMainWeights({ graph, weights }: Omit<ModelToSave, 'metadata'>): LayerWeight[] {
  const main = listMainNodes(graph)
  const wanted = main.flatMap((checked) =>
    checked.weights.map(({ name, shape }) => ({ checked, weight: name, name: `${checked.node.id}/${name}`, shape })),
  )
  const matched = matchTensors(wanted, withoutAuxiliary(graph, weights))
  return wanted.map(({ checked, weight, shape }, index) => {
    return { checked, weight, shape, values: matched[index]?.values ?? new Float32Array() }
  })
}

function listSamples({ count, pixels, inputShape, answers, outputShape }: AnsweredSamples): Map<string, NpyArray> {
  return new Map<string, NpyArray>([
    ['pictures', { shape: [count, ...inputShape], values: pixels }],
    ['answers', { shape: [count, ...outputShape], values: answers }],
  ])
}
