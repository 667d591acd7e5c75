import type { MessageTable } from './message-table.ts'

export const graphMessages = {
  'graph.needsPicture': {
    en: '{{layer}} needs a picture (height × width × channels), but gets {{rank}} dimension(s). Put it before Flatten and Dense.',
    'zh-CN': '{{layer}} 需要图像输入（高 × 宽 × 通道），但收到的是 {{rank}} 维数据。请把它放在 Flatten 和 Dense 之前。',
  },
  'graph.needsFlat': {
    en: '{{layer}} needs a flat input, but gets {{shape}}: put Flatten or GlobalAveragePooling before it.',
    'zh-CN': '{{layer}} 需要一维输入，但收到的是 {{shape}}：请在它前面放置 Flatten 或 GlobalAveragePooling。',
  },
  'graph.needsPixelLabels': {
    en: '{{layer}} gets a class for each pixel ({{shape}}), but the data has one label a picture: use data with a class for each pixel, or put GlobalAveragePooling2D before it.',
    'zh-CN':
      '{{layer}} 得到的是每个像素的类别（{{shape}}），但数据每张图像只有一个标签：请改用逐像素标注的数据，或在它前面放置 GlobalAveragePooling2D。',
  },
  'graph.needsSequence': {
    en: '{{layer}} needs a sequence (steps × channels), but gets {{shape}}: put Reshape before it.',
    'zh-CN': '{{layer}} 需要序列输入（步数 × 通道），但收到的是 {{shape}}：请在它前面放置 Reshape。',
  },
  'graph.stridedDilation': {
    en: '{{layer}}: strides above 1 and a dilation rate above 1 do not go together. Set one of them to 1.',
    'zh-CN': '{{layer}}：大于 1 的步幅与大于 1 的膨胀率不能同时使用。请把其中之一设为 1。',
  },
  'graph.unevenGroups': {
    en: '{{layer}}: {{groups}} groups must divide both the {{channels}} input channels and the {{filters}} filters without a remainder.',
    'zh-CN': '{{layer}}：分组数 {{groups}} 必须能整除输入通道数 {{channels}} 和滤波器数 {{filters}}。',
  },
  'graph.windowTooLarge': {
    en: '{{layer}}: the window {{window}} is larger than its input {{picture}}. Use a smaller window, padding "same", or fewer layers that shrink the picture before it.',
    'zh-CN': '{{layer}}：窗口 {{window}} 大于输入 {{picture}}。请减小窗口、改用 “same” 填充，或减少前面缩小图像的层。',
  },
  'graph.unknownLayer': {
    en: 'This program does not know the layer "{{kind}}". Replace it or update LayerLoom.',
    'zh-CN': '本程序不认识层 “{{kind}}”。请替换它或更新 LayerLoom。',
  },
  'graph.parameterRange': {
    en: '{{layer}}: {{name}} is {{value}}, but must lie between {{min}} and {{max}}.',
    'zh-CN': '{{layer}}：{{name}} 为 {{value}}，必须介于 {{min}} 和 {{max}} 之间。',
  },
  'graph.parameterType': {
    en: '{{layer}}: {{name}} cannot be {{value}}; it must be {{expected}}.',
    'zh-CN': '{{layer}}：{{name}} 不能为 {{value}}，应为 {{expected}}。',
  },
  'graph.cycle': {
    en: 'The connections run in a circle through {{layer}}. Remove one of them.',
    'zh-CN': '连接经过 {{layer}} 形成了环路，请删除其中一条。',
  },
  'graph.noEnds': {
    en: 'The network has neither Input nor Output. Drag both from the palette, and layers in between, or choose a template.',
    'zh-CN': '网络既没有 Input 也没有 Output。请从组件栏拖入二者及中间的各层，或选择一个模板。',
  },
  'graph.noInput': {
    en: 'The network has no Input. Drag one from the palette and connect it to the first layer.',
    'zh-CN': '网络没有 Input。请从组件栏拖入一个，并连接到第一层。',
  },
  'graph.noOutput': {
    en: 'The network has no Output. Drag one from the palette and connect the last layer to it.',
    'zh-CN': '网络没有 Output。请从组件栏拖入一个，并把最后一层连接到它。',
  },
  'graph.needsMap': {
    en: 'The data set has a label for each pixel, so Output needs a map {{expected}}, but gets {{shape}}. End the network with a 1×1 Conv2D and softmax, without Flatten and Dense.',
    'zh-CN':
      '数据集为每个像素都给出了标签，因此 Output 需要 {{expected}} 的图，但收到的是 {{shape}}。请去掉 Flatten 和 Dense，用 1×1 的 Conv2D 加 softmax 结束网络。',
  },
  'graph.mapMismatch': {
    en: 'The network ends with {{shape}}, but the labels of the pixels need {{expected}}: as large as the pictures, one channel per class. Enlarge with Conv2DTranspose or UpSampling2D, and give the last Conv2D one filter per class.',
    'zh-CN':
      '网络的输出为 {{shape}}，但像素标签需要 {{expected}}：与图像同样大小，每个类别一个通道。请用 Conv2DTranspose 或 UpSampling2D 放大，并让最后的 Conv2D 的滤波器数等于类别数。',
  },
  'graph.noMainOutput': {
    en: 'All Outputs are auxiliary, so nothing says what the network answers. Switch “Auxiliary” off in one of them.',
    'zh-CN': '所有 Output 都是辅助输出，网络没有给出结果的主输出。请在其中一个关闭“辅助输出”。',
  },
  'graph.auxiliaryMismatch': {
    en: 'This auxiliary Output gets {{shape}} values, but the main one {{expected}}: both are compared with the same labels. Give the layer before it as many outputs.',
    'zh-CN':
      '此辅助 Output 收到 {{shape}} 个值，而主 Output 为 {{expected}}：两者与相同的标签比较，请让前一层的输出数一致。',
  },
  'graph.twoInputs': {
    en: 'There is more than one Input. Keep one and delete this one.',
    'zh-CN': '存在多个 Input。请只保留一个，删除此节点。',
  },
  'graph.twoOutputs': {
    en: 'There is more than one main Output. Make this one auxiliary, so that it only helps in training, or delete it.',
    'zh-CN': '存在多个主 Output。请把此节点设为辅助输出（只在训练时起作用），或删除它。',
  },
  'graph.missingInput': {
    en: 'Nothing is connected to the input of {{layer}}. Drag a line to it from the layer before.',
    'zh-CN': '{{layer}} 的输入没有连接。请从前一层拖一条线到它。',
  },
  'graph.tooManyInputs': {
    en: '{{layer}} takes one input, but {{count}} are connected. Remove all but one.',
    'zh-CN': '{{layer}} 只接受一个输入，却连接了 {{count}} 个。请只保留一个。',
  },
  'graph.tooFewInputs': {
    en: '{{layer}} joins two or more layers, but only one is connected. Drag a second line to it.',
    'zh-CN': '{{layer}} 用于合并两个或更多的层，但只连接了一个。请再拖一条线到它。',
  },
  'graph.needsTwoInputs': {
    en: '{{layer}} takes exactly two inputs, but {{count}} are connected. Remove the lines that are too many.',
    'zh-CN': '{{layer}} 恰好接受两个输入，却连接了 {{count}} 个。请删除多余的连线。',
  },
  'graph.shapesDiffer': {
    en: '{{layer}} joins inputs of one shape, but gets {{shapes}}. Give the layers before it the same filters, strides and padding, or bring one to size with a 1×1 Conv2D.',
    'zh-CN':
      '{{layer}} 要求各输入形状相同，但收到的是 {{shapes}}。请让前面的层使用相同的滤波器数、步幅和填充，或用 1×1 的 Conv2D 调整其中一个。',
  },
  'graph.concatenateShapes': {
    en: '{{layer}} joins inputs along their last dimension, so all others must agree, but it gets {{shapes}}. Use padding "same" and equal strides before it, or Flatten each input.',
    'zh-CN':
      '{{layer}} 沿最后一维拼接，其余各维必须相同，但收到的是 {{shapes}}。请在前面使用 “same” 填充和相同的步幅，或先把每个输入展平。',
  },
  'graph.reshapeSize': {
    en: '{{layer}}: {{shape}} has {{count}} values, which cannot be cut to {{target}}. The sizes must multiply to {{count}}; one of them may be -1 for what is left.',
    'zh-CN':
      '{{layer}}：{{shape}} 共有 {{count}} 个值，无法变为 {{target}}。各维大小之积必须等于 {{count}}，其中一维可写 -1 由程序推出。',
  },
  'graph.permuteDims': {
    en: '{{layer}}: {{dims}} does not order the dimensions of {{shape}}. Name each of {{expected}} once.',
    'zh-CN': '{{layer}}：{{dims}} 不是 {{shape}} 各维的排列。请将 {{expected}} 各写一次。',
  },
  'graph.croppedAway': {
    en: '{{layer}} takes more pixels away than its input {{shape}} has. Crop less.',
    'zh-CN': '{{layer}} 裁去的像素超过了输入 {{shape}} 所有的像素。请减小裁剪量。',
  },
  'graph.sharedAxis': {
    en: '{{layer}}: sharedAxes names axis {{axis}}, but the input has {{rank}}. Axes count from 1.',
    'zh-CN': '{{layer}}：sharedAxes 含有第 {{axis}} 轴，但输入只有 {{rank}} 维。轴从 1 开始计数。',
  },
  'graph.badPort': {
    en: '{{layer}} has no such connection point. Remove this line.',
    'zh-CN': '{{layer}} 没有这样的连接点，请删除这条连线。',
  },
  'graph.upstream': {
    en: '{{layer}} waits for the layer before it: its shape is not known until the error there is mended.',
    'zh-CN': '{{layer}} 在等待前一层：须先修正前面的错误才能得出形状。',
  },
  'graph.unused': {
    en: '{{layer}} does not lie on the way from Input to Output and takes no part in training. Connect or delete it.',
    'zh-CN': '{{layer}} 不在从 Input 到 Output 的路径上，不参与训练。请连接或删除它。',
  },
  'graph.noWeights': {
    en: 'There is nothing to learn: no layer between Input and Output has weights that are trained. Add Conv2D or Dense, or switch “Trained” on in a frozen layer.',
    'zh-CN':
      '没有可学习的内容：Input 与 Output 之间没有参与训练的权重。请添加 Conv2D 或 Dense，或在被冻结的层中打开“参与训练”。',
  },
  'graph.memory': {
    en: 'Training this network needs about {{needed}} of memory ({{parameters}} parameters, batch {{batch}}), more than the {{limit}} allowed here. The largest layer is {{layer}}: make it or the batch smaller.',
    'zh-CN':
      '训练该网络约需 {{needed}} 内存（{{parameters}} 个参数，批大小 {{batch}}），超过此处允许的 {{limit}}。最大的层是 {{layer}}：请减小该层或批大小。',
  },
  'graph.inputMismatch': {
    en: 'Input is {{shape}}, but the pictures of the data set are {{expected}}.',
    'zh-CN': 'Input 为 {{shape}}，但数据集的图像为 {{expected}}。',
  },
  'graph.outputMismatch': {
    en: 'The network ends with {{count}} values, but the data set has {{classes}} classes. Give the last layer {{classes}} outputs.',
    'zh-CN': '网络最后输出 {{count}} 个值，但数据集有 {{classes}} 个类别。请让最后一层输出 {{classes}} 个值。',
  },
  'graph.lossNeedsSoftmax': {
    en: 'Categorical cross-entropy and Kullback–Leibler divergence compare probabilities that add up to 1: end the network with softmax.',
    'zh-CN': '分类交叉熵和 KL 散度比较的是总和为 1 的概率：请用 softmax 结束网络。',
  },
  'graph.lossNeedsSigmoid': {
    en: 'Binary cross-entropy judges each class by itself: end the network with sigmoid, or choose categorical cross-entropy as the loss.',
    'zh-CN': '二元交叉熵对每个类别单独判断：请用 sigmoid 结束网络，或改用分类交叉熵作为损失函数。',
  },
  'graph.augmentGrey': {
    en: 'Augmentation, step {{step}}: {{kind}} changes nothing, as the pictures are grey. Remove it.',
    'zh-CN': '数据增强第 {{step}} 步：图像是灰度图，{{kind}} 不起作用。请删除它。',
  },
  'graph.augmentGlyphs': {
    en: 'Augmentation, step {{step}}: {{kind}} may make another class of digits and letters, or none: a mirrored 2 is no 2. Remove it unless that is meant.',
    'zh-CN':
      '数据增强第 {{step}} 步：对数字和字母使用 {{kind}} 可能会变成其他类别，或不再属于任何类别：镜像的 2 就不是 2 了。若非有意，请删除它。',
  },
  'graph.augmentMasks': {
    en: 'Augmentation: MixUp is left out, as it mixes pictures with one label each and not masks. Set it to 0.',
    'zh-CN': '数据增强：MixUp 只能混合每张只有一个标签的图像，不能混合掩码，因此不会使用。请将它设为 0。',
  },
} satisfies MessageTable
