import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { blockedDomain, type Name, type OnnxGraph } from './onnx-graph.ts'

/**
 * How a batch of pictures lies in memory. `nchw` is ONNX's order and `nhwc` the border's; `blocked` is ONNX Runtime's own
 * `[batch, channels / block, height, width, block]`, in which its convolutions are fastest. Rows are `nchw` throughout.
 */
export type Form = 'nchw' | 'nhwc' | 'blocked'

/** A batch of activations or of their gradients, in one or more forms; others are made when they are asked for. */
export interface Picture {
  /** Of one sample, NHWC. */
  shape: Shape
  forms: Partial<Record<Form, Name>>
}

/** Channels after filling up to whole blocks. The additional channels are without meaning, but finite. */
export function paddedChannels(channels: number, blockSize: number): number {
  return Math.ceil(channels / blockSize) * blockSize
}

/** Writes and remembers conversions between the forms of pictures. */
export class PictureForms {
  readonly #graph: OnnxGraph
  /** Channels per block; 0 where the runtime has no blocked operations for this processor. */
  readonly blockSize: number

  constructor(graph: OnnxGraph, blockSize: number) {
    this.#graph = graph
    this.blockSize = blockSize
  }

  /** The ONNX value that holds the picture in this form; converts once, then remembers. */
  read(picture: Picture, form: Form): Name {
    const known = picture.forms[form]
    if (known !== undefined) return known
    const made = this.#convert(picture, form)
    picture.forms[form] = made
    return made
  }

  /** The form that is there already; blocked wins, then ONNX's own. */
  present(picture: Picture): Form {
    if (picture.forms.blocked !== undefined) return 'blocked'
    return picture.forms.nchw !== undefined ? 'nchw' : 'nhwc'
  }

  /** As `[pictures, pixels, channels]` with channels innermost, from blocks where there are any: one per block then. */
  pixelRows(picture: Picture, form: 'nhwc' | 'blocked'): Name {
    const [height = 0, width = 0, channels = 0] = picture.shape
    const inner = form === 'blocked' ? this.blockSize : channels
    return this.#reshape(this.read(picture, form), [-1, height * width, inner])
  }

  /** The way back from `pixelRows`. */
  fromPixelRows(rows: Name, shape: Shape, form: 'nhwc' | 'blocked'): Picture {
    const [height = 0, width = 0, channels = 0] = shape
    const dims =
      form === 'blocked' ? [-1, paddedChannels(channels, this.blockSize), height, width] : [-1, height, width, channels]
    return { shape, forms: { [form]: this.#reshape(rows, dims) } }
  }

  #convert(picture: Picture, form: Form): Name {
    const { forms, shape } = picture
    const [height = 0, width = 0, channels = 0] = shape
    if (shape.length !== 3) throw new Error(`rows have no form ${form}`)
    if (form === 'blocked') return this.#toBlocked(picture)
    if (forms.blocked !== undefined) return this.#fromBlocked(forms.blocked, shape, form)
    const isNhwc = form === 'nhwc'
    const from = (isNhwc ? forms.nchw : forms.nhwc) ?? ''
    if (height * width === 1 || channels === 1) {
      return this.#reshape(from, isNhwc ? [-1, height, width, channels] : [-1, channels, height, width])
    }
    return this.#graph.add('Transpose', [from], { perm: isNhwc ? [0, 2, 3, 1] : [0, 3, 1, 2] })
  }

  #toBlocked({ forms, shape }: Picture): Name {
    const channels = shape[2] ?? 0
    const missing = paddedChannels(channels, this.blockSize) - channels
    const isLast = forms.nhwc !== undefined
    const plain = forms.nhwc ?? forms.nchw ?? ''
    const pads = isLast ? [0, 0, 0, 0, 0, 0, 0, missing] : [0, 0, 0, 0, 0, missing, 0, 0]
    const whole = missing > 0 ? this.#graph.add('Pad', [plain, this.#graph.int64s(pads)]) : plain
    return this.#graph.add('ReorderInput', [whole], { channels_last: isLast ? 1 : 0 }, blockedDomain)
  }

  #fromBlocked(blocked: Name, shape: Shape, form: Form): Name {
    const [height = 0, width = 0, channels = 0] = shape
    if (form === 'nhwc' && channels === this.blockSize) return this.#reshape(blocked, [-1, height, width, channels])
    const channels_last = form === 'nhwc' ? 1 : 0
    return this.#graph.add('ReorderOutput', [blocked], { channels, channels_last }, blockedDomain)
  }

  #reshape(name: Name, shape: readonly number[]): Name {
    return this.#graph.add('Reshape', [name, this.#graph.int64s(shape)])
  }
}

/** The form that lies as in Keras, channels innermost: rows and sequences have only one. */
export function kerasForm(shape: Shape): 'nhwc' | 'nchw' {
  return shape.length === 3 ? 'nhwc' : 'nchw'
}

export function pixelCount(shape: Shape): number {
  return elementCount(shape.slice(0, 2))
}
