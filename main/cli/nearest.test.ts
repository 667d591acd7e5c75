import { expect, it } from 'vitest'
import { nearestOf } from './nearest.ts'

const known = ['lenet-5', 'alexnet', 'vgg-16', 'vgg-19', 'resnet-50', 'unet']

it.each([
  ['vgg16', 'vgg-16'],
  ['VGG-19', 'vgg-19'],
  ['resnet', 'resnet-50'],
  ['alexnett', 'alexnet'],
  ['u-net', 'unet'],
])('for %s offers %s first, and two more', (wanted, first) => {
  const found = nearestOf(known, wanted)
  expect(found[0]).toBe(first)
  expect(found).toHaveLength(3)
})
