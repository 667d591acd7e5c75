import type { Labels } from '#shared/contract/data.ts'
import type { BatchMetrics } from '#shared/contract/runs.ts'

/** Points of a curve that are kept; no chart of several runs shows more. */
const mostPoints = 1000

/** At most `most` points: the mean of neighbours, at the latest step of theirs. */
export function thinCurve(curve: readonly BatchMetrics[], most = mostPoints): BatchMetrics[] {
  const size = Math.ceil(curve.length / most)
  if (size <= 1) return [...curve]
  return Array.from({ length: Math.ceil(curve.length / size) }, (_, place) => {
    const joined = curve.slice(place * size, (place + 1) * size)
    const mean = (pick: (point: BatchMetrics) => number) =>
      joined.reduce((sum, point) => sum + pick(point), 0) / joined.length
    return {
      step: joined.at(-1)?.step ?? 0,
      loss: mean(({ loss }) => loss),
      accuracy: mean(({ accuracy }) => accuracy),
    }
  })
}

/** Step, loss and accuracy of each point, as 64-bit numbers, lower byte first. */
export function packCurve(curve: readonly BatchMetrics[]): Uint8Array {
  return packDoubles(curve.flatMap(({ step, loss, accuracy }) => [step, loss, accuracy]))
}

export function unpackCurve(bytes: Uint8Array): BatchMetrics[] {
  const values = unpackDoubles(bytes)
  return Array.from({ length: Math.floor(values.length / 3) }, (_, place) => {
    const [step = 0, loss = 0, accuracy = 0] = values.slice(3 * place, 3 * place + 3)
    return { step, loss, accuracy }
  })
}

/** Two bytes a label, lower byte first. */
export function packLabels(labels: Labels): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * labels.length))
  for (const [place, label] of labels.entries()) view.setUint16(2 * place, label, true)
  return new Uint8Array(view.buffer)
}

export function unpackLabels(bytes: Uint8Array): Uint16Array {
  const view = viewOf(bytes)
  return Uint16Array.from({ length: bytes.byteLength / 2 }, (_, place) => view.getUint16(2 * place, true))
}

/** From 0 to 1 in steps of 1/65535, two bytes each. */
export function packShares(shares: Float32Array): Uint8Array {
  return packLabels(Uint16Array.from(shares, (share) => Math.round(65_535 * Math.min(1, Math.max(0, share)))))
}

export function unpackShares(bytes: Uint8Array): Float32Array {
  return Float32Array.from(unpackLabels(bytes), (value) => value / 65_535)
}

const noShare = 65_535

/** As `packShares`, in steps of 1/65534, with NaN for what there is none of. */
export function packKnownShares(shares: Float32Array): Uint8Array {
  const steps = noShare - 1
  const pack = (share: number) => (Number.isNaN(share) ? noShare : Math.round(steps * Math.min(1, Math.max(0, share))))
  return packLabels(Uint16Array.from(shares, pack))
}

export function unpackKnownShares(bytes: Uint8Array): Float32Array {
  return Float32Array.from(unpackLabels(bytes), (value) => (value === noShare ? Number.NaN : value / (noShare - 1)))
}

/** 64 bits each, lower byte first. */
export function packDoubles(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length))
  for (const [place, value] of values.entries()) view.setFloat64(8 * place, value, true)
  return new Uint8Array(view.buffer)
}

export function unpackDoubles(bytes: Uint8Array): number[] {
  const view = viewOf(bytes)
  return Array.from({ length: bytes.byteLength / 8 }, (_, place) => view.getFloat64(8 * place, true))
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
