/** A stream of numbers in [0, 1), the same on every machine for the same seed. */
export type Random = () => number

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), its state filled from the parts of the seed; near parts give unlike streams.
 */
export function seededRandom(...parts: readonly number[]): Random {
  let hash = 0x9e3779b9
  for (const part of parts) hash = mix((hash + 0x9e3779b9) ^ part)
  let a = mix(hash ^ 1)
  let b = mix(hash ^ 2)
  let c = mix(hash ^ 3)
  let counter = 1
  return () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
}

/** The finaliser of MurmurHash3: near inputs give far outputs. Source: github.com/aappleby/smhasher. */
function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Fisher–Yates, in place. */
export function shuffle(indices: Uint32Array, random: Random): Uint32Array {
  for (let last = indices.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const kept = indices[last] ?? 0
    indices[last] = indices[other] ?? 0
    indices[other] = kept
  }
  return indices
}

/** 0, 1, … count − 1. */
export function countingIndices(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index)
}
