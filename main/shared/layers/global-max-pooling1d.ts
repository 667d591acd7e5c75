import { defineGlobalPooling } from './global-pooling.ts'

export const globalMaxPooling1d = defineGlobalPooling({
  kind: 'GlobalMaxPooling1D',
  dimensions: 1,
  pytorchName: 'AdaptiveMaxPool1d',
  lower: (builder, x) => builder.globalMaxPool2d(builder.toPicture(x)),
})
