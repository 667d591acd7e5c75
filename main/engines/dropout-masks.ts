export interface MaskSeed {
  /** The run's seed. */
  seed: number
  /** The training step, from 0. */
  step: number
  /** Which random layer of the network, in data-flow order, from 0. */
  layer: number
}

/**
 * Fills a mask with 0 for a share `rate` of its places and `1 / (1 - rate)` elsewhere. All engines draw their masks
 * here, so that one seed drops the same values everywhere. Rates are met to 1/65536.
 */
export function fillDropoutMask(mask: Float32Array, rate: number, seed: MaskSeed): void {
  const threshold = Math.round(rate * 65536)
  // Looked up by the sign of a difference: a branch that nobody can foresee costs ten times as much.
  const levels = Float32Array.of(1 / (1 - rate), 0)
  let state = initialState(seed)
  const whole = mask.length & ~1
  for (let index = 0; index < whole; index += 2) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    mask[index] = levels[((state & 0xffff) - threshold) >>> 31] as number
    mask[index + 1] = levels[((state >>> 16) - threshold) >>> 31] as number
  }
  if (whole < mask.length) mask[whole] = levels[((nextState(state) & 0xffff) - threshold) >>> 31] as number
}

/**
 * Fills with normally distributed numbers of mean 0, by Box and Muller: two uniform numbers of 32 bits make two of them.
 * All engines draw their noise here.
 */
export function fillGaussianNoise(noise: Float32Array, stddev: number, seed: MaskSeed): void {
  let state = initialState(seed)
  for (let index = 0; index < noise.length; index += 2) {
    state = nextState(state)
    // The state is never 0, so the logarithm is finite.
    const radius = stddev * Math.sqrt(-2 * Math.log((state >>> 0) / 2 ** 32))
    state = nextState(state)
    const angle = (state >>> 0) * ((2 * Math.PI) / 2 ** 32)
    noise[index] = radius * Math.cos(angle)
    if (index + 1 < noise.length) noise[index + 1] = radius * Math.sin(angle)
  }
}

function initialState({ seed, step, layer }: MaskSeed): number {
  return mix(mix(mix(seed) ^ step) ^ layer) || 1
}

/** Xorshift of 32 bits. Source: Marsaglia 2003, Journal of Statistical Software 8(14). */
function nextState(state: number): number {
  let next = state
  next ^= next << 13
  next ^= next >>> 17
  return next ^ (next << 5)
}

/** The finaliser of MurmurHash3: near inputs give far outputs. Source: github.com/aappleby/smhasher. */
function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
