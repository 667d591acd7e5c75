import { writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Writes a drawing that is small enough to be trained in a moment, and answers its path. */
export async function writeColours(folder: string, epochs = 2): Promise<string> {
  const layers = [
    ['input-1', 'Input', { shape: [28, 28, 3] }],
    ['conv2d-1', 'Conv2D', { filters: 4, strides: [4, 4], activation: 'relu' }],
    ['flatten-1', 'Flatten', {}],
    ['dense-1', 'Dense', { units: 6, activation: 'softmax' }],
    ['output-1', 'Output', {}],
  ] as const
  const document = {
    format: 'layerloom',
    version: 1,
    name: 'Colours',
    nodes: layers.map(([id, kind, parameters], at) => ({ id, kind, parameters, position: { x: 0, y: 110 * at } })),
    edges: layers.slice(1).map(([target], at) => ({ id: `edge-${at}`, source: layers[at]?.[0], target })),
    data: { source: 'shapes', variant: 'colours', train: 300, test: 90, seed: 1 },
    training: { epochs, engine: 'tfjs', optimizer: { kind: 'adam', learningRate: 0.01 } },
  }
  const file = path.join(folder, 'colours.loom')
  await writeFile(file, JSON.stringify(document))
  return file
}
