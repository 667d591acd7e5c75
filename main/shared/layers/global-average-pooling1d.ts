import { defineGlobalPooling } from './global-pooling.ts'

export const globalAveragePooling1d = defineGlobalPooling({
  kind: 'GlobalAveragePooling1D',
  dimensions: 1,
  pytorchMethod: 'mean',
  lower: (builder, x) => builder.globalAveragePool2d(builder.toPicture(x)),
})
