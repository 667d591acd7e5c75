import type { Name } from './onnx-graph.ts'
import type { Picture } from './picture.ts'

/** Gradients by the inputs of an operation; left out where there is none or none is needed. */
export interface InputGradients {
  /** By input 0, the activation. */
  activation?: Picture
  /** By all inputs, where several of them are activations. */
  inputs?: readonly (Picture | undefined)[]
  /** By the weights, from input 1 on. */
  weights?: (Name | undefined)[]
}
