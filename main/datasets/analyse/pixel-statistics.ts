import type { ChannelStatistics } from '#shared/contract/analysis.ts'

/** Counts how often each value from 0 to 255 occurs in each channel; all figures follow from that exactly. */
export interface PixelCounter {
  /** Channels last. */
  take(picture: Uint8Array): void
  channels(): ChannelStatistics[]
}

export function createPixelCounter(channelCount: number): PixelCounter {
  const counts = Array.from({ length: channelCount }, () => new Float64Array(256))
  return {
    take(picture) {
      for (let channel = 0; channel < channelCount; channel += 1) {
        const own = counts[channel] ?? new Float64Array(256)
        for (let place = channel; place < picture.length; place += channelCount) {
          const value = picture[place] ?? 0
          own[value] = (own[value] ?? 0) + 1
        }
      }
    },
    channels: () => counts.map(describeChannel),
  }
}

/** Mean and standard deviation (of all pixels, divided by their number) on the scale from 0 to 1 that networks see. */
function describeChannel(counts: Float64Array): ChannelStatistics {
  let [total, sum, squares] = [0, 0, 0]
  for (const [value, count] of counts.entries()) {
    total += count
    sum += count * value
    squares += count * value * value
  }
  const mean = sum / total
  const present = [...counts.keys()].filter((value) => (counts[value] ?? 0) > 0)
  return {
    mean: mean / 255,
    // Rounding may leave a little less than nothing.
    standardDeviation: Math.sqrt(Math.max(0, squares / total - mean * mean)) / 255,
    min: present[0] ?? 0,
    max: present.at(-1) ?? 0,
    histogram: [...counts],
  }
}
