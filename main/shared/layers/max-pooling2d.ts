import { definePooling2d } from './pooling.ts'

export const maxPooling2d = definePooling2d({
  kind: 'MaxPooling2D',
  pytorchName: 'MaxPool',
  lower: (builder, x, window) => builder.maxPool2d(x, window),
})
