import { definePooling1d } from './pooling1d.ts'

export const averagePooling1d = definePooling1d({
  kind: 'AveragePooling1D',
  pytorchName: 'AvgPool',
  pool: (builder, x, window) => builder.averagePool2d(x, window),
})
