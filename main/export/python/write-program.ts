import type { SavedModelMetadata } from '../describe-model.ts'
import { pythonValue } from './python-values.ts'

/** What differs from library to library in a program that is a trained network. */
export interface ProgramParts {
  /** The sentence on what must be installed. */
  needs: string
  imports: string
  /** Ends with `load_model(folder)`, and `predict(model, pictures)` for NumPy's arrays with the channels last. */
  network: string
  /** The line that prints the layers of `model`. */
  show: string
}

/**
 * A program beside its `weights.npz`: it tells what pictures are, or without any, whether it answers `samples.npz` as this
 * program did. For others it offers `load_model()` and `check(model)`.
 * @param input `[height, width, channels]`
 */
export function writeProgram(
  { name, classes }: SavedModelMetadata,
  input: readonly number[],
  { needs, imports, network, show }: ProgramParts,
): string {
  const [height = 0, width = 0, channels = 0] = input
  const title = name.replaceAll(/[\\"\r\n]/g, ' ').trim() || 'A network'
  return `"""${title}, drawn and trained with LayerLoom.

    python model.py                shows the layers, and checks the answers to samples.npz
    python model.py picture.png    tells what the network takes a picture for

${needs}
"""

import sys
from pathlib import Path

${imports}

CLASSES = [${classes.map(({ en }) => pythonValue(en)).join(', ')}]
HEIGHT, WIDTH, CHANNELS = ${height}, ${width}, ${channels}


${network}

def check(model, folder=Path(__file__).parent):
    """The largest difference between the model's answers and those that LayerLoom wrote down."""
    with np.load(Path(folder) / "samples.npz") as samples:
        answers = predict(model, samples["pictures"].astype("float32") / 255)
        return float(np.abs(answers - samples["answers"]).max())


def read_picture(file):
    from PIL import Image

    picture = Image.open(file).convert("L" if CHANNELS == 1 else "RGB").resize((WIDTH, HEIGHT))
    return np.asarray(picture, "float32").reshape(1, HEIGHT, WIDTH, CHANNELS) / 255


if __name__ == "__main__":
    model = load_model()
    for file in sys.argv[1:]:
        answer = predict(model, read_picture(file))[0]
        shares = answer.reshape(-1, answer.shape[-1]).mean(axis=0)
        best = np.argsort(shares)[::-1][:5]
        print(file, *(f"  {CLASSES[place]}: {shares[place]:.2%}" for place in best), sep="\\n")
    if len(sys.argv) == 1:
        ${show}
        print(f"Largest difference to LayerLoom's answers: {check(model):.2g}")
`
}
