import type { Shape } from '#shared/layers/shape.ts'

/** Pictures, and what the trained network answers to them in this program. */
export interface AnsweredSamples {
  count: number
  /** 0–255, `[count, height, width, channels]` */
  pixels: Uint8Array
  /** Of one picture. */
  inputShape: Shape
  /** `[count, …outputShape]`, channels last */
  answers: Float32Array
  outputShape: Shape
  /** Whether they are test pictures of the data set; noise where that is not at hand. */
  isOfData: boolean
}
