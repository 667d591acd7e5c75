import type { MessageTable } from './message-table.ts'

/** The page of each family of networks: what was new, how to read the drawing, what to try. */
export const zooPageMessages = {
  'zoo.family.study.title': { en: 'The study: CNN against FCN', 'zh-CN': '研究：CNN 与 FCN 的比较' },
  'zoo.family.study.new': {
    en: 'Does a network need pooling and dense layers? Two pairs of networks share one trunk of 16, 32 and 64 filters. In the FCN each pooling is a convolution with a stride of 2, and the head a convolution as large as the map.',
    'zh-CN':
      '网络需要池化和全连接层吗？两对网络共用 16、32、64 个滤波器的主干。在 FCN 中，每个池化换成步幅为 2 的卷积，输出头换成与特征图一样大的卷积。',
  },
  'zoo.family.study.read': {
    en: 'Compare the two drawings layer by layer: where one pools, the other convolves. The CNN’s parameters lie in its first dense layer, the FCN’s in its convolutions.',
    'zh-CN': '逐层比较两张图：一个池化的地方，另一个做卷积。CNN 的参数集中在第一个全连接层，FCN 的参数都在卷积里。',
  },
  'zoo.family.study.try': {
    en: 'Train both with the same seed and compare the curves. Then halve the filters of one until they have equally many parameters.',
    'zh-CN': '用相同的随机种子训练两者并比较曲线。再把其中一个的滤波器减半，直到参数量相当。',
  },

  'zoo.family.feed-forward.title': { en: 'Feed-forward baselines', 'zh-CN': '前馈网络基线' },
  'zoo.family.feed-forward.new': {
    en: 'Networks of dense layers treat a picture as a row of numbers: each pixel has weights of its own, and neighbours mean nothing to each other. Every result of a convolution should be compared with one of these.',
    'zh-CN':
      '只有全连接层的网络把图像当作一行数字：每个像素有自己的权重，相邻与否没有意义。任何卷积网络的结果都应与它们比较。',
  },
  'zoo.family.feed-forward.read': {
    en: 'Flatten puts the picture in a row; each Dense layer has inputs × units weights and a bias for each unit.',
    'zh-CN': 'Flatten 把图像展平成一行；每个 Dense 层有“输入数 × 单元数”个权重，每个单元再加一个偏置。',
  },
  'zoo.family.feed-forward.try': {
    en: 'Shift the test pictures by a few pixels and see how much accuracy is lost here and in a CNN.',
    'zh-CN': '把测试图像平移几个像素，看看这里和 CNN 中准确率各下降多少。',
  },

  'zoo.family.textbook.title': { en: 'Networks of the textbook', 'zh-CN': '教材中的网络' },
  'zoo.family.textbook.new': {
    en: 'The course’s small networks, one for each question: is it the colour, the shape, or both that makes a class? They train in seconds to minutes.',
    'zh-CN': '课程中的小网络，各回答一个问题：决定类别的是颜色、形状，还是两者？训练只需几秒到几分钟。',
  },
  'zoo.family.textbook.read': {
    en: 'Two or three convolutions with pooling find features, a dense layer of 32 units with batch normalisation decides.',
    'zh-CN': '两三个带池化的卷积层提取特征，一个含 32 个单元并带批量归一化的全连接层作出判断。',
  },
  'zoo.family.textbook.try': {
    en: 'Watch the first kernels while the network for shapes trains. Then train the network for colours on shapes: its 1×1 kernels cannot see edges.',
    'zh-CN': '训练形状网络时观察第一层卷积核。然后用颜色网络训练形状：它的 1×1 卷积核看不见边缘。',
  },

  'zoo.family.lenet.title': { en: 'LeNet', 'zh-CN': 'LeNet' },
  'zoo.family.lenet.new': {
    en: 'The network that read cheques: convolutions whose weights are shared over the picture, subsampling between them, all trained by gradient descent from pixels to digits.',
    'zh-CN': '曾用来识别支票的网络：卷积权重在整幅图像上共享，中间做下采样，从像素到数字全部用梯度下降训练。',
  },
  'zoo.family.lenet.read': {
    en: 'Two pairs of convolution and pooling turn 32×32 pixels into 16 maps of 5×5; then 120, 84 and 10 units. The layers are called C1, S2, C3, S4, C5 and F6 in the paper.',
    'zh-CN':
      '两组“卷积 + 池化”把 32×32 像素变成 16 个 5×5 特征图，然后是 120、84、10 个单元。论文中各层称为 C1、S2、C3、S4、C5、F6。',
  },
  'zoo.family.lenet.try': {
    en: 'Exchange ReLU for tanh and max pooling for average pooling, and compare how fast it learns.',
    'zh-CN': '把 ReLU 换成 tanh、最大池化换成平均池化，比较学习速度。',
  },

  'zoo.family.alexnet.title': { en: 'AlexNet', 'zh-CN': 'AlexNet' },
  'zoo.family.alexnet.new': {
    en: 'It won ImageNet 2012 by ten points and began the age of deep learning: ReLU instead of tanh, dropout, pictures varied at random, and training on two graphics cards.',
    'zh-CN':
      '以领先十个百分点赢得 ImageNet 2012，开启了深度学习时代：用 ReLU 代替 tanh，使用丢弃和数据增强，在两块显卡上训练。',
  },
  'zoo.family.alexnet.read': {
    en: 'Kernels of 11×11, 5×5 and 3×3; the map shrinks from 55 to 6 while the channels grow. The three dense layers hold 96 % of the parameters.',
    'zh-CN': '卷积核依次为 11×11、5×5、3×3；特征图从 55 缩小到 6，通道数增加。三个全连接层占参数的 96 %。',
  },
  'zoo.family.alexnet.try': {
    en: 'Take the dropout out of the small version and see it overfit. Take the normalisation out: little changes.',
    'zh-CN': '去掉小版本里的丢弃层，观察过拟合；再去掉归一化，几乎没有变化。',
  },

  'zoo.family.zfnet.title': { en: 'ZFNet', 'zh-CN': 'ZFNet' },
  'zoo.family.zfnet.new': {
    en: 'The authors looked into AlexNet with a “deconvnet”, saw dead and coarse kernels in its first layer, and mended that: a smaller kernel and a smaller stride. Looking inside made the network better.',
    'zh-CN':
      '作者用“反卷积网络”观察 AlexNet 内部，发现第一层有失效和过于粗糙的卷积核，于是减小卷积核和步幅。看清内部使网络变得更好。',
  },
  'zoo.family.zfnet.read': {
    en: 'AlexNet’s order of layers. Compare the receptive fields of the first two convolutions with those of AlexNet.',
    'zh-CN': '层的顺序与 AlexNet 相同。把前两个卷积层的感受野与 AlexNet 比较。',
  },
  'zoo.family.zfnet.try': {
    en: 'Open the kernels and feature maps while the small version trains: which kernels stay noise?',
    'zh-CN': '训练小版本时打开卷积核和特征图：哪些卷积核一直像噪声？',
  },

  'zoo.family.vgg.title': { en: 'VGG', 'zh-CN': 'VGG' },
  'zoo.family.vgg.new': {
    en: 'Only 3×3 kernels, but many of them: two see as much as one of 5×5, three as one of 7×7, with fewer weights and more non-linearities. Depth itself is what helps.',
    'zh-CN':
      '只用 3×3 卷积核，但用很多：两个相当于一个 5×5，三个相当于一个 7×7，权重更少、非线性更多。起作用的是深度本身。',
  },
  'zoo.family.vgg.read': {
    en: 'Five stages; each halves the map and, up to 512, doubles the channels. Open a stage to see its convolutions.',
    'zh-CN': '五个阶段；每个阶段把特征图减半、通道数加倍（最多 512）。展开一个阶段可看到其中的卷积层。',
  },
  'zoo.family.vgg.try': {
    en: 'In the table of layers, sort by parameters, then by FLOPs: the dense layers have the first, the convolutions the second.',
    'zh-CN': '在层表中先按参数排序，再按浮点运算量排序：前者在全连接层，后者在卷积层。',
  },

  'zoo.family.googlenet.title': { en: 'GoogLeNet (Inception)', 'zh-CN': 'GoogLeNet（Inception）' },
  'zoo.family.googlenet.new': {
    en: 'Each module looks at four sizes at once and joins the results; 1×1 convolutions make it affordable by narrowing first. An average over the map replaces the large dense layers.',
    'zh-CN':
      '每个模块同时在四种尺度上观察并拼接结果；先用 1×1 卷积压缩通道，使计算可以承受。用全局平均代替庞大的全连接层。',
  },
  'zoo.family.googlenet.read': {
    en: 'Open a module: four branches side by side, joined by Concatenate. The classifiers at the side bring the gradient to the lower layers in training and are left out afterwards.',
    'zh-CN': '展开一个模块：四个并列的分支由 Concatenate 拼接。旁支分类器在训练时把梯度带给较低的层，之后不再使用。',
  },
  'zoo.family.googlenet.try': {
    en: 'Set the lossWeight of the small version’s side classifier to 0 and compare how soon it learns.',
    'zh-CN': '把小版本旁支分类器的 lossWeight 设为 0，比较它多久才开始学会。',
  },

  'zoo.family.all-cnn.title': { en: 'All-CNN', 'zh-CN': 'All-CNN' },
  'zoo.family.all-cnn.new': {
    en: 'Pooling can be a convolution with a stride of 2, without loss; nothing but convolutions is needed. This is the paper that the study follows.',
    'zh-CN': '池化可以换成步幅为 2 的卷积而不损失准确率；网络只需要卷积。本课程的研究正是沿用这篇论文的思路。',
  },
  'zoo.family.all-cnn.read': {
    en: 'Two stages, each ended by a strided convolution; 1×1 convolutions decide at each place, and their average over the map is the answer.',
    'zh-CN': '两个阶段，各以步幅卷积结束；1×1 卷积在每个位置作出判断，再对整个特征图取平均。',
  },
  'zoo.family.all-cnn.try': {
    en: 'Turn the strided convolutions back into max pooling and compare accuracy, parameters and time.',
    'zh-CN': '把步幅卷积换回最大池化，比较准确率、参数量和时间。',
  },

  'zoo.family.fcn.title': { en: 'FCN (segmentation)', 'zh-CN': 'FCN（语义分割）' },
  'zoo.family.fcn.new': {
    en: 'A classifier becomes a map maker: dense layers turn into convolutions, and transposed convolutions bring the coarse scores back to the size of the picture. So each pixel gets a class, in one pass.',
    'zh-CN':
      '把分类网络变成逐像素预测：全连接层改写成卷积，再用转置卷积把粗糙的得分图放大到原图大小。一次前向计算就给每个像素分类。',
  },
  'zoo.family.fcn.read': {
    en: 'FCN-32s enlarges 32 times at once; FCN-16s and 8s first add scores of pool4 and pool3, which are finer. The first padding of 100 keeps small pictures from vanishing; croppings line the maps up again.',
    'zh-CN':
      'FCN-32s 一次放大 32 倍；FCN-16s 和 8s 先加上更精细的 pool4、pool3 的得分。最前面的 100 像素填充防止小图像消失，裁剪再把各图对齐。',
  },
  'zoo.family.fcn.try': {
    en: 'Compare the edges in the results of the three forms on the small version.',
    'zh-CN': '在小版本上比较三种形式所得结果的边缘。',
  },

  'zoo.family.u-net.title': { en: 'U-Net', 'zh-CN': 'U-Net' },
  'zoo.family.u-net.new': {
    en: 'Down to see what, up to see where: the way up joins the maps of the way down, level by level. With pictures varied at random it learned from 30 microscope images.',
    'zh-CN':
      '向下看清“是什么”，向上定位“在哪里”：上行路径逐级拼接下行路径的特征图。借助数据增强，只用 30 张显微图像就能学会。',
  },
  'zoo.family.u-net.read': {
    en: 'The U lies in the blocks: each level down halves the map and doubles the channels, each level up does the reverse. The paper’s convolutions are not padded, so the joined maps are cropped.',
    'zh-CN': '块构成了 U 形：每下一级特征图减半、通道加倍，每上一级则相反。论文中的卷积不填充，所以拼接前要裁剪。',
  },
  'zoo.family.u-net.try': {
    en: 'Remove one of the lines across the U in the small version: what is lost at the edges?',
    'zh-CN': '在小版本中去掉一条横跨 U 形的连线：边缘处损失了什么？',
  },

  'zoo.family.resnet.title': { en: 'ResNet', 'zh-CN': 'ResNet' },
  'zoo.family.resnet.new': {
    en: 'Deeper networks had trained worse. Here a block learns only what is to be added to its input: the line around it lets the gradient pass, and a hundred layers can be trained.',
    'zh-CN': '以前网络越深反而越难训练。这里每个块只学习要加到输入上的差值：绕过块的连线让梯度畅通，上百层也能训练。',
  },
  'zoo.family.resnet.read': {
    en: 'Stages conv2 to conv5, each of several residual blocks; open one to see two ways that meet in an Add. Where the shape changes, a 1×1 convolution lies on the short way.',
    'zh-CN':
      '阶段 conv2 到 conv5 各含若干残差块；展开一个可看到两条路径在 Add 处相遇。形状变化处，捷径上有一个 1×1 卷积。',
  },
  'zoo.family.resnet.try': {
    en: 'Take the Adds of ResNet-20 out, with the lines around the blocks, and train it and the plain network for a few epochs.',
    'zh-CN': '删去 ResNet-20 中的 Add 和绕过块的连线，得到普通网络，再与原网络各训练几轮。',
  },

  'zoo.family.densenet.title': { en: 'DenseNet', 'zh-CN': 'DenseNet' },
  'zoo.family.densenet.new': {
    en: 'Each layer of a block sees the maps of all layers before it, not only their sum. So it needs to add few of its own, and the network few parameters.',
    'zh-CN':
      '块中每一层都能看到前面所有层的特征图，而不只是它们的和。因此每层只需增加很少的特征图，网络的参数也就很少。',
  },
  'zoo.family.densenet.read': {
    en: 'Dense blocks with transitions between them, which halve the channels and the map. Open a block, then a layer in it: BN, ReLU, 1×1, BN, ReLU, 3×3, joined to what came in.',
    'zh-CN':
      '稠密块之间是过渡层，把通道和特征图减半。展开一个块，再展开其中一层：BN、ReLU、1×1、BN、ReLU、3×3，再与输入拼接。',
  },
  'zoo.family.densenet.try': {
    en: 'Compare with a ResNet of as many parameters: which one needs more memory for its activations?',
    'zh-CN': '与参数量相当的 ResNet 比较：哪个网络的激活值占用更多内存？',
  },
} satisfies MessageTable
