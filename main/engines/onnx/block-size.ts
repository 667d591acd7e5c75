import { InferenceSession, Tensor } from 'onnxruntime-node'
import { buildBlockProbe } from '#main/compile/onnx/block-probe.ts'

let known: Promise<number> | null = null

/**
 * Channels per block of ONNX Runtime's blocked convolutions on this processor: 16 with AVX-512, 8 with AVX2;
 * 0 where it has none and ordinary ones must do. Asked once per process.
 */
export function findBlockSize(): Promise<number> {
  known ??= probe()
  return known
}

async function probe(): Promise<number> {
  try {
    const session = await InferenceSession.create(buildBlockProbe(), { logSeverityLevel: 4 })
    const x = new Tensor('float32', new Float32Array(4).fill(1), [1, 4, 1, 1])
    const { blocked } = await session.run({ x })
    await session.release()
    const size = blocked?.dims[1] ?? 0
    return Number.isInteger(Math.log2(size)) && size >= 4 ? size : 0
  } catch {
    return 0
  }
}
