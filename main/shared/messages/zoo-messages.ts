import type { MessageTable } from './message-table.ts'

export const zooMessages = {
  'zoo.study-mnist-cnn.title': { en: 'CNN for MNIST', 'zh-CN': 'MNIST 的 CNN' },
  'zoo.study-mnist-cnn.note': {
    en: 'The study’s pooling network: three convolutions, each followed by 2×2 max pooling, and two dense layers.',
    'zh-CN': '研究中的池化网络：三个卷积层，各接 2×2 最大池化，最后是两个全连接层。',
  },
  'zoo.study-mnist-fcn.title': { en: 'FCN for MNIST', 'zh-CN': 'MNIST 的 FCN' },
  'zoo.study-mnist-fcn.note': {
    en: 'The study’s all-convolutional network: strided convolutions instead of pooling, a 2×2 convolution as its head.',
    'zh-CN': '研究中的全卷积网络：用步幅卷积代替池化，以 2×2 卷积作为输出头。',
  },
  'zoo.study-cifar-cnn.title': {
    en: 'CNN for CIFAR-10',
    'zh-CN': 'CIFAR-10 的 CNN',
  },
  'zoo.study-cifar-cnn.note': {
    en: 'The same trunk as for MNIST on 32×32 colour pictures, with 512 dense units.',
    'zh-CN': '与 MNIST 相同的主干，用于 32×32 彩色图像，全连接层有 512 个单元。',
  },
  'zoo.study-cifar-fcn.title': {
    en: 'FCN for CIFAR-10',
    'zh-CN': 'CIFAR-10 的 FCN',
  },
  'zoo.study-cifar-fcn.note': {
    en: 'All-convolutional, on 32×32 colour pictures. The last strided layer has 66 filters: so the total is the study’s 79,184 (64 would give 77,850).',
    'zh-CN':
      '用于 32×32 彩色图像的全卷积网络。最后一个步幅层有 66 个滤波器，总数才等于研究中的 79,184（若为 64 则是 77,850）。',
  },
} satisfies MessageTable
