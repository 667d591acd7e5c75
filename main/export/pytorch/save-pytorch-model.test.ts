import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallNetworks } from '#main/engines/parity/cases.ts'
import { saveKerasModel } from '../keras/save-keras-model.ts'
import { checkCases, saveCase } from '../testing/python-cases.ts'
import { savePytorchModel } from './save-pytorch-model.ts'

/** As for the bench: a Python that has PyTorch. */
const python = process.env.LAYERLOOM_PYTORCH

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-pytorch-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('networks as Python for PyTorch', () => {
  it('have their code, weights and samples in one folder, and say that channels come first', async () => {
    const [small] = smallNetworks
    if (!small) throw new Error('no network')
    const directory = path.join(folder, 'one')
    const files = await saveCase(small, directory, savePytorchModel)
    expect((await readdir(directory)).sort()).toEqual(files.map((file) => path.basename(file)).sort())
    const described = JSON.parse(await readFile(path.join(directory, 'layerloom.json'), 'utf8'))
    expect(described.input.order).toBe('batch, channels, height, width')
    const code = await readFile(path.join(directory, 'model.py'), 'utf8')
    expect(code).toContain('CLASSES = ["zero", "one \\"1\\"", "two"]')
    expect(code).toContain('        self.conv2d_1 = nn.Conv2d(1, 4, 3, padding="same")\n')
    expect(code).toContain('        x = F.relu(self.conv2d_1(x))\n')
    // Again into the same folder, but not over the files of another library.
    await saveCase(small, directory, savePytorchModel)
    await expect(saveCase(small, directory, saveKerasModel)).rejects.toMatchObject({ code: 'export.otherFiles' })
    expect(await readFile(path.join(directory, 'model.py'), 'utf8')).toBe(code)
    // Nor over what a person has made of the code.
    await appendFile(path.join(directory, 'model.py'), '# and now in half precision\n')
    await expect(saveCase(small, directory, savePytorchModel)).rejects.toMatchObject({ code: 'export.otherFiles' })
  })

  it.skipIf(!python)(
    'answer as the reference does, every layer (skipped where LAYERLOOM_PYTORCH names no Python that has PyTorch)',
    async () => {
      const found = await checkCases(python ?? '', path.join(folder, 'all'), savePytorchModel)
      expect(found).toEqual({ wrong: [], isComplete: true })
    },
    900_000,
  )
})
