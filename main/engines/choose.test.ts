import { describe, expect, it } from 'vitest'
import type { EngineId, EngineReport } from '#shared/contract/engines.ts'
import { chooseDevice } from './choose.ts'
import type { Engine } from './engine.ts'

const found = (engine: EngineId, device: string, isReference = false): EngineReport => ({
  isUsable: true,
  isReference,
  device: { engine, device, name: device },
})
const missing = (engine: EngineId, device: string): EngineReport => ({
  isUsable: false,
  engine,
  device,
  reason: { code: 'engine.tfjsNotInstalled', values: { package: `package-of-${device}` } },
})

function engineWith(id: EngineId, ...reports: EngineReport[]): Engine {
  return { id, probe: async () => reports, open: () => Promise.reject(new Error('not opened here')) }
}

const reference = found('tfjs', 'cpu', true)

async function choose(choice: 'auto' | 'onnx' | 'tfjs', ...engines: Engine[]): Promise<string> {
  const { engine, device } = await chooseDevice(choice, engines)
  expect(device.engine).toBe(engine.id)
  return `${device.engine}/${device.device}`
}

describe('chooseDevice', () => {
  it('prefers the card in tfjs, then onnx, then libtensorflow, then the reference', async () => {
    const onnx = engineWith('onnx', found('onnx', 'cpu'))
    const tfjs = (...reports: EngineReport[]) => engineWith('tfjs', reference, ...reports)
    expect(await choose('auto', onnx, tfjs(found('tfjs', 'node-cpu'), found('tfjs', 'node-gpu')))).toBe('tfjs/node-gpu')
    expect(await choose('auto', tfjs(found('tfjs', 'node-cpu')), onnx)).toBe('onnx/cpu')
    const noOnnx = engineWith('onnx', missing('onnx', 'cpu'))
    expect(await choose('auto', noOnnx, tfjs(found('tfjs', 'node-cpu')))).toBe('tfjs/node-cpu')
    expect(await choose('auto', noOnnx, tfjs(missing('tfjs', 'node-cpu')))).toBe('tfjs/cpu')
  })

  it('stays with the engine that was asked for', async () => {
    const onnx = engineWith('onnx', missing('onnx', 'cuda'), found('onnx', 'cpu'))
    const tfjs = engineWith('tfjs', reference, found('tfjs', 'node-gpu'))
    expect(await choose('onnx', onnx, tfjs)).toBe('onnx/cpu')
    expect(await choose('tfjs', onnx, engineWith('tfjs', reference, missing('tfjs', 'node-gpu')))).toBe('tfjs/cpu')
  })

  it('says why in both languages when it cannot', async () => {
    const onnx = engineWith('onnx', missing('onnx', 'cpu'), missing('onnx', 'cuda'))
    const tfjs = engineWith('tfjs', reference)
    const refusal = await chooseDevice('onnx', [onnx, tfjs]).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'engine.notUsable', values: { engine: 'onnx' } })
    expect(String(refusal)).toMatch(/package-of-cpu is not installed.*package-of-cuda is not installed/s)
    expect(refusal).toMatchObject({ values: { reasonsZh: expect.stringContaining('未安装 package-of-cuda') } })
    await expect(chooseDevice('auto', [onnx])).rejects.toMatchObject({ code: 'engine.noneUsable' })
  })
})
