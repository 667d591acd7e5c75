import type { IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import { blockedDomain, type Name } from './onnx-graph.ts'
import type { Picture } from './picture.ts'
import { inputOf, inputShape, type StepBuilder } from './step-builder.ts'

type UpSample = IrValue<'upSample2d'>

export function upSampleForward(builder: StepBuilder, value: UpSample): Picture {
  const { graph, pictures } = builder
  const { size, interpolation } = value.attributes
  const x = inputOf(builder, value)
  if (interpolation === 'bilinear') return blend(builder, x, value, false)
  const [, width = 0] = x.shape
  const [outHeight = 0, outWidth = 0] = value.shape
  const places = Array.from({ length: outHeight * outWidth }, (_, pixel) => {
    const row = Math.floor(Math.floor(pixel / outWidth) / size[0])
    return row * width + Math.floor((pixel % outWidth) / size[1])
  })
  const form = pictures.present(x) === 'blocked' ? 'blocked' : 'nhwc'
  const rows = graph.add('Gather', [pictures.pixelRows(x, form), graph.int32s(places)], { axis: 1 })
  return pictures.fromPixelRows(rows, value.shape, form)
}

/** Sums of what each pixel became; for `nearest` as so many times the mean, which pooling computes. */
export function upSampleGradient(builder: StepBuilder, value: UpSample, gradient: Picture): InputGradients {
  const { graph, pictures } = builder
  const { size, interpolation } = value.attributes
  if (interpolation === 'bilinear') return { activation: blend(builder, gradient, value, true) }
  const isBlocked = pictures.present(gradient) === 'blocked'
  const form = isBlocked ? 'blocked' : 'nchw'
  const window = { kernel_shape: size, strides: size }
  const mean = graph.add('AveragePool', [pictures.read(gradient, form)], window, isBlocked ? blockedDomain : '')
  const sum = graph.add('Mul', [mean, graph.scalar(size[0] * size[1])])
  return { activation: { shape: inputShape(builder, value), forms: { [form]: sum } } }
}

/** Bilinear: rows and columns one after the other, each as a product with a table of shares; the way back, transposed. */
function blend({ graph, pictures, values }: StepBuilder, x: Picture, value: UpSample, isBack: boolean): Picture {
  const shape = values.get(value.inputs[0] ?? -1)?.shape ?? []
  const [height = 0, width = 0] = shape
  const [vertical, horizontal] = value.attributes.size
  const down = shareTable(height, vertical)
  const across = shareTable(width, horizontal)
  const table = (rows: number[][]): Name => graph.floats(rows.flat(), [rows.length, rows[0]?.length ?? 0])
  const wide = graph.add('MatMul', [pictures.read(x, 'nchw'), table(isBack ? across : transpose(across))])
  const nchw = graph.add('MatMul', [table(isBack ? transpose(down) : down), wide])
  return { shape: isBack ? shape : value.shape, forms: { nchw } }
}

/** Row i has the shares of the `length` pixels in pixel i of the result, which lies at i / factor; as tfjs has it. */
function shareTable(length: number, factor: number): number[][] {
  return Array.from({ length: length * factor }, (_, index) => {
    const place = index / factor
    const before = Math.floor(place)
    const after = Math.min(Math.ceil(place), length - 1)
    const row = new Array<number>(length).fill(0)
    row[before] = (row[before] ?? 0) + 1 - (place - before)
    row[after] = (row[after] ?? 0) + place - before
    return row
  })
}

function transpose(rows: number[][]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0))
}
