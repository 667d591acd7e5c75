import type { IrValue } from '../ir.ts'
import { addUp } from './add-up.ts'
import type { Name } from './onnx-graph.ts'
import { type Picture, pixelCount } from './picture.ts'
import { activationOf, inputOf, inputShape, type StepBuilder } from './step-builder.ts'
import { onnxPads } from './window-pads.ts'

/** Less than any activation. */
const lowest = -3e38

/** One tap of the window: what of each output's gradient it gets, and the pixel that it gives it to. */
interface Share {
  name: Name
  pixels: number[]
}

/**
 * The gradient goes to the first greatest pixel of each window, row by row, as in tfjs; windows that overlap add up.
 * Tap after tap takes the gradient where its pixel is the maximum, and the next one gets what is left. Taps that no two
 * windows share a pixel through are spread over the picture together, with one table of places.
 */
export function maxPoolGradient(builder: StepBuilder, value: IrValue<'maxPool2d'>, gradient: Picture): Picture {
  const { pictures } = builder
  const shape = inputShape(builder, value)
  const form = pictures.present(gradient) === 'blocked' ? 'blocked' : 'nhwc'
  const groups = shareGradient(builder, value, { gradient, form })
  const spread = groups.map((shares) => spreadShares(builder, shares, pixelCount(shape)))
  const rows = addUp(builder, spread)
  return pictures.fromPixelRows(rows, shape, form)
}

function shareGradient(
  builder: StepBuilder,
  value: IrValue<'maxPool2d'>,
  { gradient, form }: { gradient: Picture; form: 'nhwc' | 'blocked' },
): Share[][] {
  const { graph, pictures } = builder
  const { size, strides } = value.attributes
  const outside = pixelCount(inputShape(builder, value))
  const pixels = pictures.pixelRows(inputOf(builder, value), form)
  const maxima = pictures.pixelRows(activationOf(builder, value.id), form)
  const isPadded = onnxPads(builder, value).some((pad) => pad > 0)
  const framed = isPadded ? appendPixel(builder, pixels, lowest) : pixels
  const groups = new Map<string, Share[]>()
  let left = pictures.pixelRows(gradient, form)
  const taps = Array.from(
    { length: size[0] * size[1] },
    (_, tap) => [Math.floor(tap / size[1]), tap % size[1]] as const,
  )
  for (const [index, [row, column]] of taps.entries()) {
    const places = tapPlaces(builder, value, row, column)
    let share = left
    if (index < taps.length - 1) {
      const seen = graph.add('Gather', [framed, graph.int32s(places)], { axis: 1 })
      // 1 where the maximum is greater than this pixel: what is left for the taps behind.
      const isLess = graph.add('HardSigmoid', [graph.add('Sub', [maxima, seen])], {
        alpha: { float: 3e38 },
        beta: { float: 0 },
      })
      const rest = graph.add('Mul', [left, isLess])
      share = graph.add('Sub', [left, rest])
      left = rest
    }
    const group = `${Math.floor(row / strides[0])},${Math.floor(column / strides[1])}`
    groups.set(group, [
      ...(groups.get(group) ?? []),
      { name: share, pixels: places.map((place) => Math.min(place, outside)) },
    ])
  }
  return [...groups.values()]
}

/** The pixel under one tap for each output; the number of pixels where that is outside. */
function tapPlaces(builder: StepBuilder, value: IrValue<'maxPool2d'>, row: number, column: number): number[] {
  const [height = 0, width = 0] = inputShape(builder, value)
  const [top = 0, left = 0] = onnxPads(builder, value)
  const [down, right] = value.attributes.strides
  const [outHeight = 0, outWidth = 0] = value.shape
  return Array.from({ length: outHeight * outWidth }, (_, output) => {
    const y = Math.floor(output / outWidth) * down + row - top
    const x = (output % outWidth) * right + column - left
    return y >= 0 && y < height && x >= 0 && x < width ? y * width + x : height * width
  })
}

/** Each pixel takes its share by a table; pixels that no window's tap reaches take a zero at the end. */
function spreadShares(builder: StepBuilder, shares: Share[], pixelTotal: number): Name {
  const { graph } = builder
  const outputs = shares[0]?.pixels.length ?? 0
  const nothing = shares.length * outputs
  const places = new Array<number>(pixelTotal + 1).fill(nothing)
  for (const [index, { pixels }] of shares.entries()) {
    for (const [output, pixel] of pixels.entries()) places[pixel] = index * outputs + output
  }
  const table = places.slice(0, pixelTotal)
  const names = shares.map(({ name }) => name)
  const joined = names.length === 1 ? (names[0] ?? '') : graph.add('Concat', names, { axis: 1 })
  const whole = table.includes(nothing) ? appendPixel(builder, joined, 0) : joined
  return graph.add('Gather', [whole, graph.int32s(table)], { axis: 1 })
}

/** `[n, pixels, c]` → `[n, pixels + 1, c]`. */
function appendPixel({ graph }: StepBuilder, rows: Name, value: number): Name {
  return graph.add('Pad', [rows, graph.int64s([0, 0, 0, 0, 1, 0]), graph.scalar(value)])
}
