import { elementCount } from '#shared/layers/shape.ts'
import type { ConvGeometry, Seen } from './conv-geometry.ts'
import { blockedDomain, type Name } from './onnx-graph.ts'
import { type Picture, paddedChannels } from './picture.ts'
import { reframe } from './reframe.ts'
import type { StepBuilder } from './step-builder.ts'

/** The runtime's blocked convolution computes up to this many blocks of filters together. */
const blocksAtOnce = 4

/** Without dilation, what the taps of a kernel see lies side by side. */
export function canConvolvePictures({ pictures }: StepBuilder, { dilations }: ConvGeometry): boolean {
  return pictures.blockSize > 0 && elementCount(dilations) === 1
}

/**
 * The gradient by the kernel, `[out, height, width, in]`, as one blocked convolution. Its channels are the pictures of the batch,
 * its filters the gradients by the output's channels, as large as those are; its own picture has the columns and
 * channels of what was seen in one row, so that moving by one column moves by all channels. What comes out has a row for each
 * row of the kernel, and in it the kernel's columns and channels: nothing is computed in vain, and no columns are cut out.
 */
export function convolvePictures(builder: StepBuilder, geometry: ConvGeometry, { x, gradient }: Seen): Name {
  const { graph, pictures } = builder
  const { input, output, size, strides, pads } = geometry
  const [height = 0, width = 0, channels = 0] = input
  const filters = output[2] ?? 0
  const whole = paddedChannels(filters, pictures.blockSize)
  // A row is one thread's for so many filters. Where that leaves few rows, two halves of the batch have filters of their own.
  const group = whole > blocksAtOnce * pictures.blockSize ? 1 : 2
  const batch = fillBatch(builder, group * pictures.blockSize)
  const below = reach(geometry, 0) - pads[0] - height
  const beside = reach(geometry, 1) - pads[1] - width
  const seen = pictures.present(x) === 'blocked' ? x : { ...x, forms: { nhwc: pictures.read(x, 'nhwc') } }
  const framed = reframe(builder, seen, [0, pads[1], Math.min(below, 0), beside])
  const inputs = [picturesAsChannels(builder, framed, batch), gradientsAsFilters(builder, gradient, { batch, group })]
  const blocked = graph.add(
    'Conv',
    inputs,
    {
      kernel_shape: output.slice(0, 2),
      dilations: [strides[0], strides[1] * channels],
      pads: [pads[0], 0, Math.max(below, 0), 0],
      group,
    },
    blockedDomain,
  )
  const plain = graph.add('ReorderOutput', [blocked], { channels: group * whole, channels_last: 0 }, blockedDomain)
  const parts = graph.add('Reshape', [plain, graph.int64s([...(group > 1 ? [group] : []), whole, ...size, channels])])
  const sum = group > 1 ? graph.add('ReduceSum', [parts, graph.int64s([0])], { keepdims: 0 }) : parts
  return whole === filters
    ? sum
    : graph.add('Slice', [sum, graph.int64s([0]), graph.int64s([filters]), graph.int64s([0])])
}

/** How many rows or columns of the padded picture the taps of all outputs see. */
function reach({ output, size, strides }: ConvGeometry, axis: 0 | 1): number {
  return ((output[axis] ?? 0) - 1) * strides[axis] + size[axis]
}

/** The batch, filled up so that blocks of pictures are whole. */
interface FilledBatch {
  /** How many pictures are added, `[1]`. */
  missing: Name
  /** The places of all pictures; those behind the last one are the last one again. */
  places: Name
}

function fillBatch({ graph }: StepBuilder, multiple: number): FilledBatch {
  const size = graph.add('Shape', ['pixels'], { start: 0, end: 1 })
  const missing = graph.add('Mod', [graph.add('Neg', [size]), graph.int64s([multiple])])
  const scalar = (name: Name) => graph.add('Squeeze', [name])
  const end = scalar(graph.add('Add', [size, missing]))
  const all = graph.add('Range', [scalar(graph.int64s([0])), end, scalar(graph.int64s([1]))])
  return { missing, places: graph.add('Min', [all, graph.add('Sub', [size, graph.int64s([1])])]) }
}

/** `[1, pictures, rows, columns · channels]` in blocks of pictures, zeros for those that are added. */
function picturesAsChannels(builder: StepBuilder, framed: Picture, { missing }: FilledBatch): Name {
  const { graph, pictures } = builder
  const [height = 0, width = 0, channels = 0] = framed.shape
  const shape = [height, width * channels]
  const rows = graph.add('Reshape', [pictures.read(framed, 'nhwc'), graph.int64s([-1, ...shape])])
  const added = graph.add('ConstantOfShape', [graph.add('Concat', [missing, graph.int64s(shape)], { axis: 0 })])
  const filled = graph.add('Concat', [rows, added], { axis: 0 })
  const one = graph.add('Reshape', [filled, graph.int64s([1, -1, ...shape])])
  return graph.add('ReorderInput', [one], { channels_last: 0 }, blockedDomain)
}

/** `[group · filters, pictures / group, height, width]` as the runtime's blocked kernels lie. */
function gradientsAsFilters(
  { graph, pictures }: StepBuilder,
  gradient: Picture,
  { batch, group }: { batch: FilledBatch; group: number },
): Name {
  const { blockSize } = pictures
  const [height = 0, width = 0, filters = 0] = gradient.shape
  const blocks = paddedChannels(filters, blockSize) / blockSize
  const length = height * width * blockSize
  // Block b of picture n is row n · blocks + b; wanted are rows [group, blocks, pictures / group].
  const first = graph.add('Mul', [
    graph.add('Reshape', [batch.places, graph.int64s([group, 1, -1])]),
    graph.int64s([blocks]),
  ])
  const block = graph.add('Reshape', [
    graph.int64s(Array.from({ length: blocks }, (_, index) => index)),
    graph.int64s([-1, 1]),
  ])
  const rows = graph.add('Reshape', [pictures.read(gradient, 'blocked'), graph.int64s([-1, length])])
  const picked = graph.add('Gather', [rows, graph.add('Add', [first, block])], { axis: 0 })
  // Sixteen pictures of pixels become pixels of sixteen pictures, as if pictures were pixels and pixels channels.
  const split = graph.add('Reshape', [picked, graph.int64s([-1, blockSize, 1, length])])
  const turned = graph.add('ReorderInput', [split], { channels_last: 1 }, blockedDomain)
  return graph.add('Reshape', [turned, graph.int64s([group * blocks * blockSize, -1, height, width])])
}
