import { describe, expect, it } from 'vitest'
import type { EngineReport } from '#shared/contract/engines.ts'
import { summarizeEngines } from './summarize-engines.ts'

const reason = { code: 'common.unexpected', values: { reason: 'no driver' } } as const
const reports: EngineReport[] = [
  { isUsable: true, device: { engine: 'onnx', device: 'cpu', name: 'CPU' }, isReference: false },
  { isUsable: false, engine: 'tfjs', device: 'cuda', reason },
  { isUsable: false, engine: 'tfjs', device: 'node-cpu', reason: { ...reason } },
]

describe('engine summary', () => {
  it('tells an engine with devices from one without, and gives each reason once', () => {
    expect(summarizeEngines(reports, 'onnx')).toEqual({
      isUsable: true,
      devices: [{ name: 'CPU', isReference: false }],
      reasons: [],
    })
    expect(summarizeEngines(reports, 'tfjs')).toEqual({ isUsable: false, devices: [], reasons: [reason] })
  })

  it('can use any of them when the choice is automatic', () => {
    expect(summarizeEngines(reports, 'auto').isUsable).toBe(true)
    expect(summarizeEngines([], 'auto').isUsable).toBe(false)
  })
})
