import type { MessageTable } from './message-table.ts'

export const rewriteMessages = {
  'rewrite.poolingToConvolution.title': { en: 'Pooling → convolution', 'zh-CN': '池化 → 卷积' },
  'rewrite.poolingToConvolution.about': {
    en: 'Each pooling becomes a convolution with the same window and strides, which learns how to shrink the picture (“All-CNN”, Springenberg et al. 2014).',
    'zh-CN': '每个池化层变为窗口和步幅相同的卷积层，由它学习如何缩小图像（“All-CNN”，Springenberg 等，2014）。',
  },
  'rewrite.poolingToConvolution3.title': { en: 'Pooling → 3×3 convolution', 'zh-CN': '池化 → 3×3 卷积' },
  'rewrite.poolingToConvolution3.about': {
    en: 'As above with a 3×3 kernel, as in the study’s FCN. The maps keep their sizes where padding allows.',
    'zh-CN': '与上相同，但使用研究中 FCN 的 3×3 卷积核；只要填充方式允许，特征图尺寸保持不变。',
  },
  'rewrite.strideIntoConvolution.title': { en: 'Pooling → stride', 'zh-CN': '池化 → 步幅' },
  'rewrite.strideIntoConvolution.about': {
    en: 'Each pooling is dropped and the convolution before it takes over its strides (“Strided-CNN”, Springenberg et al. 2014).',
    'zh-CN': '去掉每个池化层，由它前面的卷积层接管步幅（“Strided-CNN”，Springenberg 等，2014）。',
  },
  'rewrite.denseToConvolution.title': { en: 'Dense → convolution', 'zh-CN': '全连接 → 卷积' },
  'rewrite.denseToConvolution.about': {
    en: 'The dense layers become convolutions with the same weights. The network gives what it gave, and on larger pictures a map of scores.',
    'zh-CN': '全连接层变为权重相同的卷积层。网络的输出不变；输入更大的图像时，则给出一张得分图。',
  },
  'rewrite.denseToGlobalPooling.title': { en: 'Dense → global average', 'zh-CN': '全连接 → 全局平均' },
  'rewrite.denseToGlobalPooling.about': {
    en: 'Flatten and the dense layers become one 1×1 convolution with a map per class, and the mean of each map: far fewer parameters, any picture size.',
    'zh-CN': '展平层和全连接层变为一个每类一张特征图的 1×1 卷积，再对每张图取平均：参数少得多，图像大小任意。',
  },
  'rewrite.segmentation0.title': { en: 'Segmentation, no skips', 'zh-CN': '分割网络，无跳跃连接' },
  'rewrite.segmentation0.about': {
    en: 'Scores of the last map, brought to the size of the picture in one step: FCN-32s of Long et al. (2015).',
    'zh-CN': '将最后一张特征图的得分一步放大到图像尺寸：Long 等（2015）的 FCN-32s。',
  },
  'rewrite.segmentation1.title': { en: 'Segmentation, one skip', 'zh-CN': '分割网络，一个跳跃连接' },
  'rewrite.segmentation1.about': {
    en: 'The scores meet those of the next finer map on their way up: FCN-16s.',
    'zh-CN': '得分在放大途中与上一级更细特征图的得分相加：FCN-16s。',
  },
  'rewrite.segmentation2.title': { en: 'Segmentation, two skips', 'zh-CN': '分割网络，两个跳跃连接' },
  'rewrite.segmentation2.about': {
    en: 'The scores meet those of two finer maps: FCN-8s, with the finest outlines.',
    'zh-CN': '得分先后与两级更细特征图的得分相加：FCN-8s，轮廓最精细。',
  },
  'rewrite.convolutionToDense.title': { en: 'Convolution → dense', 'zh-CN': '卷积 → 全连接' },
  'rewrite.convolutionToDense.about': {
    en: 'The way back: convolutions that see the whole map become dense layers with the same weights.',
    'zh-CN': '反向改写：覆盖整张特征图的卷积层变为权重相同的全连接层。',
  },
  'rewrite.strideOutOfConvolution.title': { en: 'Stride → pooling', 'zh-CN': '步幅 → 池化' },
  'rewrite.strideOutOfConvolution.about': {
    en: 'The way back: strided convolutions go pixel by pixel, and a max pooling behind them takes over the strides.',
    'zh-CN': '反向改写：带步幅的卷积层改为逐像素卷积，由其后的最大池化接管步幅。',
  },

  'rewrite.noPooling': {
    en: 'There is no MaxPooling2D or AveragePooling2D here.',
    'zh-CN': '这里没有 MaxPooling2D 或 AveragePooling2D。',
  },
  'rewrite.noConvolutionBefore': {
    en: 'No convolution can take over the strides of {{layers}}: there is none right before, it is dilated, or its output goes elsewhere as well.',
    'zh-CN': '没有卷积层能接管 {{layers}} 的步幅：前面没有卷积层、该卷积层使用了膨胀，或其输出还连到别处。',
  },
  'rewrite.noHead': {
    en: 'There is no Flatten or global pooling from which a chain of layers leads to the Output.',
    'zh-CN': '没有找到从 Flatten 或全局池化以单链通向 Output 的部分。',
  },
  'rewrite.manyHeads': {
    en: 'The network has several heads. Remove the auxiliary ones first.',
    'zh-CN': '网络有多个输出头。请先删除辅助输出头。',
  },
  'rewrite.noDense': {
    en: 'There is no Dense layer behind the last map.',
    'zh-CN': '最后一张特征图之后没有 Dense 层。',
  },
  'rewrite.headLayer': {
    en: '{{layer}} stands between the last map and the Output and has no counterpart among convolutions.',
    'zh-CN': '最后一张特征图与 Output 之间的 {{layer}} 没有对应的卷积形式。',
  },
  'rewrite.averagedHead': {
    en: 'Behind a global pooling only a single Dense can go before it: more of them, or a maximum, would give other values.',
    'zh-CN': '全局池化之后只有单个 Dense 可以移到它前面：多个 Dense 或最大值池化会改变结果。',
  },
  'rewrite.noStages': {
    en: 'The network never makes the picture smaller: there is nothing to bring back to size.',
    'zh-CN': '网络从未缩小图像，无需放大还原。',
  },
  'rewrite.fewStages': {
    en: 'The network makes the picture smaller in {{stages}} step(s), too few for {{skips}} skip connection(s).',
    'zh-CN': '网络只有 {{stages}} 级下采样，不足以建立 {{skips}} 个跳跃连接。',
  },
  'rewrite.noWholeMapConvolution': {
    en: 'There is no convolution that sees a whole map and leaves one place of it for the Output.',
    'zh-CN': '没有覆盖整张特征图、只留一个位置给 Output 的卷积层。',
  },
  'rewrite.noStride': { en: 'There is no convolution with strides here.', 'zh-CN': '这里没有带步幅的卷积层。' },

  'rewrite.poolingLearned': {
    en: 'The {{count}} new convolution(s) start fresh: what pooling did has to be learned. There is no exact way back.',
    'zh-CN': '{{count}} 个新卷积层从头开始：池化的作用需要重新学习，且无法精确还原。',
  },
  'rewrite.strideMoved': {
    en: 'The convolutions keep their weights, but the maximum over each window is gone: the network has to be trained further.',
    'zh-CN': '卷积层保留权重，但不再取每个窗口的最大值：网络需要继续训练。',
  },
  'rewrite.poolingsLeft': {
    en: 'Left as they are: {{layers}} (no convolution right before them could take over the strides).',
    'zh-CN': '保持不变：{{layers}}（前面没有能接管步幅的卷积层）。',
  },
  'rewrite.scoresExact': {
    en: 'At {{size}} the network gives what it gave. On larger pictures it gives a map of scores, one place every {{stride}} pixels, and each place has exactly the values that the network gave for the {{size}} window there: no layer pads.',
    'zh-CN':
      '输入为 {{size}} 时输出与原来相同。输入更大的图像时给出得分图，每隔 {{stride}} 像素一个位置；由于没有任何层做填充，每个位置的值与原网络在该处 {{size}} 窗口上的结果完全相同。',
  },
  'rewrite.scoresBordered': {
    en: 'At {{size}} the network gives what it gave. On larger pictures it gives a map of scores, one place every {{stride}} pixels. {{layers}} pad at the border: on a larger picture a place sees its neighbours where a {{size}} window of its own would have seen zeros, so its scores come close to those of a sliding window but are not the same.',
    'zh-CN':
      '输入为 {{size}} 时输出与原来相同。输入更大的图像时给出得分图，每隔 {{stride}} 像素一个位置。{{layers}} 在边缘做填充：在更大的图像上，每个位置看到的是相邻像素，而单独的 {{size}} 窗口看到的是零，因此得分与滑动窗口接近但不完全相同。',
  },
  'rewrite.scoresGlobal': {
    en: 'At {{size}} the network gives what it gave. {{layers}} look at the whole picture, so on larger pictures no place has the values of a window of its own.',
    'zh-CN':
      '输入为 {{size}} 时输出与原来相同。{{layers}} 会用到整幅图像，因此在更大的图像上，各位置的值与单独窗口的结果不同。',
  },
  'rewrite.scoresAveraged': {
    en: 'At {{size}} the network gives what it gave: the mean of the scores is the score of the mean. Before the average there is now a map of scores, one place every {{stride}} pixels.',
    'zh-CN':
      '输入为 {{size}} 时输出与原来相同：得分的平均等于平均后的得分。取平均之前现在有一张得分图，每隔 {{stride}} 像素一个位置。',
  },
  'rewrite.headFresh': {
    en: 'The weights of the dense layers are not carried over: no 1×1 convolution does what they did. The new head starts fresh, the layers before it keep what they learned.',
    'zh-CN': '全连接层的权重不会沿用：1×1 卷积无法完成相同的计算。新的输出头从头开始，前面的层保留已学到的权重。',
  },
  'rewrite.segmentationName': {
    en: 'The last step up is {{stride}}: by the paper’s names an FCN-{{stride}}s. Transposed convolutions start as bilinear interpolation and learn from there.',
    'zh-CN':
      '最后一次放大的倍数为 {{stride}}，按论文命名即 FCN-{{stride}}s。转置卷积以双线性插值作为初始值，再继续学习。',
  },
  'rewrite.segmentationData': {
    en: 'Training needs pictures with a class for each pixel. The scores have {{classes}} classes as before: set the filters of the scoring layers where the data has another number.',
    'zh-CN':
      '训练需要逐像素标注类别的图像。得分仍为原来的 {{classes}} 类：若数据的类别数不同，请修改各得分层的滤波器数。',
  },
  'rewrite.sizeFixed': {
    en: 'The network gives what it gave, but takes pictures of its own size only.',
    'zh-CN': '网络输出不变，但只接受固定大小的图像。',
  },
  'rewrite.strideReturned': {
    en: 'The convolutions keep their weights, but the network does something else than before and has to be trained further.',
    'zh-CN': '卷积层保留权重，但网络的计算与之前不同，需要继续训练。',
  },
} satisfies MessageTable
