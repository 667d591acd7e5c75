import { describe, expect, it } from 'vitest'
import { initialValues, readValues } from './parameters.ts'
import { findLayer, layers } from './registry.ts'
import { elementCount, type Shape } from './shape.ts'

interface Row {
  kind: string
  given: Record<string, unknown>
  input: Shape
  output: Shape
  parameters: number
  flops: number
}

/** By hand, from the formulas in any textbook. */
const rows: Row[] = [
  {
    kind: 'Conv2D',
    given: { filters: 16, padding: 'same' },
    input: [28, 28, 1],
    output: [28, 28, 16],
    parameters: 160,
    flops: 225_792,
  },
  {
    kind: 'Conv2D',
    given: { filters: 16, strides: [2, 2] },
    input: [28, 28, 16],
    output: [13, 13, 16],
    parameters: 2320,
    flops: 778_752,
  },
  {
    kind: 'Conv2D',
    given: { filters: 3, kernelSize: [2, 4], strides: [3, 1], padding: 'same', useBias: false },
    input: [10, 7, 2],
    output: [4, 7, 3],
    parameters: 48,
    flops: 2604,
  },
  {
    kind: 'Conv2D',
    given: { filters: 4, dilationRate: [3, 2], padding: 'valid' },
    input: [10, 7, 2],
    output: [4, 3, 4],
    parameters: 76,
    flops: 1728,
  },
  {
    kind: 'Conv2D',
    given: { filters: 6, groups: 3, padding: 'same', useBias: false },
    input: [5, 4, 9],
    output: [5, 4, 6],
    parameters: 162,
    flops: 6360,
  },
  {
    kind: 'DepthwiseConv2D',
    given: { strides: [2, 2], depthMultiplier: 2 },
    input: [9, 8, 5],
    output: [4, 3, 10],
    parameters: 100,
    flops: 2160,
  },
  {
    kind: 'SeparableConv2D',
    given: { filters: 4, padding: 'same', depthMultiplier: 2 },
    input: [5, 5, 3],
    output: [5, 5, 4],
    parameters: 82,
    flops: 3750,
  },
  {
    kind: 'Conv2DTranspose',
    given: { filters: 4, strides: [2, 2] },
    input: [5, 6, 3],
    output: [11, 13, 4],
    parameters: 112,
    flops: 7052,
  },
  {
    kind: 'Conv2DTranspose',
    given: { filters: 4, kernelSize: [2, 3], strides: [3, 2], padding: 'same', useBias: false },
    input: [5, 6, 3],
    output: [15, 12, 4],
    parameters: 72,
    flops: 4320,
  },
  {
    kind: 'Conv1D',
    given: { filters: 6, strides: 2, padding: 'same' },
    input: [9, 4],
    output: [5, 6],
    parameters: 78,
    flops: 720,
  },
  {
    kind: 'Conv1D',
    given: { filters: 6, dilationRate: 3, groups: 2, useBias: false },
    input: [9, 4],
    output: [3, 6],
    parameters: 36,
    flops: 198,
  },
  { kind: 'MaxPooling1D', given: {}, input: [9, 4], output: [4, 4], parameters: 0, flops: 32 },
  { kind: 'AveragePooling1D', given: { padding: 'same' }, input: [9, 4], output: [5, 4], parameters: 0, flops: 40 },
  { kind: 'MaxPooling2D', given: {}, input: [7, 7, 64], output: [3, 3, 64], parameters: 0, flops: 2304 },
  {
    kind: 'MaxPooling2D',
    given: { poolSize: [3, 3], padding: 'same' },
    input: [7, 7, 64],
    output: [4, 4, 64],
    parameters: 0,
    flops: 9216,
  },
  {
    kind: 'AveragePooling2D',
    given: { strides: [1, 2] },
    input: [5, 6, 2],
    output: [4, 3, 2],
    parameters: 0,
    flops: 96,
  },
  { kind: 'GlobalAveragePooling2D', given: {}, input: [6, 6, 64], output: [64], parameters: 0, flops: 2304 },
  { kind: 'Dense', given: { units: 128 }, input: [576], output: [128], parameters: 73_856, flops: 147_456 },
  { kind: 'Dense', given: { units: 10, useBias: false }, input: [4], output: [10], parameters: 40, flops: 70 },
  { kind: 'Flatten', given: {}, input: [3, 3, 64], output: [576], parameters: 0, flops: 0 },
  { kind: 'Dropout', given: { rate: 0.25 }, input: [3, 3, 64], output: [3, 3, 64], parameters: 0, flops: 0 },
  { kind: 'BatchNormalization', given: {}, input: [32], output: [32], parameters: 128, flops: 128 },
  {
    kind: 'BatchNormalization',
    given: { scale: false },
    input: [4, 4, 8],
    output: [4, 4, 8],
    parameters: 24,
    flops: 512,
  },
  { kind: 'Conv2D', given: { trainable: false }, input: [5, 5, 1], output: [3, 3, 32], parameters: 320, flops: 5184 },
  { kind: 'SpatialDropout2D', given: {}, input: [3, 3, 4], output: [3, 3, 4], parameters: 0, flops: 0 },
  { kind: 'GaussianNoise', given: {}, input: [3, 3, 4], output: [3, 3, 4], parameters: 0, flops: 0 },
  { kind: 'LayerNormalization', given: {}, input: [3, 3, 4], output: [3, 3, 4], parameters: 8, flops: 252 },
  {
    kind: 'LayerNormalization',
    given: { scale: false, center: false },
    input: [9],
    output: [9],
    parameters: 0,
    flops: 45,
  },
  { kind: 'LocalResponseNormalization', given: {}, input: [3, 3, 8], output: [3, 3, 8], parameters: 0, flops: 648 },
  { kind: 'Activation', given: {}, input: [5, 5, 2], output: [5, 5, 2], parameters: 0, flops: 50 },
]

function apply({ kind, given, input }: Pick<Row, 'kind' | 'given' | 'input'>) {
  const layer = findLayer(kind)
  if (!layer) throw new Error(`no layer ${kind}`)
  const { values, problems } = readValues(layer.parameters, given)
  expect(problems).toEqual([])
  return { layer, values, result: layer.outputShape([input], values) }
}

describe('layers', () => {
  it.each(rows)('$kind of $input with $given', (row) => {
    const { layer, values, result } = apply(row)
    expect(result).toEqual({ ok: true, shape: row.output })
    expect(layer.weights([row.input], values).reduce((sum, { shape }) => sum + elementCount(shape), 0)).toBe(
      row.parameters,
    )
    expect(layer.flops([row.input], row.output, values)).toBe(row.flops)
  })

  it.each([
    {
      kind: 'Dense',
      given: {},
      input: [3, 3, 4],
      code: 'graph.needsFlat',
      remedies: ['Flatten', 'GlobalAveragePooling2D'],
    },
    {
      kind: 'Output',
      given: {},
      input: [5, 10],
      code: 'graph.needsFlat',
      remedies: ['Flatten'],
    },
  ])('$kind of $input offers the layers that cure it', ({ code, remedies, ...row }) => {
    const { result } = apply(row)
    expect(result).toMatchObject({ ok: false, problem: { code } })
    const offered = result.ok ? [] : (result.problem.remedies ?? [])
    expect(offered.map((remedy) => remedy.kind === 'insertBefore' && remedy.layer)).toEqual(remedies)
  })

  it.each(['Conv2D', 'MaxPooling2D', 'AveragePooling2D'])(
    '%s refuses a window larger than a valid picture, and rows',
    (kind) => {
      const name = kind === 'Conv2D' ? 'kernelSize' : 'poolSize'
      expect(apply({ kind, given: { [name]: [9, 3] }, input: [8, 8, 1] }).result).toMatchObject({
        ok: false,
        problem: { code: 'graph.windowTooLarge', values: { window: '9×3', picture: '8×8' } },
      })
      expect(apply({ kind, given: { [name]: [9, 3], padding: 'same' }, input: [8, 8, 1] }).result.ok).toBe(true)
      expect(apply({ kind, given: {}, input: [64] }).result).toMatchObject({
        ok: false,
        problem: { code: 'graph.needsPicture' },
      })
    },
  )

  it.each(['SpatialDropout2D', 'LocalResponseNormalization'])('%s refuses rows', (kind) => {
    expect(apply({ kind, given: {}, input: [64] }).result).toMatchObject({
      ok: false,
      problem: { code: 'graph.needsPicture', values: { layer: kind } },
    })
  })

  it.each(['Conv2D', 'Dense', 'BatchNormalization'])('a frozen %s has no weight that is trained', (kind) => {
    const input = kind === 'Dense' ? [8] : [8, 8, 2]
    for (const trainable of [true, false]) {
      const { layer, values } = apply({ kind, given: { trainable }, input })
      const weights = layer.weights([input], values)
      expect(weights.some(({ isTrainable }) => isTrainable)).toBe(trainable)
      expect(layer.keras(values)?.config.trainable).toBe(trainable)
    }
  })

  it.each([
    ['Conv2D', { strides: [2, 1], dilationRate: [1, 3] }, [9, 9, 1], [1, 1]],
    ['SeparableConv2D', { strides: [2, 1], dilationRate: [1, 3] }, [9, 9, 1], [1, 1]],
    ['Conv1D', { strides: 2, dilationRate: 3 }, [9, 1], 1],
  ] as const)('%s refuses strides together with dilation', (kind, given, input, ones) => {
    expect(apply({ kind, given, input: [...input] }).result).toMatchObject({
      ok: false,
      problem: {
        code: 'graph.stridedDilation',
        remedies: [{ parameters: { strides: ones } }, { parameters: { dilationRate: ones } }],
      },
    })
  })

  it.each([
    ['Conv2D', [9, 9, 12]],
    ['Conv1D', [9, 12]],
  ] as const)('%s refuses groups that leave channels over, and offers the nearest fewer', (kind, input) => {
    expect(apply({ kind, given: { filters: 8, groups: 3 }, input: [...input] }).result).toMatchObject({
      ok: false,
      problem: {
        code: 'graph.unevenGroups',
        values: { groups: 3, channels: 12, filters: 8 },
        remedies: [{ kind: 'setParameters', parameters: { groups: 2 } }],
      },
    })
  })

  it.each(['Conv1D', 'MaxPooling1D', 'AveragePooling1D'])(
    '%s wants a sequence, and one as long as its window',
    (kind) => {
      expect(apply({ kind, given: {}, input: [4, 5, 3] }).result).toMatchObject({
        ok: false,
        problem: {
          code: 'graph.needsSequence',
          values: { shape: '4×5×3' },
          remedies: [{ kind: 'insertBefore', layer: 'Reshape', parameters: { targetShape: [20, 3] } }],
        },
      })
      const given = { [kind === 'Conv1D' ? 'kernelSize' : 'poolSize']: 9 }
      expect(apply({ kind, given, input: [8, 3] }).result).toMatchObject({
        ok: false,
        problem: { code: 'graph.windowTooLarge', values: { window: '9', picture: '8' } },
      })
      expect(apply({ kind, given: { ...given, padding: 'same' }, input: [8, 3] }).result.ok).toBe(true)
    },
  )

  it.each(layers.map((layer) => [layer.kind, layer] as const))(
    '%s: can be frozen where it has weights',
    (_kind, { kind, inputs, parameters, weights }) => {
      const shape = kind.endsWith('1D') ? [9, 4] : kind === 'Dense' ? [4] : [9, 9, 4]
      const isTrained = (trainable: boolean) =>
        inputs === 1 &&
        weights([shape], { ...initialValues(parameters), trainable }).some(({ isTrainable }) => isTrainable)
      expect(isTrained(false)).toBe(false)
      expect(isTrained(true)).toBe('trainable' in parameters)
    },
  )

  it.each([
    ['Conv1D', ['kernel']],
    ['Conv2D', ['kernel']],
    ['Conv2DTranspose', ['kernel']],
    ['Dense', ['kernel']],
    ['DepthwiseConv2D', ['depthwise']],
    ['SeparableConv2D', ['depthwise', 'pointwise']],
  ] as const)('%s: each kernel can be held small by itself, under Keras’s names', (kind, kernels) => {
    const layer = findLayer(kind)
    if (!layer) throw new Error(`no layer ${kind}`)
    const rates = kernels.map((kernel, place) => [`${kernel}L2`, 0.1 * (place + 1)] as const)
    const values = { ...initialValues(layer.parameters), ...Object.fromEntries(rates) }
    const held = layer.weights([[9, 4, 4]], values).flatMap(({ regularizer }) => regularizer ?? [])
    expect(held).toEqual(rates.map(([, l2]) => ({ l1: 0, l2 })))
    const config = layer.keras(values)?.config
    for (const [place, kernel] of kernels.entries()) {
      expect(config?.[`${kernel}Regularizer`]).toEqual({ className: 'L1L2', config: held[place] })
      expect(config).not.toHaveProperty(`${kernel}L2`)
    }
  })

  it.each(layers.filter(({ inputs }) => inputs === 1).map((layer) => [layer.kind, layer] as const))(
    '%s: has a place in PyTorch for each of its weights, of one value each',
    (kind, layer) => {
      const input = kind.endsWith('1D') ? [9, 4] : kind === 'Dense' ? [4] : [9, 8, 4]
      const values = initialValues(layer.parameters)
      const { weights = {}, module } = layer.pytorch([input], values)
      const places = layer.weights([input], values).map(({ name, shape }) => {
        const place = weights[name]
        if (place?.axes) expect([...place.axes].sort()).toEqual(shape.map((_, axis) => axis))
        if (place?.shape) expect(elementCount(place.shape)).toBe(elementCount(shape))
        return place?.name
      })
      expect(places).not.toContain(undefined)
      expect(new Set(places).size).toBe(places.length)
      if (places.length > 0) expect(module).toBeDefined()
    },
  )

  it.each(layers.map((layer) => [layer.kind, layer] as const))(
    '%s: initial values fit their own table',
    (_kind, layer) => {
      const { values, problems } = readValues(layer.parameters, initialValues(layer.parameters))
      expect(problems).toEqual([])
      expect(values).toEqual(initialValues(layer.parameters))
    },
  )
})

describe('readValues', () => {
  const conv2d = findLayer('Conv2D')

  it.each([
    [{ filters: 0 }, 'filters', 'range'],
    [{ filters: -3 }, 'filters', 'range'],
    [{ filters: 2.5 }, 'filters', 'type'],
    [{ filters: 'many' }, 'filters', 'type'],
    [{ filters: null }, 'filters', 'type'],
    [{ strides: [0, 1] }, 'strides', 'range'],
    [{ strides: [1] }, 'strides', 'type'],
    [{ padding: 'full' }, 'padding', 'type'],
    [{ useBias: 1 }, 'useBias', 'type'],
  ])('%o: tells what is wrong and goes on with the initial value', (stored, name, reason) => {
    const { values, problems } = readValues(conv2d?.parameters ?? {}, stored)
    expect(problems).toEqual([{ name, reason }])
    expect(values).toEqual(initialValues(conv2d?.parameters ?? {}))
  })
})
