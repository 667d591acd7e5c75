import { type Random, seededRandom } from '../random.ts'
import type { DrawPlace } from './draw-changes.ts'

/** With which picture a picture is mixed, and its own share of the sum: half of it or more. */
export interface Mixture {
  partner: number
  share: number
}

/** Apart from the places of all steps. */
const mixPlace = 0x6d69

/** The partner is any picture of the epoch. MixUp is of Zhang et al. 2018, arxiv.org/abs/1710.09412. */
export function drawMixture(alpha: number, { seed, epoch, index }: DrawPlace, order: Uint32Array): Mixture {
  const random = seededRandom(seed, epoch, index, mixPlace)
  const partner = order[Math.floor(random() * order.length)] ?? index
  const share = drawBeta(alpha, random)
  // Beta(α, α) is symmetric: which of the two is called the first makes no difference but to what counts as a hit.
  return { partner, share: Math.fround(Math.max(share, 1 - share)) }
}

/** Beta(α, α): X / (X + Y) of two gamma variates, by their logarithms, as those of a small α are below any number. */
export function drawBeta(alpha: number, random: Random): number {
  const difference = drawLogGamma(alpha, random) - drawLogGamma(alpha, random)
  return 1 / (1 + Math.exp(-difference))
}

/** The logarithm of a gamma variate (Marsaglia and Tsang 2000); below 1 from that of α + 1. */
function drawLogGamma(alpha: number, random: Random): number {
  if (alpha < 1) return drawLogGamma(alpha + 1, random) + Math.log(1 - random()) / alpha
  const d = alpha - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = drawNormal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return Math.log(d * v)
  }
}

/** Box and Muller. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** `pixels` becomes the weighted sum of both, picture by picture. */
export function mixPixels(pixels: Uint8Array, others: Uint8Array, shares: Float32Array): void {
  const size = pixels.length / shares.length
  for (let picture = 0; picture < shares.length; picture += 1) {
    const share = shares[picture] ?? 1
    for (let place = picture * size; place < (picture + 1) * size; place += 1) {
      const sum = share * (pixels[place] ?? 0) + (1 - share) * (others[place] ?? 0)
      // Rounds, as nothing here is negative.
      pixels[place] = (sum + 0.5) | 0
    }
  }
}
