import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { type ParityCase, parityCases, smallNetworks } from '#main/engines/parity/cases.ts'
import { batchFor, findCandidates, optimizerOf, planCase, withSession } from '#main/engines/parity/harness.ts'
import { engines } from '#main/engines/registry.ts'
import { inputShapeOf } from '#shared/graph/heads.ts'
import type { PythonRequest } from '../python/save-python-model.ts'
import { stirWeights } from './stir-weights.ts'

type Save = (request: PythonRequest) => Promise<string[]>

const cases = [...parityCases, ...smallNetworks]
const { reference } = await findCandidates(engines)
const classes = ['zero', 'one "1"', 'two'].map((name) => ({ en: name, 'zh-CN': `${name}。` }))

/** Saves a network with stirred weights, and its answers to three pictures of noise. */
export async function saveCase(parityCase: ParityCase, directory: string, save: Save): Promise<string[]> {
  const plan = planCase(parityCase, optimizerOf({ kind: 'sgd' }))
  const { graph } = plan
  const batch = batchFor(plan, { count: 3, seed: 5 })
  const inputShape = inputShapeOf(graph)
  const source = graph.nodes.find(({ node }) => node.id === graph.ends.outputId)?.sources[0] ?? ''
  return withSession(reference, plan, async (session) => {
    await session.writeWeights(stirWeights(await session.readWeights()))
    const [answer] = await session.activations(batch, [source])
    const samples = {
      count: 3,
      pixels: batch.pixels,
      inputShape,
      answers: answer?.values ?? new Float32Array(),
      outputShape: answer?.shape.slice(1) ?? [],
      isOfData: true,
    }
    const metadata = { name: `case "${parityCase.name}"`, classes }
    const weights = await session.readWeights()
    return save({ graph, weights, metadata, directory, readSamples: async () => samples })
  })
}

const driver = `
import json, os, runpy, sys
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
found = {}
for name in sorted(os.listdir(sys.argv[1])):
    file = os.path.join(sys.argv[1], name, "model.py")
    if not os.path.exists(file): continue
    try:
        module = runpy.run_path(file)
        found[name] = module["check"](module["load_model"]())
    except Exception as error:
        found[name] = repr(error)
print("answers " + json.dumps(found))
`

/** The cases whose programs do not answer as the reference does, with the difference or the error; and how many ran. */
export async function checkCases(python: string, folder: string, save: Save) {
  for (const [index, each] of cases.entries()) await saveCase(each, path.join(folder, String(index)), save)
  const output = execFileSync(python, ['-c', driver, folder], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const line = output.split('\n').find((each) => each.startsWith('answers '))
  const found: Record<string, unknown> = JSON.parse(line?.slice('answers '.length) ?? '{}')
  const wrong = cases.flatMap(({ name }, index) => {
    const difference = found[index]
    return typeof difference === 'number' && difference < 1e-4 ? [] : [[name, difference]]
  })
  return { wrong, isComplete: Object.keys(found).length === cases.length }
}
