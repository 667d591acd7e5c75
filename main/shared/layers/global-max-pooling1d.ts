import { defineGlobalPooling } from './global-pooling.ts'

export const globalMaxPooling1d = defineGlobalPooling({
  kind: 'GlobalMaxPooling1D',
  dimensions: 1,
  pytorchMethod: 'amax',
  lower: (builder, x) => builder.globalMaxPool2d(builder.toPicture(x)),
})
