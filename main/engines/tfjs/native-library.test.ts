import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import { loadNativeLibrary } from './native-library.ts'
import { createTfjsEngine } from './tfjs-engine.ts'

const tfjsEngine = createTfjsEngine(null)

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'loom-tfjs-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A package in the folder's node_modules whose main file is `code`. */
async function install(packageName: string, code: string): Promise<string> {
  const place = path.join(folder, 'node_modules', packageName)
  await mkdir(place, { recursive: true })
  await writeFile(path.join(place, 'package.json'), JSON.stringify({ name: packageName, main: 'index.js' }))
  await writeFile(path.join(place, 'index.js'), code)
  return place
}

describe('loadNativeLibrary', () => {
  it('says what is not installed', async () => {
    expect(await loadNativeLibrary('node-gpu', [folder])).toEqual({
      reason: { code: 'engine.tfjsNotInstalled', values: { package: '@tensorflow/tfjs-node-gpu' } },
    })
  })

  it('says when only the native part is missing', async () => {
    // The words of tfjs-node 4.22's dist/index.js.
    const place = await install(
      '@tensorflow/tfjs-node',
      'throw new Error("The Node.js native addon module (tfjs_binding.node) can not be found at path: x. \\nPlease run")',
    )
    expect(await loadNativeLibrary('node-cpu', [folder])).toEqual({
      reason: { code: 'engine.tfjsNoBinding', values: { package: '@tensorflow/tfjs-node', folder: place } },
    })
  })

  it('passes on the first line of any other failure, and leaves the backend as it was', async () => {
    await install(
      '@tensorflow/tfjs-node',
      'throw new Error("libcudart.so.11.0: cannot open shared object file\\nat x")',
    )
    const backend = tf.getBackend()
    const result = await loadNativeLibrary('node-cpu', [folder])
    expect(result).toMatchObject({
      reason: {
        code: 'engine.tfjsLoadFailed',
        values: { reason: 'libcudart.so.11.0: cannot open shared object file' },
      },
    })
    expect(tf.getBackend() || 'cpu').toBe(backend || 'cpu')
  })

  it('is not fooled by a package that registers nothing', async () => {
    await install('@tensorflow/tfjs-node', '')
    expect(await loadNativeLibrary('node-cpu', [folder])).toMatchObject({ reason: { code: 'engine.tfjsLoadFailed' } })
  })
})

describe('tfjsEngine.probe', () => {
  it('always has the reference, and a reason for each device that is not there', async () => {
    const reports = await tfjsEngine.probe()
    expect(reports).toContainEqual({
      isUsable: true,
      isReference: true,
      device: { engine: 'tfjs', device: 'cpu', name: 'JavaScript' },
    })
    expect(reports).toHaveLength(3)
    for (const report of reports) if (!report.isUsable) expect(report.reason.code).toMatch(/^engine\.tfjs/)
  })
})
