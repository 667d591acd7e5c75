import type { EngineReport } from '#shared/contract/engines.ts'
import type { EngineChoice } from '#shared/document/schema.ts'
import type { Message } from '#shared/messages/message.ts'

export interface EngineSummary {
  isUsable: boolean
  devices: { name: string; isReference: boolean }[]
  /** Why its other devices cannot be used, each reason once. */
  reasons: Message[]
}

/** What was found of one engine, or of all for `auto`. */
export function summarizeEngines(reports: readonly EngineReport[], engine: EngineChoice): EngineSummary {
  const own = reports.filter((report) => engine === 'auto' || engineOf(report) === engine)
  const devices = own.flatMap((report) =>
    report.isUsable ? [{ name: report.device.name, isReference: report.isReference }] : [],
  )
  const reasons = own.flatMap((report) => (report.isUsable ? [] : [report.reason]))
  const unique = new Map(reasons.map((reason) => [JSON.stringify(reason), reason]))
  return { isUsable: devices.length > 0, devices, reasons: [...unique.values()] }
}

function engineOf(report: EngineReport) {
  return report.isUsable ? report.device.engine : report.engine
}
