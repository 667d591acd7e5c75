/** One weight in tfjs's layout; `name` is `<nodeId>/<keras weight name>`, unique in the network. */
export interface NamedTensor {
  name: string
  shape: readonly number[]
  values: Float32Array
}
