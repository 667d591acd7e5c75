import { nameLayers } from '#main/compile/tfjs/layer-names.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { listMainNodes } from '#shared/graph/heads.ts'
import type { ModelToSave } from '../describe-model.ts'
import { type LayerCall, layerCall, type OwnPart } from './layer-call.ts'
import { ownParts } from './own-parts.ts'
import { nameVariables, pythonValue } from './python-values.ts'

const reserved = ['keras', 'layers', 'np', 'ops', 'Path', 'hard_sigmoid', 'build_model', 'load_model']

/**
 * A network as Python for Keras 3: `build_model()`, and `load_model()` with the weights of `weights.npz` beside the file. As
 * a program it tells what pictures are, or without any, whether it answers `samples.npz` as this program did.
 */
export function writeModelCode({ graph, metadata: { name, classes } }: Omit<ModelToSave, 'weights'>): string {
  const { lines, own, input } = writeLayers(graph, name)
  const [height = 0, width = 0, channels = 0] = input
  const title = name.replaceAll(/[\\"\r\n]/g, ' ').trim() || 'A network'
  return `"""${title}, drawn and trained with LayerLoom.

    python model.py                shows the layers, and checks the answers to samples.npz
    python model.py picture.png    tells what the network takes a picture for

It needs Keras 3 with TensorFlow, PyTorch or JAX (pip install keras tensorflow), and Pillow for pictures.
"""

import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers, ops

CLASSES = [${classes.map(({ en }) => pythonValue(en)).join(', ')}]
HEIGHT, WIDTH, CHANNELS = ${height}, ${width}, ${channels}

${(Object.keys(ownParts) as OwnPart[])
  .filter((part) => own.has(part))
  .map((part) => `\n${ownParts[part]}\n`)
  .join('')}
def build_model():
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


def check(model, folder=Path(__file__).parent):
    """The largest difference between the model's answers and those that LayerLoom wrote down."""
    with np.load(Path(folder) / "samples.npz") as samples:
        answers = model.predict(samples["pictures"].astype("float32") / 255, verbose=0)
        return float(np.abs(answers - samples["answers"]).max())


def read_picture(file):
    from PIL import Image

    picture = Image.open(file).convert("L" if CHANNELS == 1 else "RGB").resize((WIDTH, HEIGHT))
    return np.asarray(picture, "float32").reshape(1, HEIGHT, WIDTH, CHANNELS) / 255


if __name__ == "__main__":
    model = load_model()
    for file in sys.argv[1:]:
        answer = model.predict(read_picture(file), verbose=0)[0]
        shares = answer.reshape(-1, answer.shape[-1]).mean(axis=0)
        best = np.argsort(shares)[::-1][:5]
        print(file, *(f"  {CLASSES[place]}: {shares[place]:.2%}" for place in best), sep="\\n")
    if len(sys.argv) == 1:
        model.summary()
        print(f"Largest difference to LayerLoom's answers: {check(model):.2g}")
`
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
