import type { ModelToSave } from '../describe-model.ts'
import { writeProgram } from '../python/write-program.ts'
import { ownParts } from './own-parts.ts'
import { type PytorchNetwork, writeForward, writeModules } from './write-network.ts'

/** A network as Python for PyTorch: `Network`, and `load_model()` with the weights of `weights.npz`. */
export function writeModelCode(network: PytorchNetwork, metadata: ModelToSave['metadata']): string {
  const code = withOwnParts(writeClass(network))
  const imports = ['import numpy as np', 'import torch', 'import torch.nn.functional as F', 'from torch import nn']
  return writeProgram(metadata, network.nodes[0]?.checked.output ?? [], {
    needs: 'It needs PyTorch 2 (pip install torch numpy), and Pillow for pictures.',
    imports: imports.filter((line) => !line.endsWith(' F') || calls(code, 'F.')).join('\n'),
    network: `${code}

def load_model(folder=Path(__file__).parent):
    """The network as it was trained."""
    model = Network()
    with np.load(Path(folder) / "weights.npz") as weights:
        model.load_state_dict({name: torch.from_numpy(weights[name]) for name in weights.files})
    return model.eval()


@torch.no_grad()
def predict(model, pictures):
    """The answers to pictures of NumPy, of both with the channels last."""
    device = next(model.parameters(), torch.empty(0)).device
    answers = model(torch.from_numpy(pictures).movedim(-1, 1).to(device))
    return answers.movedim(1, -1).cpu().numpy()
`,
    show: 'print(model)',
  })
}

function writeClass(network: PytorchNetwork): string {
  const { argument, lines } = writeForward(network)
  return `class Network(nn.Module):
    """Takes pictures as floats from 0 to 1, [batch, channels, height, width]."""

    def __init__(self):
        super().__init__()
${writeModules(network).map(indent).join('')}
    def forward(self, ${argument}):
${lines.map(indent).join('')}`
}

function indent(line: string): string {
  return `        ${line.replaceAll('\n', '\n        ')}\n`
}

/** Behind the definitions of what it calls that PyTorch lacks. */
function withOwnParts(code: string): string {
  const called = Object.keys(ownParts).filter((name) => calls(code, `${name}(`))
  return [...called.map((name) => ownParts[name]), code].join('\n\n')
}

/** Whether a name stands in the code that is not part of a longer one. */
function calls(code: string, name: string): boolean {
  return code.split(name).some((before, place, all) => place < all.length - 1 && !/[\w.]$/.test(before))
}
