import { defineGlobalPooling } from './global-pooling.ts'

export const globalAveragePooling1d = defineGlobalPooling({
  kind: 'GlobalAveragePooling1D',
  dimensions: 1,
  pytorchName: 'AdaptiveAvgPool1d',
  lower: (builder, x) => builder.globalAveragePool2d(builder.toPicture(x)),
})
