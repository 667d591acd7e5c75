import { createHash } from 'node:crypto'
import path from 'node:path'
import type { NamedTensor } from '#main/compile/named-tensor.ts'
import { buildModel } from '#main/compile/tfjs/build-model.ts'
import { setModelWeights } from '#main/compile/tfjs/model-weights.ts'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { describeModel, type ModelToSave } from '../describe-model.ts'
import { listOwnFiles, type NewFile, replaceFiles } from '../replace-folder.ts'
import { withoutAuxiliary } from '../without-auxiliary.ts'

export interface TfjsRequest extends ModelToSave {
  /** An existing or a new folder. */
  directory: string
}

/** tfjs's own size: browsers cache files of 4 MiB. */
const shardBytes = 4 * 1024 ** 2

const ownFile = /^(model\.json|layerloom\.json|group1-shard\d+of\d+(-[0-9a-f]{8})?\.bin)$/

/**
 * Saves a trained network so that `tf.loadLayersModel` opens it: `model.json`, `group1-shard…bin` and, for people and
 * programs that use it, `layerloom.json` with the classes and what is done to pictures before. An earlier model in the
 * folder is replaced; a crash leaves the one or the other whole. What only auxiliary outputs need is left out: the model has
 * one output.
 * Answers the full paths of the files.
 * @throws LoomError engine.weightsMismatch, export.notAFolder, export.otherFiles, export.cannotWrite
 */
export async function saveTfjsModel(request: TfjsRequest): Promise<string[]> {
  const { graph, directory } = request
  const own = await listOwnFiles(directory, (name) => ownFile.test(name))
  if (own.includes('model.json') && !own.includes('layerloom.json')) {
    throw new LoomError('export.otherFiles', { path: directory, file: 'model.json' })
  }
  const { artifacts, parameters } = await serializeModel(graph, request.weights)
  const shards = splitWeights(new Uint8Array(tf.io.CompositeArrayBuffer.join(artifacts.weightData)), own)
  const description = describeModel(request, { parameters, order: 'batch, height, width, channels' })
  const model = {
    format: artifacts.format,
    generatedBy: artifacts.generatedBy,
    convertedBy: artifacts.convertedBy ?? null,
    modelTopology: artifacts.modelTopology,
    userDefinedMetadata: description,
    weightsManifest: [{ paths: shards.map(({ name }) => name), weights: artifacts.weightSpecs }],
  }
  const files: NewFile[] = [
    ...shards,
    { name: 'layerloom.json', content: printJson(description) },
    { name: 'model.json', content: JSON.stringify(model) },
  ]
  const names = files.map(({ name }) => name)
  await replaceFiles(
    directory,
    files,
    own.filter((name) => !names.includes(name)),
  )
  return names.map((name) => path.join(directory, name))
}

async function serializeModel(
  graph: CheckedGraph,
  weights: readonly NamedTensor[],
): Promise<{ artifacts: tf.io.ModelArtifacts; parameters: number }> {
  const built = buildModel(graph, { mainOnly: true })
  const caught: tf.io.ModelArtifacts[] = []
  try {
    setModelWeights(built, withoutAuxiliary(graph, weights))
    await built.model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        caught.push(artifacts)
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
      }),
    )
  } finally {
    built.model.dispose()
  }
  const [artifacts] = caught
  if (!artifacts) throw new Error('tfjs did not hand over the model')
  return { artifacts, parameters: built.nodes.reduce((sum, checked) => sum + checked.parameters, 0) }
}

/**
 * Files of weights, with tfjs's names. One whose name is taken gets a hash of its content in it, since the model that
 * lies there still needs the file as it is.
 */
function splitWeights(bytes: Uint8Array, taken: readonly string[]): NewFile[] {
  const count = Math.max(Math.ceil(bytes.length / shardBytes), 1)
  return Array.from({ length: count }, (_, index) => {
    const content = bytes.subarray(index * shardBytes, (index + 1) * shardBytes)
    const stem = `group1-shard${index + 1}of${count}`
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 8)
    return { name: taken.includes(`${stem}.bin`) ? `${stem}-${hash}.bin` : `${stem}.bin`, content }
  })
}

function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
