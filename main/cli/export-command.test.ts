import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { InferenceSession } from 'onnxruntime-node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { printDocument } from '#shared/document/parse.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { coreParts } from '../core-service.ts'
import { classFolders, writeTree } from '../datasets/testing/picture-files.ts'
import { runCli } from './run-cli.ts'
import { createFakeTerminal } from './testing/fake-terminal.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-export-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function run(...args: string[]) {
  const terminal = createFakeTerminal('en', '', path.join(folder, 'records', 'runs.sqlite'))
  return {
    code: await runCli(args, coreParts, terminal, '1.2.3'),
    output: terminal.output(),
    errors: terminal.errors(),
  }
}

/** Trains a small network, and answers the id of the run. */
async function train(...options: string[]): Promise<string> {
  const file = path.join(folder, 'small.loom')
  const document = drawChain(
    'small',
    [8, 8, 3],
    [
      ['Conv2D', { filters: 4, activation: 'relu' }],
      ['GlobalAveragePooling2D'],
      ['Dense', { units: 2, activation: 'softmax' }],
    ],
  )
  await writeFile(file, printDocument(document))
  const { code, output, errors } = await run('train', file, '--epochs', '1', '--engine', 'onnx', '--json', ...options)
  expect([code, errors]).toEqual([0, ''])
  return JSON.parse(output).runId
}

describe('layerloom export', () => {
  it('writes the network of a recorded run as ONNX, and says how it was tried out', async () => {
    const source = await writeTree(await classFolders({ cat: 20, dog: 20 }))
    const runId = await train('--data', `pictures:${source}`, '--size', '8x8')
    const file = path.join(folder, 'model.onnx')
    const { code, output, errors } = await run('export', runId, file)
    expect([code, errors]).toEqual([0, ''])
    expect(output).toMatch(
      /Saved the model: .*model\.onnx\nRead back by ONNX Runtime, it answers 8 test pictures as the/,
    )
    expect((await InferenceSession.create(file)).inputNames).toEqual(['image'])

    await rm(source, { recursive: true })
    const { output: json } = await run('export', runId, file, '--json')
    const { files, check } = JSON.parse(json)
    expect(files).toEqual([file])
    expect(check).toMatchObject({ pictures: 16, isOfData: false })
    expect(check.largestDifference).toBeLessThan(1e-5)

    const web = path.join(folder, 'web')
    expect((await run('export', runId, web)).output).toBe(
      `Saved the model: ${['group1-shard1of1.bin', 'layerloom.json', 'model.json'].map((name) => path.join(web, name)).join(', ')}\n`,
    )
    expect(await readdir(web)).toContain('model.json')

    const python = path.join(folder, 'python')
    expect((await run('export', runId, python, '--as', 'keras')).code).toBe(0)
    expect(await readFile(path.join(python, 'model.py'), 'utf8')).toContain('CLASSES = ["cat", "dog"]')
    // Not over the other's files of the same names.
    expect((await run('export', runId, python, '--as', 'pytorch')).errors).toContain('model.py')
    const torch = path.join(folder, 'torch')
    expect((await run('export', runId, torch, '--as', 'pytorch')).code).toBe(0)
    expect(await readFile(path.join(torch, 'model.py'), 'utf8')).toContain('class Network(nn.Module):')
    expect((await run('export', runId, python, '--as', 'caffe')).errors).toContain('onnx, keras, pytorch, tfjs')
  })

  it('writes ONNX right after training, where the name says so', async () => {
    const source = await writeTree(await classFolders({ cat: 20, dog: 20 }))
    const file = path.join(folder, 'at-once.onnx')
    await train('--data', `pictures:${source}`, '--size', '8x8', '--save', file)
    expect((await InferenceSession.create(file)).outputNames).toEqual(['output'])
  })

  it('says that a run is not known', async () => {
    const { code, errors } = await run('export', 'nothing', path.join(folder, 'model.onnx'))
    expect(code).toBe(1)
    expect(errors).toMatch(/nothing/)
  })
})
