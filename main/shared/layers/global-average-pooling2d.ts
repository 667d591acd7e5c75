import { defineGlobalPooling } from './global-pooling.ts'

export const globalAveragePooling2d = defineGlobalPooling({
  kind: 'GlobalAveragePooling2D',
  dimensions: 2,
  pytorchMethod: 'mean',
  lower: (builder, x) => builder.globalAveragePool2d(x),
})
