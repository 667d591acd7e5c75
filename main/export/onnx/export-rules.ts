import type { AnyIrValue } from '#main/compile/ir.ts'
import type { ForwardRules } from '#main/compile/onnx/forward.ts'
import type { Name } from '#main/compile/onnx/onnx-graph.ts'
import type { Picture } from '#main/compile/onnx/picture.ts'
import { inputOf, mapElements, type StepBuilder, weightOf } from '#main/compile/onnx/step-builder.ts'
import { onnxPads } from '#main/compile/onnx/window-pads.ts'

/** What the file's input and output are called. */
export const inputName = 'image'
export const outputName = 'output'

/**
 * Where a file for others says a layer otherwise than a graph that trains here: by the operator that ONNX has for it, which
 * a reader recognises and other runtimes have made fast.
 */
export const exportRules: Partial<ForwardRules> = {
  /** Floats between 0 and 1 in ONNX's own order, as other programs hand pictures over. */
  input({ graph }, { shape }) {
    const [height = 0, width = 0, channels = 0] = shape
    return plain(shape, graph.input(inputName, 'float', ['batch', channels, height, width]))
  },

  averagePool2d(builder, value) {
    const { size, strides } = value.attributes
    // Pixels beside the picture do not count.
    const attributes = { kernel_shape: size, strides, pads: onnxPads(builder, value), count_include_pad: 0 }
    return plain(value.shape, builder.graph.add('AveragePool', [read(builder, value)], attributes))
  },

  globalMaxPool2d(builder, value) {
    const { graph } = builder
    const highest = graph.add('GlobalMaxPool', [read(builder, value)])
    return plain(value.shape, graph.add('Reshape', [highest, graph.int64s([-1, value.shape[0] ?? 0])]))
  },

  batchNormalization(builder, value) {
    const { graph, pictures } = builder
    const { hasScale, hasCenter, epsilon } = value.attributes
    const channels = value.shape.at(-1) ?? 0
    const weights = value.inputs.slice(1).map((_, index) => weightOf(builder, value, index + 1) ?? '')
    const gamma = hasScale ? weights.shift() : graph.floats(new Array(channels).fill(1))
    const beta = hasCenter ? weights.shift() : graph.floats(new Array(channels).fill(0))
    // ONNX has the channels of a sequence before its places, Keras behind.
    const isSequence = value.shape.length === 2
    const x = pictures.read(inputOf(builder, value), 'nchw')
    const turn = (name: Name) => (isSequence ? graph.add('Transpose', [name], { perm: [0, 2, 1] }) : name)
    const normal = graph.add('BatchNormalization', [turn(x), gamma ?? '', beta ?? '', ...weights], {
      epsilon: { float: epsilon },
    })
    return plain(value.shape, turn(normal))
  },

  /** ONNX divides α by the number of neighbours; Keras's name for it does not. */
  localResponseNormalization(builder, value) {
    const { depthRadius, bias, alpha, beta } = value.attributes
    const size = 2 * depthRadius + 1
    const attributes = { size, alpha: { float: alpha * size }, beta: { float: beta }, bias: { float: bias } }
    return plain(value.shape, builder.graph.add('LRN', [read(builder, value)], attributes))
  },

  upSample2d(builder, value) {
    const { graph } = builder
    const { size, interpolation } = value.attributes
    const attributes = {
      mode: interpolation === 'bilinear' ? 'linear' : 'nearest',
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'floor',
    }
    const scales = graph.floats([1, 1, ...size])
    return plain(value.shape, graph.add('Resize', [read(builder, value), '', scales], attributes))
  },

  /** x/2 · (1 + erf(x/√2)): ONNX has an operator for it only since 1.15. */
  gelu(builder, value) {
    const { graph } = builder
    return mapElements(builder, inputOf(builder, value), (x) => {
      const error = graph.add('Erf', [graph.add('Mul', [x, graph.scalar(Math.SQRT1_2)])])
      const share = graph.add('Add', [error, graph.scalar(1)])
      return graph.add('Mul', [graph.add('Mul', [x, share]), graph.scalar(0.5)])
    })
  },
}

/** The input where pictures may be of any size. */
export const freeInput: ForwardRules['input'] = ({ graph }, { shape }) => {
  return plain(shape, graph.input(inputName, 'float', ['batch', shape[2] ?? 0, 'height', 'width']))
}

function plain(shape: Picture['shape'], nchw: Name): Picture {
  return { shape, forms: { nchw } }
}

function read(builder: StepBuilder, value: AnyIrValue): Name {
  return builder.pictures.read(inputOf(builder, value), 'nchw')
}
