import type { Message } from '../messages/message.ts'

export type EngineId = 'onnx' | 'tfjs'

export interface EngineDevice {
  engine: EngineId
  /** `cpu`, `webgpu`, `cuda`, `node-cpu` …: unique within its engine. */
  device: string
  /** What people call it: `AMD EPYC (2 threads)`. */
  name: string
}

/** A device found, or one that was looked for and why it cannot be used. */
export type EngineReport =
  | {
      isUsable: true
      device: EngineDevice
      isReference: boolean
      /** A graphics card that the processor plays: right but slow, so it is never chosen by itself. */
      isEmulated?: boolean
    }
  | { isUsable: false; engine: EngineId; device: string; reason: Message }
