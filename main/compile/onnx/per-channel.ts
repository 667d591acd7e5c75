import { blockedDomain, type Name } from './onnx-graph.ts'
import { type Picture, paddedChannels } from './picture.ts'
import type { StepBuilder } from './step-builder.ts'

/** `[channels]` vectors; where there is none, the factor is 1 and the offset 0. */
export interface ChannelVectors {
  factor: Name | null
  offset: Name | null
  /** Added to the result; of the same shape as the picture. */
  more?: Picture
}

/**
 * `picture · factor + offset + more`, channel by channel, on pictures, sequences and rows. In blocks it is one pass: a convolution
 * with one kernel of one pixel for each channel.
 */
export function scaleChannels(builder: StepBuilder, picture: Picture, vectors: ChannelVectors): Picture {
  const { pictures } = builder
  const { shape } = picture
  if (pictures.present(picture) === 'blocked') return scaleBlocks(builder, picture, vectors)
  const { graph } = builder
  const along = (vector: Name) =>
    shape.length === 3 ? graph.add('Reshape', [vector, graph.int64s([1, -1, 1, 1])]) : vector
  let result = pictures.read(picture, 'nchw')
  if (vectors.factor !== null) result = graph.add('Mul', [result, along(vectors.factor)])
  if (vectors.offset !== null) result = graph.add('Add', [result, along(vectors.offset)])
  if (vectors.more) result = graph.add('Add', [result, pictures.read(vectors.more, 'nchw')])
  return { shape, forms: { nchw: result } }
}

function scaleBlocks(builder: StepBuilder, picture: Picture, { factor, offset, more }: ChannelVectors): Picture {
  const { graph, pictures } = builder
  const channels = picture.shape[2] ?? 0
  const padded = paddedChannels(channels, pictures.blockSize)
  const fill = (vector: Name) =>
    padded === channels ? vector : graph.add('Pad', [vector, graph.int64s([0, padded - channels])])
  const kernels =
    factor === null
      ? graph.floats(new Array(padded).fill(1), [padded, 1, 1, 1])
      : graph.add('Reshape', [fill(factor), graph.int64s([padded, 1, 1, 1])])
  const name = graph.add(
    'Conv',
    [
      pictures.read(picture, 'blocked'),
      kernels,
      ...(offset === null ? (more ? [''] : []) : [fill(offset)]),
      ...(more ? [pictures.read(more, 'blocked')] : []),
    ],
    { group: padded, kernel_shape: [1, 1] },
    blockedDomain,
  )
  return { shape: picture.shape, forms: { blocked: name } }
}

/**
 * Sums over all but the channels, `[channels]`. From blocks in two stages: summing all rows at once runs on one
 * thread.
 */
export function sumPerChannel(builder: StepBuilder, gradient: Picture): Name {
  const { graph, pictures } = builder
  const channels = gradient.shape.at(-1) ?? 0
  if (pictures.present(gradient) !== 'blocked') {
    const axes = [[0], [0, 1], [0, 2, 3]][gradient.shape.length - 1] ?? []
    return graph.add('ReduceSum', [pictures.read(gradient, 'nchw'), graph.int64s(axes)], { keepdims: 0 })
  }
  const padded = paddedChannels(channels, pictures.blockSize)
  const perPicture = graph.add('ReduceSum', [pictures.pixelRows(gradient, 'blocked'), graph.int64s([1])], {
    keepdims: 0,
  })
  const whole = graph.add(
    'ReduceSum',
    [graph.add('Reshape', [perPicture, graph.int64s([-1, padded])]), graph.int64s([0])],
    { keepdims: 0 },
  )
  return padded === channels ? whole : graph.add('Slice', [whole, graph.int64s([0]), graph.int64s([channels])])
}
