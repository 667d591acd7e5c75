import { definePooling1d } from './pooling1d.ts'

export const maxPooling1d = definePooling1d({
  kind: 'MaxPooling1D',
  pytorchName: 'MaxPool',
  pool: (builder, x, window) => builder.maxPool2d(x, window),
})
