import { InferenceSession } from 'onnxruntime-node'
import { buildIdentity } from '#main/compile/onnx/identity.ts'
import { LoomError } from '#shared/messages/loom-error.ts'

/** ONNX Runtime's execution providers that sessions of ours run on; each is a device of the engine, by the same name. */
export const providers = ['cpu', 'webgpu', 'dml', 'cuda'] as const

export type Provider = (typeof providers)[number]

export function isProvider(device: string): device is Provider {
  return providers.some((provider) => provider === device)
}

/** Where a session runs. */
export interface Placement {
  provider: Provider
  /** 0 leaves the number of threads to the runtime. */
  threads: number
  /**
   * Spares memory: the runtime otherwise lays out the second run of a graph in one piece and keeps what the first took
   * besides, for a step that is up to 3 % faster. A ResNet-18 needs 1.6 GiB so, and 1.1 without.
   */
  isFrugal?: boolean
}

/** Session options of each provider; what it lacks falls back to the runtime's own CPU operations. */
const options: Record<Provider, InferenceSession.SessionOptions> = {
  cpu: { executionProviders: ['cpu'], graphOptimizationLevel: 'all' },
  // Errors of the device are to be exceptions, never the end of the process: so its checks stay on ('basic').
  // Above 'basic', 1.30 puts an activation into the convolution before it even where that has one already, and loses the
  // first: Conv, Tanh, Relu answers Relu(Conv).
  webgpu: { executionProviders: [{ name: 'webgpu', validationMode: 'basic' }, 'cpu'], graphOptimizationLevel: 'basic' },
  // DirectML wants neither of these two: onnxruntime.ai/docs/execution-providers/DirectML-ExecutionProvider.html.
  dml: { executionProviders: ['dml', 'cpu'], enableMemPattern: false, executionMode: 'sequential' },
  cuda: { executionProviders: ['cuda', 'cpu'], graphOptimizationLevel: 'all' },
}

/** WebGPU's device and its compiled shaders live as long as any session: this one outlasts them all. */
let anchor: Promise<InferenceSession> | null = null

function keepDevice(): Promise<InferenceSession> {
  anchor ??= InferenceSession.create(buildIdentity(), { ...options.webgpu, logSeverityLevel: 4 })
  return anchor
}

/**
 * Starts a graph. `kept` names the outputs that stay in the device's memory, where the provider allows it.
 * @throws LoomError engine.compileFailed with the runtime's reason
 */
export async function createSession(
  model: Uint8Array,
  { provider, threads, isFrugal }: Placement,
  kept: readonly string[] = [],
): Promise<InferenceSession> {
  try {
    if (provider === 'webgpu') await keepDevice()
    return await InferenceSession.create(model, {
      ...options[provider],
      logSeverityLevel: provider === 'cpu' ? 3 : 4,
      ...(threads > 0 ? { intraOpNumThreads: threads } : {}),
      ...(isFrugal ? { enableMemPattern: false } : {}),
      ...(kept.length > 0
        ? { preferredOutputLocation: Object.fromEntries(kept.map((name) => [name, 'gpu-buffer'])) }
        : {}),
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new LoomError('engine.compileFailed', { engine: `onnx/${provider}`, reason }, { cause: error })
  }
}
