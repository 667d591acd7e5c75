import type { EngineDevice, EngineReport } from '#shared/contract/engines.ts'
import type { EngineChoice } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import type { Engine } from './engine.ts'

export interface ChosenDevice {
  engine: Engine
  device: EngineDevice
}

/** What "auto" prefers, best first; a `*` is any device of that engine that is not the reference. */
const preferred = ['tfjs/node-gpu', 'onnx/*', 'tfjs/node-cpu', 'tfjs/*', 'tfjs/cpu']

/**
 * The device that training runs on.
 * @throws LoomError engine.notUsable, or engine.noneUsable for "auto", with the reason of each device
 */
export async function chooseDevice(choice: EngineChoice, engines: readonly Engine[]): Promise<ChosenDevice> {
  const candidates = engines.filter(({ id }) => choice === 'auto' || choice === id)
  const probed = await Promise.all(candidates.map(async (engine) => ({ engine, reports: await engine.probe() })))
  const found = probed.flatMap(({ engine, reports }) =>
    reports.flatMap((report) => (report.isUsable ? [{ engine, report }] : [])),
  )
  const [best] = found.sort((a, b) => rank(a.report) - rank(b.report))
  if (best) return { engine: best.engine, device: best.report.device }
  const reports = probed.flatMap((engine) => engine.reports)
  const reasons = { reasons: listReasons(reports, 'en'), reasonsZh: listReasons(reports, 'zh-CN') }
  if (choice === 'auto') throw new LoomError('engine.noneUsable', reasons)
  throw new LoomError('engine.notUsable', { engine: choice, ...reasons })
}

type UsableReport = Extract<EngineReport, { isUsable: true }>

function rank({ device, isReference }: UsableReport): number {
  const names = [`${device.engine}/${device.device}`, ...(isReference ? [] : [`${device.engine}/*`])]
  const place = preferred.findIndex((name) => names.includes(name))
  return place === -1 ? preferred.length : place
}

function listReasons(reports: readonly EngineReport[], locale: 'en' | 'zh-CN'): string {
  return reports.flatMap((report) => (report.isUsable ? [] : [formatMessage(report.reason, locale)])).join(' ')
}
