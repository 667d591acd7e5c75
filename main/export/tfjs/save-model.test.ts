import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildModel, initialWeights } from '#main/compile/tfjs/build-model.ts'
import { setModelWeights } from '#main/compile/tfjs/model-weights.ts'
import { keras, tf } from '#main/compile/tfjs/tensorflow.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { saveTfjsModel, type TfjsRequest } from './save-model.ts'

/** Layers that tfjs has by another name, or not at all. */
const rareSteps: ChainStep[] = [
  ['Conv2D', { filters: 3, trainable: false }],
  ['LocalResponseNormalization', { alpha: 0.5 }],
  ['SpatialDropout2D'],
  ['GaussianNoise'],
  ['LayerNormalization', { scale: false, center: false }],
  ['BatchNormalization', { trainable: false }],
  ['Flatten'],
  ['Dense', { units: 3, activation: 'softmax' }],
]

/** Convolutions that this program keeps otherwise than tfjs. */
const convolutionSteps: ChainStep[] = [
  ['Conv2D', { filters: 6, dilationRate: [2, 1], padding: 'same', activation: 'relu' }],
  ['Conv2D', { filters: 4, groups: 2 }],
  ['DepthwiseConv2D', { depthMultiplier: 2, padding: 'same' }],
  ['SeparableConv2D', { filters: 3, dilationRate: [2, 2], padding: 'same' }],
  ['Conv2DTranspose', { filters: 4, strides: [2, 3], padding: 'same' }],
  ['Reshape', { targetShape: [120, 4] }],
  ['Conv1D', { filters: 6, groups: 2, dilationRate: 2 }],
  ['MaxPooling1D'],
  ['AveragePooling1D', { padding: 'same' }],
  ['Flatten'],
  ['Dense', { units: 3, activation: 'softmax' }],
]

/** Branches, all ways to rearrange pictures, and all activations with numbers of their own. */
const branchSteps: ChainStep[] = [
  ['Conv2D', { filters: 4, padding: 'same', activation: 'gelu' }],
  ['PReLU', { sharedAxes: [1, 2] }],
  ['Add', {}, [1, 2]],
  ['Subtract', {}, [3, 1]],
  ['ELU', { alpha: 0.5 }],
  ['Multiply', {}, [5, 2]],
  ['Average', {}, [6, 5, 1]],
  ['Maximum', {}, [7, 2]],
  ['Concatenate', {}, [8, 1]],
  ['LeakyReLU', { alpha: 0.1 }],
  [
    'ZeroPadding2D',
    {
      padding: [
        [1, 0],
        [0, 2],
      ],
    },
  ],
  ['UpSampling2D', { size: [2, 1], interpolation: 'bilinear' }],
  [
    'Cropping2D',
    {
      cropping: [
        [1, 1],
        [0, 2],
      ],
    },
  ],
  ['Permute'],
  ['Reshape', { targetShape: [-1, 8] }],
  ['Activation', { activation: 'hardSigmoid' }],
  ['GlobalMaxPooling1D'],
  ['Dense', { units: 3, activation: 'softmax' }],
]

const classes = ['zero', 'one', 'two'].map((name) => ({ en: name, 'zh-CN': `${name}。` }))
const steps: ChainStep[] = [
  ['Conv2D', { filters: 3, strides: [2, 1], padding: 'same', activation: 'relu', useBias: false }],
  ['BatchNormalization', { scale: false }],
  ['AveragePooling2D', { padding: 'same' }],
  ['Conv2D', { filters: 4, kernelSize: [2, 2] }],
  ['MaxPooling2D', { poolSize: [1, 2], strides: [1, 1] }],
  ['Dropout'],
  ['GlobalAveragePooling2D'],
  ['Flatten'],
  ['BatchNormalization', { center: false }],
  ['Dense', { units: 3, activation: 'sigmoid' }],
  ['Activation', { activation: 'softmax' }],
]

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'loom-save-'))
})
afterEach(() => rm(folder, { recursive: true }))

function requestFor(directory: string, seed = 1, drawn = steps): TfjsRequest {
  const graph = checkGraph(drawChain('all layers', [7, 6, 2], drawn))
  // Moving statistics as after training: other than their initial ones.
  const weights = initialWeights(graph, seed).map((tensor) => ({
    ...tensor,
    values: tensor.values.map((value, index) => (tensor.name.includes('moving') ? 0.5 + 0.1 * index : value)),
  }))
  return { graph, weights, directory, metadata: { name: 'all layers', classes } }
}

/** As tfjs-node reads `file://…/model.json`. */
function fileHandler(directory: string): tf.io.IOHandler {
  return {
    async load() {
      const model = JSON.parse(await readFile(path.join(directory, 'model.json'), 'utf8'))
      return tf.io.getModelArtifactsForJSON(model, async (manifest) => {
        const paths = manifest.flatMap((group) => group.paths)
        const buffers = await Promise.all(paths.map((name) => readFile(path.join(directory, name))))
        const bytes = new Uint8Array(Buffer.concat(buffers))
        return [manifest.flatMap((group) => group.weights), bytes.buffer]
      })
    },
  }
}

async function predictWithSaved(directory: string, pictures: tf.Tensor): Promise<Float32Array> {
  const model = await keras.loadLayersModel(fileHandler(directory))
  const values = tf.tidy(() => Float32Array.from((model.predict(pictures) as tf.Tensor).dataSync()))
  model.dispose()
  return values
}

function predictWithBuilt({ graph, weights }: TfjsRequest, pictures: tf.Tensor): Float32Array {
  const built = buildModel(graph)
  const ordered = built.model.weights.map(({ originalName }) => weights.find(({ name }) => name === originalName))
  tf.tidy(() =>
    built.model.setWeights(ordered.map((tensor) => tf.tensor(tensor?.values ?? [], [...(tensor?.shape ?? [])]))),
  )
  const values = tf.tidy(() => Float32Array.from((built.model.predict(pictures) as tf.Tensor).dataSync()))
  built.model.dispose()
  return values
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))))
}

describe('saveTfjsModel', () => {
  it('writes what tf.loadLayersModel opens, with the same predictions and no tensor left', async () => {
    const directory = path.join(folder, 'new', 'model')
    const request = requestFor(directory)
    const before = tf.memory().numTensors
    const files = await saveTfjsModel(request)
    expect(tf.memory().numTensors).toBe(before)
    expect(files.map((file) => path.relative(directory, file))).toEqual([
      'group1-shard1of1.bin',
      'layerloom.json',
      'model.json',
    ])
    expect((await readdir(directory)).sort()).toEqual(['group1-shard1of1.bin', 'layerloom.json', 'model.json'])
    const pictures = tf.randomUniform([5, 7, 6, 2], 0, 1, 'float32', 3)
    const expected = predictWithBuilt(request, pictures)
    expect(new Set(expected).size).toBeGreaterThan(5)
    expect(largestDifference(await predictWithSaved(directory, pictures), expected)).toBeLessThanOrEqual(1e-6)
    pictures.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('writes branches and what joins them', async () => {
    const request = requestFor(folder, 1, branchSteps)
    expect(request.graph.isTrainable).toBe(true)
    await saveTfjsModel(request)
    const pictures = tf.randomUniform([5, 7, 6, 2], -1, 1, 'float32', 3)
    const expected = predictWithBuilt(request, pictures)
    expect(new Set(expected).size).toBeGreaterThan(5)
    expect(largestDifference(await predictWithSaved(folder, pictures), expected)).toBeLessThanOrEqual(1e-6)
    pictures.dispose()
  })

  it('writes layers that tfjs has by another name, or not at all', async () => {
    const request = requestFor(folder, 1, rareSteps)
    await saveTfjsModel(request)
    const pictures = tf.randomUniform([5, 7, 6, 2], 0, 1, 'float32', 3)
    const expected = predictWithBuilt(request, pictures)
    expect(largestDifference(await predictWithSaved(folder, pictures), expected)).toBeLessThanOrEqual(1e-6)
    pictures.dispose()
    const { modelTopology } = JSON.parse(await readFile(path.join(folder, 'model.json'), 'utf8'))
    const layers: { class_name: string; config: Record<string, unknown> }[] = modelTopology.config.layers
    const dropout = layers.find(({ class_name }) => class_name === 'Dropout')
    expect(dropout?.config).toMatchObject({ rate: 0.5, noise_shape: [null, 1, 1, null] })
    const frozen = layers.filter(({ config }) => config.trainable === false).map(({ class_name }) => class_name)
    expect(frozen).toEqual(['Conv2D', 'BatchNormalization'])
  })

  it("writes convolutions under Keras's names, with what Keras must know of them", async () => {
    const request = requestFor(folder, 1, convolutionSteps)
    await saveTfjsModel(request)
    const pictures = tf.randomUniform([5, 7, 6, 2], 0, 1, 'float32', 3)
    const expected = predictWithBuilt(request, pictures)
    expect(largestDifference(await predictWithSaved(folder, pictures), expected)).toBeLessThanOrEqual(1e-6)
    pictures.dispose()
    const { modelTopology } = JSON.parse(await readFile(path.join(folder, 'model.json'), 'utf8'))
    const layers: { class_name: string; config: Record<string, unknown> }[] = modelTopology.config.layers
    const saved = layers
      .slice(1)
      .map(({ class_name, config: { groups, dilation_rate, depth_multiplier } }) =>
        [class_name, groups, dilation_rate, depth_multiplier].filter((value) => value !== undefined),
      )
    expect(saved.slice(0, 7)).toEqual([
      ['Conv2D', [2, 1]],
      ['Conv2D', 2, [1, 1]],
      ['DepthwiseConv2D', [1, 1], 2],
      ['SeparableConv2D', [2, 2]],
      ['Conv2DTranspose'],
      ['Reshape'],
      ['Conv1D', 2, [2]],
    ])
  })

  it('has only stock Keras classes, and says what pictures and classes are', async () => {
    await saveTfjsModel(requestFor(folder))
    const model = JSON.parse(await readFile(path.join(folder, 'model.json'), 'utf8'))
    const names = model.modelTopology.config.layers.map((layer: { class_name: string }) => layer.class_name)
    expect(new Set(names)).toEqual(
      new Set(['InputLayer', 'Reshape', ...steps.map(([kind]) => kind).filter((kind) => kind !== 'Flatten')]),
    )
    expect(model.format).toBe('layers-model')
    const description = JSON.parse(await readFile(path.join(folder, 'layerloom.json'), 'utf8'))
    expect(description).toMatchObject({
      input: { height: 7, width: 6, channels: 2, preprocessing: { operation: 'divide', by: 255 } },
      classes,
    })
    expect(model.userDefinedMetadata).toEqual(description)
  })

  it('leaves out what only auxiliary outputs need', async () => {
    const request = requestFor(folder, 1, [
      ['Conv2D', { filters: 3 }],
      ['Flatten'],
      ['Dense', { units: 3, activation: 'softmax' }],
      ['Output', { auxiliary: true, lossWeight: 0.3 }],
      ['Conv2D', { filters: 4, activation: 'relu' }, [1]],
      ['GlobalAveragePooling2D'],
      ['Dense', { units: 3, activation: 'softmax' }],
    ])
    await saveTfjsModel(request)
    const pictures = tf.randomUniform([5, 7, 6, 2], 0, 1, 'float32', 3)
    // The whole network answers with both ends.
    const built = buildModel(request.graph)
    setModelWeights(built, request.weights)
    const [main] = tf.tidy(() => (built.model.predict(pictures) as tf.Tensor[]).map((each) => each.dataSync()))
    built.model.dispose()
    const saved = await predictWithSaved(folder, pictures)
    expect(largestDifference(saved, Float32Array.from(main ?? []))).toBeLessThanOrEqual(1e-6)
    pictures.dispose()
    const description = JSON.parse(await readFile(path.join(folder, 'layerloom.json'), 'utf8'))
    expect(description.parameters).toBe(57 + 112 + 15)
    expect(request.graph.totals.parameters).toBe(57 + 183 + 112 + 15)
  })

  it('cuts large weights into shards that load', async () => {
    const graph = checkGraph(
      drawChain(
        'large',
        [32, 32, 3],
        [['Flatten'], ['Dense', { units: 600, activation: 'relu' }], ['Dense', { units: 2, activation: 'softmax' }]],
      ),
    )
    const request = { graph, weights: initialWeights(graph, 2), directory: folder, metadata: { name: '', classes } }
    expect((await saveTfjsModel(request)).map((file) => path.basename(file)).slice(0, 2)).toEqual([
      'group1-shard1of2.bin',
      'group1-shard2of2.bin',
    ])
    const pictures = tf.randomUniform([2, 32, 32, 3], 0, 1, 'float32', 3)
    expect(
      largestDifference(await predictWithSaved(folder, pictures), predictWithBuilt(request, pictures)),
    ).toBeLessThanOrEqual(1e-6)
    pictures.dispose()
  })

  it('replaces an earlier model, however often, and leaves none of its files', async () => {
    const pictures = tf.randomUniform([2, 7, 6, 2], 0, 1, 'float32', 3)
    for (const seed of [1, 2, 3, 3]) {
      const request = requestFor(folder, seed)
      const files = await saveTfjsModel(request)
      expect((await readdir(folder)).sort()).toEqual(files.map((file) => path.basename(file)).sort())
      expect(
        largestDifference(await predictWithSaved(folder, pictures), predictWithBuilt(request, pictures)),
      ).toBeLessThanOrEqual(1e-6)
    }
    pictures.dispose()
  })

  it('writes no file that the model that is there needs', async () => {
    await saveTfjsModel(requestFor(folder, 1))
    const old = new Map(
      await Promise.all(
        (await readdir(folder)).map(async (name) => [name, await readFile(path.join(folder, name))] as const),
      ),
    )
    const files = (await saveTfjsModel(requestFor(folder, 2))).map((file) => path.basename(file))
    expect(files.filter((name) => name.endsWith('.bin') && old.has(name))).toEqual([])
    expect(files.at(-1)).toBe('model.json')
  })

  it('clears away what a crash has left', async () => {
    await mkdir(path.join(folder, '.layerloom-0123abcd'))
    await writeFile(path.join(folder, '.layerloom-0123abcd', 'model.json'), '{')
    await saveTfjsModel(requestFor(folder))
    expect(await readdir(folder)).not.toContain('.layerloom-0123abcd')
  })

  it('leaves a folder with other files alone', async () => {
    await writeFile(path.join(folder, 'thesis.docx'), 'mine')
    await expect(saveTfjsModel(requestFor(folder))).rejects.toMatchObject({
      code: 'export.otherFiles',
      values: { path: folder, file: 'thesis.docx' },
    })
    expect(await readdir(folder)).toEqual(['thesis.docx'])
  })

  it('leaves a model that another program wrote alone', async () => {
    await writeFile(path.join(folder, 'model.json'), '{}')
    await expect(saveTfjsModel(requestFor(folder))).rejects.toMatchObject({ values: { file: 'model.json' } })
    expect(await readFile(path.join(folder, 'model.json'), 'utf8')).toBe('{}')
  })

  it('takes back what it moved when the last move fails', async () => {
    // A folder in the place of model.json cannot be replaced by a file.
    await mkdir(path.join(folder, 'model.json', 'inner'), { recursive: true })
    await writeFile(path.join(folder, 'layerloom.json'), '{}')
    await expect(saveTfjsModel(requestFor(folder))).rejects.toMatchObject({ code: 'export.cannotWrite' })
    expect((await readdir(folder)).sort()).toEqual(['layerloom.json', 'model.json'])
  })

  it('refuses a file in the place of the folder, at its end or on the way', async () => {
    const file = path.join(folder, 'file')
    await writeFile(file, '')
    await expect(saveTfjsModel(requestFor(file))).rejects.toMatchObject({ code: 'export.notAFolder' })
    await expect(saveTfjsModel(requestFor(path.join(file, 'model')))).rejects.toMatchObject({
      code: 'export.notAFolder',
    })
  })

  it('refuses weights of another network before it writes anything', async () => {
    const request = { ...requestFor(path.join(folder, 'model')), weights: [] }
    await expect(saveTfjsModel(request)).rejects.toMatchObject({ code: 'engine.weightsMismatch' })
    expect(await readdir(folder)).toEqual([])
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says why it cannot write', async () => {
    await chmod(folder, 0o500)
    await expect(saveTfjsModel(requestFor(path.join(folder, 'model')))).rejects.toMatchObject({
      code: 'export.cannotWrite',
    })
    await chmod(folder, 0o700)
  })

  it('removes the new folder when writing fails half-way', async () => {
    const directory = path.join(folder, 'x'.repeat(255), 'model')
    await mkdir(path.dirname(directory))
    await expect(saveTfjsModel(requestFor(path.join(folder, 'y'.repeat(300))))).rejects.toMatchObject({
      code: 'export.cannotWrite',
    })
    expect(await readdir(folder)).toEqual(['x'.repeat(255)])
  })

  it('saves a study network', async () => {
    const graph = checkGraph(findZooNetwork('study-mnist-fcn')?.build() ?? drawChain('', [1, 1, 1], []))
    await saveTfjsModel({
      graph,
      weights: initialWeights(graph, 1),
      directory: folder,
      metadata: { name: 'fcn', classes },
    })
    const model = await keras.loadLayersModel(fileHandler(folder))
    expect(model.countParams()).toBe(74_362)
    model.dispose()
  })
})
