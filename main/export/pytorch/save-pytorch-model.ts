import type { ModelToSave } from '../describe-model.ts'
import { moveAxes } from '../move-axes.ts'
import { listMainWeights, type PythonRequest, savePythonModel } from '../python/save-python-model.ts'
import type { NpyArray } from '../python/write-npz.ts'
import { writeModelCode } from './write-model-code.ts'
import { type PytorchNetwork, readNetwork } from './write-network.ts'

/** Saves a trained network as Python for PyTorch. @throws as savePythonModel */
export function savePytorchModel(request: PythonRequest): Promise<string[]> {
  return savePythonModel(request, (model) => {
    const network = readNetwork(model.graph)
    return {
      library: 'pytorch',
      code: writeModelCode(network, model.metadata),
      weights: writeStateDict(network, model),
      order: 'batch, channels, height, width',
    }
  })
}

/** The weights under the names, and in the layouts, of PyTorch's modules. */
export function writeStateDict({ nodes }: PytorchNetwork, model: Omit<ModelToSave, 'metadata'>): Map<string, NpyArray> {
  const byId = new Map(nodes.map((node) => [node.checked.node.id, node]))
  return new Map(
    listMainWeights(model).map(({ checked, weight, ...tensor }) => {
      const { name, rule } = byId.get(checked.node.id) ?? {}
      const place = rule?.weights?.[weight]
      if (!place) throw new Error(`${checked.layer.kind} has no place in PyTorch for its weight ${weight}`)
      const { axes, shape } = place
      const moved = axes ? moveAxes(tensor, axes) : tensor
      return [`${name}.${place.name}`, { shape: shape ?? moved.shape, values: moved.values }]
    }),
  )
}
