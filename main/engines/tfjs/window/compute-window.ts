import type { EngineDevice } from '#shared/contract/engines.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { TrainingPlan, TrainingSession } from '../../engine.ts'
import {
  type Adapter,
  type ComputeReply,
  type ComputeRequest,
  errorOf,
  packPlan,
  type SessionMethod,
} from './protocol.ts'

/** A hidden window of the shell whose worker answers. */
export interface ComputeChannel {
  send(request: ComputeRequest): void
  close(): void
}

export interface ComputeListener {
  onReply(reply: ComputeReply): void
  /** The window is there no more: it crashed, or was closed. */
  onGone(reason: string): void
}

export type OpenComputeWindow = (listener: ComputeListener) => ComputeChannel

interface Waiting {
  device: string
  resolve(value: unknown): void
  reject(error: Error): void
}

type Question = ComputeRequest extends infer Request ? (Request extends unknown ? Omit<Request, 'id'> : never) : never

/** A window takes memory: where nobody uses it any more it goes. */
const idleMs = 30_000
const patienceMs = 20_000

/** The core's end of the hidden window, which is opened when it is first asked and again when it has gone. */
export class ComputeWindow {
  readonly #open: OpenComputeWindow
  readonly #waiting = new Map<number, Waiting>()
  #channel: ComputeChannel | null = null
  /** Counts windows, so that what is told of an earlier one is not taken for the present one. */
  #windows = 0
  #asked = 0
  #sessions = 0
  #idle: NodeJS.Timeout | undefined

  constructor(open: OpenComputeWindow) {
    this.#open = open
  }

  /** @throws LoomError engine.noWebGpu, noAdapter, windowFailed */
  async look(): Promise<Adapter> {
    const timer = setTimeout(() => this.#end(`it did not answer within ${patienceMs / 1000} seconds.`), patienceMs)
    try {
      return (await this.#ask({ kind: 'look' }, 'WebGPU')) as Adapter
    } catch (error) {
      if (!(error instanceof LoomError) || error.code !== 'engine.deviceLost') throw error
      throw new LoomError('engine.windowFailed', { reason: String(error.values.reason) }, { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }

  async openSession(plan: TrainingPlan, device: EngineDevice): Promise<TrainingSession> {
    const session = await this.#ask({ kind: 'open', plan: packPlan(plan), device }, device.name)
    const window = this.#windows
    this.#sessions += 1
    const call = async (method: SessionMethod, ...args: unknown[]) => {
      if (window !== this.#windows || !this.#channel) throw lost(device.name, 'its window has gone.')
      return this.#ask({ kind: 'call', session: Number(session), method, args }, device.name)
    }
    return {
      device,
      ...remoteMethods(call),
      dispose: async () => {
        if (window !== this.#windows || !this.#channel) return
        this.#sessions -= 1
        await call('dispose').catch(() => {})
      },
    }
  }

  #ask(question: Question, device: string): Promise<unknown> {
    clearTimeout(this.#idle)
    const channel = this.#channel ?? this.#connect()
    this.#asked += 1
    const id = this.#asked
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { device, resolve, reject })
      channel.send({ ...question, id } as ComputeRequest)
    })
  }

  #connect(): ComputeChannel {
    this.#windows += 1
    const window = this.#windows
    const listener: ComputeListener = {
      onReply: (reply) => {
        if (window !== this.#windows) return
        if (reply.kind === 'lost') this.#end(reply.reason)
        else this.#settle(reply)
      },
      onGone: (reason) => {
        if (window === this.#windows) this.#end(reason)
      },
    }
    this.#channel = this.#open(listener)
    return this.#channel
  }

  #settle(reply: Exclude<ComputeReply, { kind: 'lost' }>): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.kind === 'answer') waiting?.resolve(reply.value)
    else waiting?.reject(errorOf(reply.message))
    if (this.#waiting.size === 0 && this.#sessions === 0) this.#waitIdle()
  }

  #waitIdle(): void {
    this.#idle = setTimeout(() => this.#close(), idleMs)
    this.#idle.unref()
  }

  /** All that was asked is answered by the loss of the device. */
  #end(reason: string): void {
    for (const { device, reject } of this.#waiting.values()) reject(lost(device, reason))
    this.#waiting.clear()
    this.#close()
  }

  #close(): void {
    clearTimeout(this.#idle)
    this.#channel?.close()
    this.#channel = null
    this.#sessions = 0
  }
}

function lost(device: string, reason: string): LoomError {
  return new LoomError('engine.deviceLost', { device, reason })
}

type Call = (method: SessionMethod, ...args: unknown[]) => Promise<unknown>

/** What comes back is what the session there gave, so its type is known. */
function remoteMethods(call: Call): Omit<TrainingSession, 'device' | 'dispose'> {
  const remote = <Method extends SessionMethod>(method: Method) =>
    ((...args: unknown[]) => call(method, ...args)) as NonNullable<TrainingSession[Method]>
  return {
    trainStep: remote('trainStep'),
    setLearningRate: remote('setLearningRate'),
    gradients: remote('gradients'),
    evaluate: remote('evaluate'),
    activations: remote('activations'),
    readWeights: remote('readWeights'),
    writeWeights: remote('writeWeights'),
    readOptimizer: remote('readOptimizer'),
    writeOptimizer: remote('writeOptimizer'),
  }
}
