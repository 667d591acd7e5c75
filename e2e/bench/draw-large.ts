import type { LoomDocument } from '#shared/document/schema.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'

/** Residual blocks of four layers, as many as make about `size` layers. */
export function drawLarge(size: number): LoomDocument {
  const steps: ChainStep[] = [['Conv2D', { filters: 8, padding: 'same' }]]
  while (steps.length < size - 6) {
    const before = steps.length
    steps.push(
      ['Conv2D', { filters: 8, padding: 'same' }],
      ['BatchNormalization'],
      ['Activation', { activation: 'relu' }],
      ['Add', {}, [before + 3, before]],
    )
  }
  steps.push(['GlobalAveragePooling2D'], ['Dense', { activation: 'softmax' }])
  return drawChain(`bench-${size}`, [28, 28, 1], steps)
}
