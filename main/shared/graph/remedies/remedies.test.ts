import { describe, expect, it } from 'vitest'
import { documentSchema, emptyDocument, type LoomDocument } from '../../document/schema.ts'
import type { Remedy } from '../../layers/layer.ts'
import { graphMessages } from '../../messages/graph-messages.ts'
import { type ChainStep, drawChain } from '../../zoo/network.ts'
import { type CheckOptions, checkGraph, type Diagnostic } from '../check-graph.ts'
import { applyRemedy } from './apply-remedy.ts'
import { findRemedies } from './find-remedies.ts'

type Code = keyof typeof graphMessages
type Broken = LoomDocument | [LoomDocument, CheckOptions]

const softmax = { activation: 'softmax' }
const end: ChainStep[] = [['Flatten'], ['Dense', { units: 10, ...softmax }]]
const draw = (...steps: ChainStep[]) => drawChain('broken', [28, 28, 1], steps)
const digits: CheckOptions = { data: { inputShape: [28, 28, 1], classCount: 10 } }
const sound = draw(['Conv2D', { filters: 4, kernelSize: [3, 3] }], ...end)

/** Two layers side by side, joined by `merge`. */
function join(merge: string, first: ChainStep, second: ChainStep, ...behind: ChainStep[]): LoomDocument {
  return draw([first[0], first[1] ?? {}, [0]], [second[0], second[1] ?? {}, [0]], [merge, {}, [1, 2]], ...behind)
}

const convolution = (parameters: Record<string, number | string | number[]>): ChainStep => ['Conv2D', parameters]

function withLine(document: LoomDocument, source: string, target: string): LoomDocument {
  return { ...document, edges: [...document.edges, { id: 'more', source, target }] }
}

function without(document: LoomDocument, ...ids: string[]): LoomDocument {
  const isKept = ({ id }: { id: string }) => !ids.includes(id)
  const edges = document.edges.filter(({ source, target }) => ![source, target].some((each) => ids.includes(each)))
  return { ...document, nodes: document.nodes.filter(isKept), edges: edges.filter(isKept) }
}

function lineInto(document: LoomDocument, nodeId: string): string {
  return document.edges.find(({ target }) => target === nodeId)?.id ?? ''
}

function withNode(document: LoomDocument, kind: string, parameters = {}): LoomDocument {
  return { ...document, nodes: [...document.nodes, { id: 'more', kind, position: { x: 0, y: 900 }, parameters }] }
}

const scenes: LoomDocument['data'] = { source: 'shapes', variant: 'segmentation', train: 8, test: 8, seed: 1 }
const augmented = (augmentation: object, data = sound.data): LoomDocument =>
  documentSchema.parse({ ...sound, data, augmentation })
const pixels: CheckOptions = { data: { inputShape: [28, 28, 1], classCount: 4 } }
const onPixels = (document: LoomDocument): Broken => [{ ...document, data: scenes }, pixels]
const withAuxiliary = (units: number) =>
  withLine(
    withNode(draw(['Flatten'], ['Dense', { units, ...softmax }], ['Dense', { units: 10, ...softmax }]), 'Output', {
      auxiliary: true,
    }),
    'dense-1',
    'more',
  )

/** For each code some drawings that have the problem; every remedy that is offered must cure it. */
const broken: Partial<Record<Code, Broken[]>> = {
  'graph.needsPicture': [
    draw(['Flatten'], ['Conv2D'], ...end),
    draw(['GlobalAveragePooling2D'], ['MaxPooling2D', { padding: 'same' }], ...end),
    draw(['Flatten'], ['Dense', { units: 31 }], ['UpSampling2D'], ...end),
    draw(['Reshape', { targetShape: [28, 28] }], ['GlobalMaxPooling2D'], ...end.slice(1)),
    draw(['Reshape', { targetShape: [784, 1] }], ['ZeroPadding2D'], ...end),
    draw(
      ['Flatten'],
      [
        'Cropping2D',
        {
          cropping: [
            [1, 1],
            [1, 1],
          ],
        },
      ],
      ...end,
    ),
    draw(['Flatten'], ['Conv2DTranspose'], ...end),
    draw(['Flatten'], ['SpatialDropout2D'], ...end),
    draw(['Flatten'], ['LocalResponseNormalization'], ...end),
  ],
  'graph.needsFlat': [draw(['Dense', softmax]), draw(['Conv2D', { filters: 10, ...softmax }])],
  'graph.needsPixelLabels': [
    ...[sound.data, { ...scenes, variant: 'colours' } as const].map((data): LoomDocument => {
      return { ...draw(convolution({ filters: 4, padding: 'same', ...softmax })), data }
    }),
  ],
  'graph.needsSequence': [draw(['Conv1D'], ...end), draw(['Flatten'], ['MaxPooling1D'], ...end)],
  'graph.stridedDilation': [draw(convolution({ strides: [2, 2], dilationRate: [2, 2] }), ...end)],
  'graph.unevenGroups': [draw(convolution({ filters: 6 }), convolution({ filters: 9, groups: 4 }), ...end)],
  'graph.windowTooLarge': [
    draw(convolution({ kernelSize: [29, 3] }), ...end),
    draw(['Reshape', { targetShape: [28, 28] }], ['Conv1D', { kernelSize: 40 }], ...end),
  ],
  'graph.unknownLayer': [draw(['Transformer'], ...end)],
  'graph.parameterRange': [draw(convolution({ strides: [0, 0] }), ...end)],
  'graph.parameterType': [draw(convolution({ padding: 'both' }), ...end), draw(convolution({ filters: 1.5 }), ...end)],
  'graph.cycle': [
    withLine(without(sound, lineInto(sound, 'conv2d-1')), 'dense-1', 'conv2d-1'),
    withLine(sound, 'conv2d-1', 'conv2d-1'),
    withLine(sound, 'dense-1', 'input-1'),
  ],
  'graph.noEnds': [emptyDocument(), without(sound, 'input-1', 'output-1')],
  'graph.noInput': [without(sound, 'input-1'), [without(sound, 'input-1'), digits]],
  'graph.noOutput': [without(sound, 'output-1')],
  'graph.needsMap': [
    onPixels(draw(convolution({ filters: 8, padding: 'same' }), ['MaxPooling2D'], ...end)),
    onPixels(draw(...end)),
  ],
  'graph.mapMismatch': [
    onPixels(draw(convolution({ filters: 7, padding: 'same', ...softmax }))),
    onPixels(draw(convolution({ filters: 4, ...softmax }))),
    onPixels(draw(convolution({ filters: 7, ...softmax }))),
    onPixels(draw(convolution({ filters: 7 }), ['Activation', softmax])),
    onPixels(
      draw(
        convolution({ strides: [3, 2], padding: 'same' }),
        convolution({ filters: 4, kernelSize: [1, 1], ...softmax }),
      ),
    ),
    onPixels(draw(['UpSampling2D'], convolution({ filters: 4, padding: 'same', ...softmax }))),
    onPixels(join('Add', convolution({ filters: 5 }), convolution({ filters: 5 }), ['Activation', softmax])),
  ],
  'graph.noMainOutput': [
    {
      ...sound,
      nodes: sound.nodes.map((node) => (node.kind === 'Output' ? { ...node, parameters: { auxiliary: true } } : node)),
    },
  ],
  'graph.auxiliaryMismatch': [withAuxiliary(7)],
  'graph.twoInputs': [withNode(sound, 'Input')],
  'graph.twoOutputs': [withLine(withNode(sound, 'Output'), 'dense-1', 'more')],
  'graph.missingInput': [without(sound, lineInto(sound, 'conv2d-1')), withNode(sound, 'Dense')],
  'graph.tooManyInputs': [withLine(sound, 'input-1', 'flatten-1'), withLine(sound, 'input-1', 'dense-1')],
  'graph.tooFewInputs': [
    draw(convolution({ padding: 'same' }), ['Activation'], ['Add'], ...end),
    draw(['Flatten'], ['Add']),
  ],
  'graph.needsTwoInputs': [
    draw(['Flatten'], ['Dropout', {}, [1]], ['Dropout', {}, [1]], ['Subtract', {}, [1, 2, 3]], ...end.slice(1)),
  ],
  'graph.shapesDiffer': [
    join('Add', convolution({ filters: 8, strides: [2, 2], padding: 'same' }), convolution({ filters: 4 }), ...end),
    join('Add', convolution({ filters: 4 }), convolution({ filters: 6 }), ...end),
    join('Average', convolution({ filters: 4 }), convolution({ filters: 4, padding: 'same' }), ...end),
    join('Multiply', convolution({ kernelSize: [28, 1] }), convolution({ kernelSize: [1, 28] }), ...end),
    join('Maximum', ['GlobalAveragePooling2D'], convolution({ filters: 8 }), ...end.slice(1)),
    join('Subtract', ['Reshape', { targetShape: [28, 28] }], ['Reshape', { targetShape: [112, 7] }], ...end),
    join('Add', ['Reshape', { targetShape: [28, 28] }], convolution({ filters: 2 }), ...end),
    join('Add', ['Reshape', { targetShape: [49, 16] }], ['Flatten'], ...end.slice(1)),
  ],
  'graph.concatenateShapes': [
    join('Concatenate', convolution({ strides: [2, 2], padding: 'same' }), convolution({ padding: 'same' }), ...end),
    join('Concatenate', convolution({}), convolution({ padding: 'same' }), ...end),
    join('Concatenate', ['Flatten'], convolution({}), ...end.slice(1)),
    join('Concatenate', ['Reshape', { targetShape: [28, 28] }], ['Reshape', { targetShape: [14, 56] }], ...end),
    join('Concatenate', ['Reshape', { targetShape: [28, 28] }], ['Reshape', { targetShape: [16, 49] }], ...end),
  ],
  'graph.reshapeSize': [draw(['Reshape', { targetShape: [5, 5] }], ...end)],
  'graph.permuteDims': [draw(['Permute', { dims: [1, 1, 2] }], ...end), draw(['Flatten'], ['Permute'], ...end)],
  'graph.croppedAway': [
    draw(
      [
        'Cropping2D',
        {
          cropping: [
            [20, 10],
            [1, 1],
          ],
        },
      ],
      ...end,
    ),
  ],
  'graph.sharedAxis': [draw(['Flatten'], ['PReLU', { sharedAxes: [1, 2] }], ...end)],
  'graph.badPort': [
    withLine(withNode(sound, 'Input', { shape: [9, 9, 1] }), 'conv2d-1', 'more'),
    withLine(withNode(sound, 'Dense'), 'output-1', 'more'),
  ],
  'graph.unused': [withLine(withNode(sound, 'Dense'), 'dense-1', 'more')],
  'graph.noWeights': [
    drawChain('none', [2, 5, 1], [['Flatten'], ['Activation', softmax]]),
    draw(['Flatten'], ['Dense', { units: 10, trainable: false, ...softmax }]),
  ],
  'graph.memory': [
    { ...sound, training: { ...sound.training, batchSize: 65_536 } },
    draw(convolution({ filters: 1e9 }), ...end),
  ].map((document): Broken => [document, { memoryLimitBytes: 2 ** 30 }]),
  'graph.inputMismatch': [[drawChain('other', [32, 32, 3], end), digits]],
  'graph.outputMismatch': [
    [draw(['Flatten'], ['Dense', { units: 7, ...softmax }]), digits],
    [draw(convolution({ filters: 7 }), ['GlobalAveragePooling2D'], ['Activation', softmax]), digits],
    [draw(convolution({ filters: 2, ...softmax }), ['Flatten']), digits],
  ],
  'graph.lossNeedsSoftmax': [draw(['Flatten'], ['Dense']), draw(['Flatten'], ['Dense', { activation: 'sigmoid' }])],
  'graph.lossNeedsSigmoid': [sound, draw(['Flatten'], ['Dense'])].map(
    (document): Broken => ({ ...document, training: { ...document.training, loss: 'binaryCrossentropy' } }),
  ),
  'graph.augmentGrey': [augmented({ steps: [{ kind: 'RandomZoom' }, { kind: 'RandomHue' }] })],
  'graph.augmentGlyphs': [augmented({ steps: [{ kind: 'RandomFlip' }, { kind: 'RandomZoom' }], mixup: 0.2 })],
  'graph.augmentMasks': [augmented({ mixup: 0.2 }, scenes)],
}

/** Codes that no remedy of their own can cure. */
const withoutRemedy: Partial<Record<Code, string>> = {
  'graph.upstream': 'it ends when the layer before is cured, which has its own remedies',
}

/** What may be wrong with the layer next, as the cure brings it what it never had; with remedies of its own. */
const next: Partial<Record<Code, Code[]>> = {
  // The line that closed the circle was the only one into the layer, which waits for another one now.
  'graph.cycle': ['graph.missingInput'],
  'graph.badPort': ['graph.missingInput'],
  // Means of probabilities need no softmax before them, but one behind.
  'graph.needsFlat': ['graph.lossNeedsSoftmax'],
  'graph.needsPixelLabels': ['graph.lossNeedsSoftmax'],
}

/** With other data, what was known of the old ones says nothing. */
function optionsAfter(remedy: Remedy, options: CheckOptions): CheckOptions {
  return remedy.kind === 'labelPictures' || remedy.kind === 'labelPixels' ? {} : options
}

function wordRemedy(remedy: Remedy): string {
  return remedy.kind === 'insertBefore' ? remedy.layer : remedy.kind
}

const codes = Object.keys(graphMessages) as Code[]

function findingsOf(
  document: LoomDocument,
  options: CheckOptions,
  { code, nodeId }: Pick<Diagnostic, 'code' | 'nodeId'>,
) {
  return checkGraph(document, options).diagnostics.filter((found) => found.code === code && found.nodeId === nodeId)
}

describe('remedies', () => {
  it.each(codes)('%s: each one cures the problem, and makes no other at that place', (code) => {
    if (code in withoutRemedy) return
    const cases = broken[code] ?? []
    expect(cases.length, 'broken drawings').toBeGreaterThan(0)
    for (const each of cases) {
      const [document, options] = Array.isArray(each) ? each : [each, {}]
      const graph = checkGraph(document, options)
      const problem = graph.diagnostics.find((found) => found.code === code)
      if (!problem) throw new Error(`the drawing does not have the problem, but ${JSON.stringify(graph.diagnostics)}`)
      const remedies = findRemedies(problem, { document, graph, options })
      expect(remedies.length, JSON.stringify(problem)).toBeGreaterThan(0)
      const before = new Set(
        graph.diagnostics.filter(({ nodeId }) => nodeId === problem.nodeId).map((found) => found.code),
      )
      for (const remedy of remedies) {
        const cured = applyRemedy(document, problem.nodeId, remedy)
        const told = `${JSON.stringify(problem)} after ${JSON.stringify(remedy)}`
        const after = optionsAfter(remedy, options)
        expect(findingsOf(cured, after, problem), told).toEqual([])
        expect(documentSchema.safeParse(cured).success, told).toBe(true)
        const found = checkGraph(cured, after).diagnostics.filter(
          (other) => problem.nodeId !== undefined && other.nodeId === problem.nodeId,
        )
        const fresh = found.filter(
          (other) => other.severity === 'error' && !before.has(other.code) && !next[code]?.includes(other.code as Code),
        )
        expect(fresh, told).toEqual([])
      }
    }
  })

  it('offers other data first where a network scores each pixel of drawn shapes that have one label each', () => {
    const converted = draw(convolution({ filters: 4, padding: 'same', ...softmax }))
    const kindsFor = (data: LoomDocument['data']) => {
      const document = { ...converted, data }
      const graph = checkGraph(document)
      const problem = graph.diagnostics.find(({ nodeId }) => nodeId === 'output-1')
      return problem && findRemedies(problem, { document, graph, options: {} }).map(wordRemedy)
    }
    const layers = ['GlobalAveragePooling2D', 'Flatten']
    expect(kindsFor({ ...scenes, variant: 'both' })).toEqual(['labelPixels', ...layers])
    expect(kindsFor({ source: 'digits' })).toEqual(layers)
    // What the pictures of the data set measure makes no difference: the Input has its own message for that.
    const facts: CheckOptions = { data: { inputShape: [32, 32, 3], classCount: 4 } }
    const { diagnostics } = checkGraph({ ...converted, data: { ...scenes, variant: 'both' } }, facts)
    expect(diagnostics.map(({ code }) => code)).toEqual(['graph.inputMismatch', 'graph.needsPixelLabels'])
  })

  it('knows no drawing for a code that has no remedy', () => {
    expect(Object.keys(broken).filter((code) => code in withoutRemedy)).toEqual([])
  })
})
