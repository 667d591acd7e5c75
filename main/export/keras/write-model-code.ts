import { nameLayers } from '#main/compile/tfjs/layer-names.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { listMainNodes } from '#shared/graph/heads.ts'
import type { ModelToSave } from '../describe-model.ts'
import { nameVariables, pythonValue } from '../python/python-values.ts'
import { writeProgram } from '../python/write-program.ts'
import { type LayerCall, layerCall, type OwnPart } from './layer-call.ts'
import { ownParts } from './own-parts.ts'

const reserved = ['keras', 'layers', 'np', 'ops', 'Path', 'hard_sigmoid', 'build_model', 'load_model']

/** A network as Python for Keras 3: `build_model()`, and `load_model()` with the weights of `weights.npz`. */
export function writeModelCode({ graph, metadata }: Omit<ModelToSave, 'weights'>): string {
  const { lines, own, input } = writeLayers(graph, metadata.name)
  const parts = (Object.keys(ownParts) as OwnPart[]).filter((part) => own.has(part))
  return writeProgram(metadata, input, {
    needs: 'It needs Keras 3 with TensorFlow, PyTorch or JAX (pip install keras tensorflow), and Pillow for pictures.',
    imports: `import keras
import numpy as np
from keras import layers, ops`,
    network: `${parts.map((part) => `${ownParts[part]}\n\n`).join('')}def build_model():
    """The network with fresh weights. Pictures are floats from 0 to 1, [batch, height, width, channels]."""
${lines.map((line) => `    ${line}\n`).join('')}

def load_model(folder=Path(__file__).parent):
    """The network as it was trained."""
    model = build_model()
    with np.load(Path(folder) / "weights.npz") as weights:
        for layer in model.layers:
            own = [weights[name] for name in weights.files if name.rsplit("/", 1)[0] == layer.name]
            if own:
                layer.set_weights(own)
    return model


def predict(model, pictures):
    return model.predict(pictures, verbose=0)
`,
    show: 'model.summary()',
  })
}

/** The lines of `build_model`, what they need besides Keras, and the shape of a picture. */
function writeLayers(graph: CheckedGraph, name: string) {
  const nodes = listMainNodes(graph)
  const variables = nameVariables(
    nodes.map(({ node }) => node.id),
    reserved,
  )
  const names = nameLayers(nodes)
  const own = new Set<OwnPart>()
  const lines: string[] = []
  const outputs = new Map<string, string>()
  for (const { checked, call } of nodes.map((each) => ({ checked: each, call: layerCall(each) }))) {
    const { id } = checked.node
    const variable = variables.get(id) ?? ''
    const sources = checked.sources.map((source) => outputs.get(source) ?? '')
    for (const part of call?.own ?? []) own.add(part)
    outputs.set(id, call ? variable : (sources[0] ?? ''))
    if (!call) continue
    lines.push(
      sources.length === 0
        ? `${variable} = keras.Input(${pythonValue([...checked.output])}, name=${pythonValue(names.get(id))})`
        : `${variable} = ${nameCall(call, names.get(id) ?? id)}(${sources.length === 1 ? sources[0] : `[${sources.join(', ')}]`})`,
    )
  }
  const [inputId = '', outputId = ''] = [graph.ends.inputId ?? '', graph.ends.outputId ?? '']
  lines.push(
    `return keras.Model(${outputs.get(inputId)}, ${outputs.get(outputId)}, name=${pythonValue(modelName(name))})`,
  )
  const input = nodes.find(({ node }) => node.id === inputId)?.output ?? []
  return { lines, own, input }
}

function nameCall({ code }: LayerCall, name: string): string {
  return `${code}${code.endsWith('(') ? '' : ', '}name=${pythonValue(name)})`
}

/** TensorFlow takes few signs, and begins with a letter or a digit. */
function modelName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, '_').replace(/^[^A-Za-z0-9]+/, '') || 'network'
}
