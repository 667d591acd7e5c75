import type { EngineDevice, EngineReport } from '#shared/contract/engines.ts'
import type { EngineChoice } from '#shared/document/schema.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import { formatMessage, type Message } from '#shared/messages/message.ts'
import type { ChoiceMemory } from './choice-memory.ts'
import type { Engine, TrainingPlan } from './engine.ts'
import { type Timing, timeDevices } from './time-devices.ts'

export interface ChosenDevice {
  engine: Engine
  device: EngineDevice
  /** Why it is not another one, where people might have expected that. */
  notice?: Message | null
}

/** What is to be trained, so that devices can be tried on it. */
export interface ChoiceContext {
  plan?: TrainingPlan
  batchSize?: number
  memory?: ChoiceMemory | null
  /** `<engine>/<device>` of those that failed already. */
  excluded?: ReadonlySet<string>
}

/** Cards first, then the processor: who is tried first, and who wins untried. `*` is any device but the reference. */
const preferred = [
  'tfjs/node-gpu',
  'onnx/cuda',
  'onnx/dml',
  'onnx/webgpu',
  'tfjs/webgpu',
  'onnx/*',
  'tfjs/node-cpu',
  'tfjs/*',
]

export function deviceKey({ engine, device }: EngineDevice): string {
  return `${engine}/${device}`
}

/**
 * The device that training runs on. Where several are there, each takes a few steps of the network, once per machine and
 * size of network, and the fastest wins; the reference and cards that the processor plays are only taken where nothing else
 * is there. `LAYERLOOM_DEVICE=<engine>/<device>` takes one of them untried, for tests and comparisons.
 * @throws LoomError engine.notUsable, or engine.noneUsable for "auto", with the reason of each device
 */
export async function chooseDevice(
  choice: EngineChoice,
  engines: readonly Engine[],
  context: ChoiceContext = {},
): Promise<ChosenDevice> {
  const candidates = engines.filter(({ id }) => choice === 'auto' || choice === id)
  const probed = await Promise.all(candidates.map(async (engine) => ({ engine, reports: await engine.probe() })))
  const found = probed
    .flatMap(({ engine, reports }) => reports.flatMap((report) => (report.isUsable ? [{ engine, report }] : [])))
    .filter(({ report }) => !context.excluded?.has(deviceKey(report.device)))
    .sort((a, b) => rank(a.report) - rank(b.report))
  const wanted = found.find(({ report }) => deviceKey(report.device) === process.env.LAYERLOOM_DEVICE)
  const serious = wanted ? [wanted] : found.filter(({ report }) => !isLastResort(report))
  const list = (serious.length > 0 ? serious : found).map(({ engine, report }) => ({ engine, device: report.device }))
  const best = serious.length > 1 ? await findFastest(list, context) : list[0]
  if (best) return best
  const reports = probed.flatMap((engine) => engine.reports)
  const reasons = { reasons: listReasons(reports, 'en'), reasonsZh: listReasons(reports, 'zh-CN') }
  if (choice === 'auto') throw new LoomError('engine.noneUsable', reasons)
  throw new LoomError('engine.notUsable', { engine: choice, ...reasons })
}

type UsableReport = Extract<EngineReport, { isUsable: true }>

function isLastResort({ isReference, isEmulated }: UsableReport): boolean {
  return isReference || isEmulated === true
}

function rank({ device, isReference, isEmulated }: UsableReport): number {
  const names = [deviceKey(device), `${device.engine}/*`]
  const place = preferred.findIndex((name) => names.includes(name))
  return place + (isReference ? 100 : 0) + (isEmulated ? 200 : 0)
}

async function findFastest(list: readonly ChosenDevice[], context: ChoiceContext): Promise<ChosenDevice | undefined> {
  const { plan, batchSize, memory } = context
  if (!plan || batchSize === undefined) return list[0]
  const key = memoryKey(list, plan, batchSize)
  const known = await memory?.recall(key)
  if (known) return pickFastest(list, (device) => known.stepMs[deviceKey(device.device)])
  const timings = await timeDevices(list, { plan, batchSize })
  const stepMs = Object.fromEntries(
    list.flatMap(({ device }, index) => {
      const timing = timings[index]
      return timing?.isTimed ? [[deviceKey(device), timing.stepMs]] : []
    }),
  )
  // A device that failed may only have been busy: it is tried again the next time.
  if (Object.keys(stepMs).length === list.length) await memory?.remember(key, { stepMs })
  const failure = list.flatMap(({ device }, index) => explainTrial(device, timings[index]))[0]
  const fastest = pickFastest(list, ({ device }) => stepMs[deviceKey(device)])
  // Where all failed, the last one says why when it is opened.
  return fastest ? { ...fastest, notice: failure ?? fastest.notice ?? null } : list.at(-1)
}

function memoryKey(list: readonly ChosenDevice[], { graph, threads }: TrainingPlan, batchSize: number): string {
  const devices = list.map(({ device }) => `${deviceKey(device)} ${device.name}`).sort()
  const { parameters, flops } = graph.totals
  return [...devices, `${parameters} parameters`, `${flops} flops`, `batch ${batchSize}`, `${threads} threads`].join(
    '; ',
  )
}

/** With a word about the card where the processor is faster. */
function pickFastest(
  list: readonly ChosenDevice[],
  stepMsOf: (device: ChosenDevice) => number | undefined,
): ChosenDevice | undefined {
  const timed = list.flatMap((device) => {
    const stepMs = stepMsOf(device)
    return stepMs === undefined ? [] : [{ device, stepMs }]
  })
  const [fastest] = [...timed].sort((a, b) => a.stepMs - b.stepMs)
  if (!fastest) return undefined
  const card = timed.find(({ device }) => !device.device.device.endsWith('cpu'))
  if (!card || !fastest.device.device.device.endsWith('cpu')) return fastest.device
  const values = {
    device: card.device.device.name,
    ms: Math.round(card.stepMs),
    chosen: fastest.device.device.name,
    chosenMs: Math.round(fastest.stepMs),
  }
  return { ...fastest.device, notice: { code: 'engine.slowerHere', values } }
}

function explainTrial(device: EngineDevice, timing: Timing | undefined): Message[] {
  if (!timing || timing.isTimed) return []
  const message = toMessage(timing.error)
  const reasons = { reason: formatMessage(message, 'en'), reasonZh: formatMessage(message, 'zh-CN') }
  return [{ code: 'engine.failedHere', values: { device: device.name, ...reasons } }]
}

function listReasons(reports: readonly EngineReport[], locale: 'en' | 'zh-CN'): string {
  return reports.flatMap((report) => (report.isUsable ? [] : [formatMessage(report.reason, locale)])).join(' ')
}
