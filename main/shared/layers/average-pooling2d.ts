import { definePooling2d } from './pooling.ts'

export const averagePooling2d = definePooling2d({
  kind: 'AveragePooling2D',
  pytorchName: 'AvgPool',
  lower: (builder, x, window) => builder.averagePool2d(x, window),
})
