import { defineGlobalPooling } from './global-pooling.ts'

export const globalMaxPooling2d = defineGlobalPooling({
  kind: 'GlobalMaxPooling2D',
  dimensions: 2,
  pytorchMethod: 'amax',
  lower: (builder, x) => builder.globalMaxPool2d(x),
})
