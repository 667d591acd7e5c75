/**
 * The seed of one weight's initial values, from 1 to 2^31 - 1: tfjs takes a seed of 0 for none.
 * Near inputs give far outputs (the finaliser of MurmurHash3, as in the dropout masks).
 */
export function initialSeed(runSeed: number, layer: number, weight: number): number {
  return mix(mix(mix(runSeed) ^ layer) ^ weight) & 0x7fffffff || 1
}

function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
