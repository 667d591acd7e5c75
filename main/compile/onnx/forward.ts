import type { AnyIrValue, IrValue, Op } from '../ir.ts'
import { activationForward } from './activations.ts'
import { countInside } from './average-pool.ts'
import { batchNormalizationForward } from './batch-normalization.ts'
import { convolve } from './conv-forward.ts'
import { reluForward } from './fuse-relu.ts'
import { globalMaxPoolForward } from './global-max-pool.ts'
import { groupedConvForward, transposedConvForward } from './grouped-conv.ts'
import { layerNormalizationForward } from './layer-normalization.ts'
import { localResponseForward } from './local-response-normalization.ts'
import { mergeForward } from './merges.ts'
import { blockedDomain, type Name } from './onnx-graph.ts'
import { kerasForm, type Picture } from './picture.ts'
import { dropoutForward, gaussianNoiseForward, spatialDropoutForward } from './random.ts'
import { rearrangeForward } from './rearrange.ts'
import { inputOf, inputShape, mapElements, type StepBuilder, weightOf } from './step-builder.ts'
import { upSampleForward } from './up-sample.ts'
import { onnxPads } from './window-pads.ts'

/** How an operation on activations is said in ONNX. */
export type ForwardRule<O extends Op> = (builder: StepBuilder, value: IrValue<O>) => Picture
export type ForwardRules = { [O in Exclude<Op, 'weight'>]: ForwardRule<O> }

const rules = {
  /** uint8 NHWC pictures → floats between 0 and 1; turned while they are still bytes, which is cheapest. */
  input: ({ graph }, { shape }) => {
    const [height = 0, width = 0, channels = 0] = shape
    const pixels = graph.input('pixels', 'uint8', ['batch', height, width, channels])
    const scale = (bytes: Name) => graph.add('Mul', [graph.add('Cast', [bytes], { to: 1 }), graph.scalar(1 / 255)])
    if (channels === 1) {
      const planes = graph.add('Reshape', [pixels, graph.int64s([-1, 1, height, width])])
      return { shape, forms: { nchw: scale(planes) } }
    }
    const turned = graph.add('Transpose', [pixels], { perm: [0, 3, 1, 2] })
    return { shape, forms: { nchw: scale(turned), nhwc: scale(pixels) } }
  },

  conv2d: convolve,
  groupedConv2d: groupedConvForward,
  conv2dTranspose: transposedConvForward,

  matMul: (builder, value) => {
    const inputs = [rowsOf(builder, inputOf(builder, value)), weightOf(builder, value, 1) ?? '']
    const bias = weightOf(builder, value, 2)
    const product =
      bias === undefined ? builder.graph.add('MatMul', inputs) : builder.graph.add('Gemm', [...inputs, bias])
    return rows(value, product)
  },

  biasAdd: (builder, value) => {
    const bias = weightOf(builder, value, 1) ?? ''
    const { graph, pictures } = builder
    const along = value.shape.length === 3 ? graph.add('Reshape', [bias, graph.int64s([-1, 1, 1])]) : bias
    return {
      shape: value.shape,
      forms: { nchw: graph.add('Add', [pictures.read(inputOf(builder, value), 'nchw'), along]) },
    }
  },

  maxPool2d: (builder, value) => slide(builder, value, 'MaxPool', {}),

  averagePool2d: (builder, value) => {
    const mean = slide(builder, value, 'AveragePool', { count_include_pad: 1 })
    const inside = countInside(inputShape(builder, value), value.attributes)
    if (!inside) return mean
    const { graph, pictures } = builder
    const [height = 0, width = 0] = value.shape
    const [windowHeight, windowWidth] = value.attributes.size
    const share = graph.floats(
      inside.map((count) => (windowHeight * windowWidth) / count),
      [height, width],
    )
    return { shape: value.shape, forms: { nchw: graph.add('Mul', [pictures.read(mean, 'nchw'), share]) } }
  },

  globalAveragePool2d: (builder, value) => {
    const { graph, pictures } = builder
    const mean = graph.add('GlobalAveragePool', [pictures.read(inputOf(builder, value), 'nchw')])
    return rows(value, graph.add('Reshape', [mean, graph.int64s([-1, value.shape[0] ?? 0])]))
  },

  flatten: (builder, value) => {
    const { graph, pictures } = builder
    const x = inputOf(builder, value)
    const plain = pictures.read(x, kerasForm(x.shape))
    return rows(value, graph.add('Reshape', [plain, graph.int64s([-1, value.shape[0] ?? 0])]))
  },

  dropout: dropoutForward,
  spatialDropout2d: spatialDropoutForward,
  gaussianNoise: gaussianNoiseForward,
  layerNormalization: layerNormalizationForward,
  localResponseNormalization: localResponseForward,

  batchNormalization: batchNormalizationForward,

  relu: reluForward,
  sigmoid: elementwise('Sigmoid'),
  tanh: elementwise('Tanh'),

  softmax: (builder, value) => {
    const x = builder.pictures.read(inputOf(builder, value), 'nchw')
    const axis = value.shape.length === 2 ? 2 : 1
    return { shape: value.shape, forms: { nchw: builder.graph.add('Softmax', [x], { axis }) } }
  },

  ...activationForward,
  ...mergeForward,
  ...rearrangeForward,
  upSample2d: upSampleForward,
  globalMaxPool2d: globalMaxPoolForward,
} satisfies ForwardRules

/** Writes all activations of the IR; some rules may be the caller's own. */
export function writeForward(builder: StepBuilder, own: Partial<ForwardRules> = {}): void {
  for (const value of builder.ir.values) {
    if (value.op === 'weight') continue
    const rule = (own[value.op] ?? rules[value.op]) as ForwardRule<Op>
    builder.graph.scope = value.nodeId
    builder.activations.set(value.id, rule(builder, value))
  }
  builder.graph.scope = ''
}

function rows({ shape }: AnyIrValue, name: Name): Picture {
  return { shape, forms: { nchw: name } }
}

function rowsOf(builder: StepBuilder, activation: Picture): Name {
  return builder.pictures.read(activation, 'nchw')
}

function elementwise(opType: string): (builder: StepBuilder, value: AnyIrValue) => Picture {
  return (builder, value) => mapElements(builder, inputOf(builder, value), (x) => builder.graph.add(opType, [x]))
}

/** Pooling in the form in which the picture is there. */
function slide(
  builder: StepBuilder,
  value: IrValue<'maxPool2d'> | IrValue<'averagePool2d'>,
  opType: string,
  more: Record<string, number>,
): Picture {
  const { graph, pictures } = builder
  const x = inputOf(builder, value)
  const isBlocked = pictures.present(x) === 'blocked'
  const { size, strides } = value.attributes
  const attributes = { kernel_shape: size, strides, pads: onnxPads(builder, value), ...more }
  const form = isBlocked ? 'blocked' : 'nchw'
  const name = graph.add(opType, [pictures.read(x, form)], attributes, isBlocked ? blockedDomain : '')
  return { shape: value.shape, forms: { [form]: name } }
}
