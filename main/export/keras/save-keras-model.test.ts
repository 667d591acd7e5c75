import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parityCases, smallNetworks } from '#main/engines/parity/cases.ts'
import { batchFor, findCandidates, optimizerOf, planCase, withSession } from '#main/engines/parity/harness.ts'
import { engines } from '#main/engines/registry.ts'
import { stirWeights } from '../testing/stir-weights.ts'
import { saveKerasModel } from './save-keras-model.ts'

const { reference } = await findCandidates(engines)
/** As for the bench: a Python that has Keras and TensorFlow. */
const python = process.env.LAYERLOOM_KERAS
const classes = ['zero', 'one "1"', 'two'].map((name) => ({ en: name, 'zh-CN': `${name}。` }))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-keras-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const cases = [...parityCases, ...smallNetworks]

/** Saves a network with stirred weights, and its answers to three pictures of noise. */
async function save(parityCase: (typeof cases)[number], directory: string): Promise<string[]> {
  const plan = planCase(parityCase, optimizerOf({ kind: 'sgd' }))
  const { graph } = plan
  const batch = batchFor(plan, { count: 3, seed: 5 })
  const inputShape = graph.nodes.find(({ node }) => node.id === graph.ends.inputId)?.output ?? []
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
    return saveKerasModel({ graph, weights, metadata, directory, readSamples: async () => samples })
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

describe('networks as Python for Keras', () => {
  it('have their code, weights, samples and classes in one folder', async () => {
    const [small] = smallNetworks
    if (!small) throw new Error('no network')
    const directory = path.join(folder, 'one')
    const files = await save(small, directory)
    expect(files.map((file) => path.basename(file))).toEqual([
      'weights.npz',
      'samples.npz',
      'layerloom.json',
      'model.py',
    ])
    expect((await readdir(directory)).sort()).toEqual(files.map((file) => path.basename(file)).sort())
    const code = await readFile(path.join(directory, 'model.py'), 'utf8')
    expect(code).toContain(
      'conv2d_1 = layers.Conv2D(4, (3, 3), padding="same", activation="relu", name="conv2d-1")(input_1)',
    )
    expect(code).toContain('CLASSES = ["zero", "one \\"1\\"", "two"]')
    // Again into the same folder, and not beside strangers.
    await save(small, directory)
    await writeFile(path.join(directory, 'thesis.tex'), '')
    await expect(save(small, directory)).rejects.toMatchObject({ code: 'export.otherFiles' })
  })

  it.skipIf(!python)(
    'answer as the reference does, every layer (skipped where LAYERLOOM_KERAS names no Python that has Keras)',
    async () => {
      const models = path.join(folder, 'all')
      for (const [index, each] of cases.entries()) await save(each, path.join(models, String(index)))
      const output = execFileSync(python ?? '', ['-c', driver, models], {
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const found = JSON.parse(
        output
          .split('\n')
          .find((line) => line.startsWith('answers '))
          ?.slice(8) ?? '{}',
      )
      const wrong = cases.flatMap(({ name }, index) => {
        const difference = found[index]
        return typeof difference === 'number' && difference < 1e-4 ? [] : [[name, difference]]
      })
      expect(wrong).toEqual([])
      expect(Object.keys(found)).toHaveLength(cases.length)
    },
    900_000,
  )
})
