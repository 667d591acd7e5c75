import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallNetworks } from '#main/engines/parity/cases.ts'
import { checkCases, saveCase } from '../testing/python-cases.ts'
import { saveKerasModel } from './save-keras-model.ts'

/** As for the bench: a Python that has Keras and TensorFlow. */
const python = process.env.LAYERLOOM_KERAS

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-keras-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('networks as Python for Keras', () => {
  it('have their code, weights, samples and classes in one folder', async () => {
    const [small] = smallNetworks
    if (!small) throw new Error('no network')
    const directory = path.join(folder, 'one')
    const files = await saveCase(small, directory, saveKerasModel)
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
    await saveCase(small, directory, saveKerasModel)
    await writeFile(path.join(directory, 'thesis.tex'), '')
    await expect(saveCase(small, directory, saveKerasModel)).rejects.toMatchObject({ code: 'export.otherFiles' })
  })

  it.skipIf(!python)(
    'answer as the reference does, every layer (skipped where LAYERLOOM_KERAS names no Python that has Keras)',
    async () => {
      const found = await checkCases(python ?? '', path.join(folder, 'all'), saveKerasModel)
      expect(found).toEqual({ wrong: [], isComplete: true })
    },
    900_000,
  )
})
