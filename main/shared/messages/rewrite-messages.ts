import type { MessageTable } from './message-table.ts'

export const rewriteMessages = {
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
    en: 'There is no convolution that sees a whole map and leaves one place of it for the Output, and no linear 1×1 convolution right before a global average.',
    'zh-CN': '没有覆盖整张特征图、只留一个位置给 Output 的卷积层，全局平均池化之前也没有线性的 1×1 卷积。',
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
    en: 'At {{size}} the network gives what it gave. On larger pictures it gives a map of scores, one place every {{stride}} pixels. At the border there is padding ({{layers}}): on a larger picture a place sees its neighbours where a {{size}} window of its own would have seen zeros, so its scores come close to those of a sliding window but are not the same.',
    'zh-CN':
      '输入为 {{size}} 时输出与原来相同。输入更大的图像时给出得分图，每隔 {{stride}} 像素一个位置。网络在边缘做填充（{{layers}}）：在更大的图像上，每个位置看到的是相邻像素，而单独的 {{size}} 窗口看到的是零，因此得分与滑动窗口接近但不完全相同。',
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
  'rewrite.segmentationOwn': {
    en: 'The scores have {{classes}} classes, as the pixels of the data set do, so that the network can be trained at once.',
    'zh-CN': '得分为 {{classes}} 类，与数据集的像素类别数相同，网络可立即训练。',
  },
  'rewrite.segmentationFewer': {
    en: 'Training needs pictures with a class for each pixel. The {{before}} scores of whole pictures become {{classes}}, as many as PASCAL VOC has classes with the background: set the filters of the scoring layers where your data has another number. The scores start fresh.',
    'zh-CN':
      '训练需要逐像素标注类别的图像。整幅图像的 {{before}} 类得分改为 {{classes}} 类（与 PASCAL VOC 含背景的类别数相同）：若数据的类别数不同，请修改各得分层的滤波器数。得分层从头开始。',
  },
  'rewrite.auxiliaryRemoved': {
    en: 'The {{count}} auxiliary head(s) go: they help to learn one class for a whole picture. The main head is converted.',
    'zh-CN': '移除 {{count}} 个辅助输出头（它们只帮助学习整幅图像的类别），转换主输出头。',
  },
  'rewrite.segmentationShapes': {
    en: 'The data set becomes shapes with a class for each pixel, {{classes}} classes, so that the network can be trained at once. The scores start fresh, the layers before them keep what they learned.',
    'zh-CN':
      '数据集改为逐像素标注类别的图形（{{classes}} 类），网络可立即训练。得分层从头开始，其前面的层保留已学到的权重。',
  },
  'rewrite.sizeFixed': {
    en: 'The network gives what it gave, but takes pictures of its own size only.',
    'zh-CN': '网络输出不变，但只接受固定大小的图像。',
  },
  'rewrite.averageFirst': {
    en: 'The network gives what it gave: the score of the mean is the mean of the scores. There is no map of scores any more.',
    'zh-CN': '网络输出不变：平均后的得分等于得分的平均。不过不再有得分图。',
  },
  'rewrite.strideReturned': {
    en: 'The convolutions keep their weights, but the network does something else than before and has to be trained further.',
    'zh-CN': '卷积层保留权重，但网络的计算与之前不同，需要继续训练。',
  },
} satisfies MessageTable
