import { defineGlobalPooling } from './global-pooling.ts'

export const globalAveragePooling2d = defineGlobalPooling({
  kind: 'GlobalAveragePooling2D',
  dimensions: 2,
  pytorchName: 'AdaptiveAvgPool2d',
  lower: (builder, x) => builder.globalAveragePool2d(x),
})
