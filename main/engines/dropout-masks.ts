export interface MaskSeed {
  /** The run's seed. */
  seed: number
  /** The training step, from 0. */
  step: number
  /** Which dropout of the network, in data-flow order, from 0. */
  layer: number
}

/**
 * Fills a mask with 0 for a share `rate` of its places and `1 / (1 - rate)` elsewhere. All engines draw their masks
 * here, so that one seed drops the same values everywhere. Rates are met to 1/65536.
 */
export function fillDropoutMask(mask: Float32Array, rate: number, seed: MaskSeed): void {
  const threshold = Math.round(rate * 65536)
  const kept = 1 / (1 - rate)
  let state = mix(mix(mix(seed.seed) ^ seed.step) ^ seed.layer) || 1
  for (let index = 0; index < mask.length; index += 2) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    mask[index] = (state & 0xffff) < threshold ? 0 : kept
    mask[index + 1] = state >>> 16 < threshold ? 0 : kept
  }
}

/** The finaliser of MurmurHash3: near inputs give far outputs. Source: github.com/aappleby/smhasher. */
function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
