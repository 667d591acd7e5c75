import { convolutionToDense } from './convolution-to-dense.ts'
import { denseToConvolution } from './dense-to-convolution.ts'
import { denseToGlobalPooling } from './dense-to-global-pooling.ts'
import { poolingToConvolution } from './pooling-to-convolution.ts'
import type { Rewrite } from './rewrite.ts'
import { segmentation } from './segmentation.ts'
import { strideIntoConvolution } from './stride-into-convolution.ts'
import { strideOutOfConvolution } from './stride-out-of-convolution.ts'

/** In the order in which they are offered. The window has their texts. */
export const rewrites: readonly Rewrite[] = [
  poolingToConvolution('poolingToConvolution', null),
  poolingToConvolution('poolingToConvolution3', [3, 3]),
  strideIntoConvolution,
  denseToConvolution,
  denseToGlobalPooling,
  segmentation('segmentation0', 0),
  segmentation('segmentation1', 1),
  segmentation('segmentation2', 2),
  convolutionToDense,
  strideOutOfConvolution,
]
