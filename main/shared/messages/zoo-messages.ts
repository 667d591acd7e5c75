import type { MessageTable } from './message-table.ts'

/** Titles and notes of the ready-made networks; what a family has in common is in zoo-page-messages.ts. */
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
  'zoo.study-cifar-cnn.title': { en: 'CNN for CIFAR-10', 'zh-CN': 'CIFAR-10 的 CNN' },
  'zoo.study-cifar-cnn.note': {
    en: 'The same trunk as for MNIST on 32×32 colour pictures, with 512 dense units.',
    'zh-CN': '与 MNIST 相同的主干，用于 32×32 彩色图像，全连接层有 512 个单元。',
  },
  'zoo.study-cifar-fcn.title': { en: 'FCN for CIFAR-10', 'zh-CN': 'CIFAR-10 的 FCN' },
  'zoo.study-cifar-fcn.note': {
    en: 'All-convolutional, on 32×32 colour pictures. The last strided layer has 66 filters: so the total is the study’s 79,184 (64 would give 77,850).',
    'zh-CN':
      '用于 32×32 彩色图像的全卷积网络。最后一个步幅层有 66 个滤波器，总数才等于研究中的 79,184（若为 64 则是 77,850）。',
  },
  'zoo.recipe-mnist-cnn.title': { en: 'CNN for MNIST, with a recipe', 'zh-CN': 'MNIST 的 CNN（附训练配方）' },
  'zoo.recipe-mnist-cnn.note': {
    en: 'The study’s CNN with a one-cycle learning rate and digits that are shifted, turned and zoomed a little, for 20 epochs.',
    'zh-CN': '研究中的 CNN，采用单周期学习率，并对数字做小幅平移、旋转和缩放，训练 20 轮。',
  },
  'zoo.recipe-mnist-fcn.title': { en: 'FCN for MNIST, with a recipe', 'zh-CN': 'MNIST 的 FCN（附训练配方）' },
  'zoo.recipe-mnist-fcn.note': {
    en: 'The study’s FCN with a one-cycle learning rate and digits that are shifted, turned and zoomed a little, for 20 epochs: 99.5 %.',
    'zh-CN': '研究中的 FCN，采用单周期学习率，并对数字做小幅平移、旋转和缩放，训练 20 轮：99.5 %。',
  },
  'zoo.recipe-cifar-cnn.title': { en: 'CNN for CIFAR-10, with a recipe', 'zh-CN': 'CIFAR-10 的 CNN（附训练配方）' },
  'zoo.recipe-cifar-cnn.note': {
    en: 'The study’s CNN with a one-cycle learning rate and pictures that are shifted and mirrored, for 60 epochs.',
    'zh-CN': '研究中的 CNN，采用单周期学习率，并对图像做平移和镜像，训练 60 轮。',
  },
  'zoo.recipe-cifar-fcn.title': { en: 'FCN for CIFAR-10, with a recipe', 'zh-CN': 'CIFAR-10 的 FCN（附训练配方）' },
  'zoo.recipe-cifar-fcn.note': {
    en: 'The study’s FCN with a one-cycle learning rate and pictures that are shifted and mirrored, for 60 epochs: 80.0 % with 40,000 training pictures, where the study has 76.3 %.',
    'zh-CN':
      '研究中的 FCN，采用单周期学习率，并对图像做平移和镜像，训练 60 轮：用 40,000 张训练图像达到 80.0 %（研究中为 76.3 %）。',
  },

  'zoo.fcn-32s.title': { en: 'FCN-32s', 'zh-CN': 'FCN-32s' },
  'zoo.fcn-32s.note': {
    en: 'VGG-16 as convolutions; scores of 21 classes, enlarged 32 times in one step.',
    'zh-CN': '把 VGG-16 改写成全卷积；21 个类别的得分一次放大 32 倍。',
  },
  'zoo.fcn-16s.title': { en: 'FCN-16s', 'zh-CN': 'FCN-16s' },
  'zoo.fcn-16s.note': {
    en: 'Doubled once and added to scores of pool4, then enlarged 16 times.',
    'zh-CN': '先放大一倍并加上 pool4 的得分，再放大 16 倍。',
  },
  'zoo.fcn-8s.title': { en: 'FCN-8s', 'zh-CN': 'FCN-8s' },
  'zoo.fcn-8s.note': {
    en: 'Doubled twice, with scores of pool4 and pool3, then enlarged 8 times: the finest of the three.',
    'zh-CN': '两次放大一倍，依次加上 pool4 和 pool3 的得分，再放大 8 倍：三者中最精细。',
  },
  'zoo.fcn-32s-28.title': { en: 'FCN-32s, 28 pixels', 'zh-CN': 'FCN-32s（28 像素）' },
  'zoo.fcn-32s-28.note': {
    en: 'A map of 4×4 enlarged eight times: shapes are found, their edges are not.',
    'zh-CN': '4×4 的图一次放大 8 倍：能找到形状，但找不准边缘。',
  },
  'zoo.fcn-16s-28.title': { en: 'FCN-16s, 28 pixels', 'zh-CN': 'FCN-16s（28 像素）' },
  'zoo.fcn-16s-28.note': {
    en: 'With scores of the second pooling.',
    'zh-CN': '加上第二次池化处的得分。',
  },
  'zoo.fcn-8s-28.title': { en: 'FCN-8s, 28 pixels', 'zh-CN': 'FCN-8s（28 像素）' },
  'zoo.fcn-8s-28.note': {
    en: 'With scores of both poolings: compare the edges with those of the other two.',
    'zh-CN': '加上两次池化处的得分：与另外两个比较边缘。',
  },
  'zoo.u-net.title': { en: 'U-Net', 'zh-CN': 'U-Net' },
  'zoo.u-net.note': {
    en: 'Unpadded convolutions take 572 pixels to 388. So the picture of 388 gets a margin of 92: of zeros here, of the mirrored picture in the paper.',
    'zh-CN': '不填充的卷积把 572 像素变为 388。因此给 388 像素的图像加 92 像素的边：这里补零，论文中用镜像图像。',
  },
  'zoo.u-net-28.title': { en: 'U-Net, 28 pixels', 'zh-CN': 'U-Net（28 像素）' },
  'zoo.u-net-28.note': {
    en: 'Two levels and the bottom, padded convolutions, for the program’s own scenes of shapes.',
    'zh-CN': '两级加底部，使用填充卷积，适用于程序绘制的形状画面。',
  },
  'zoo.segmentation-small.title': { en: 'Small FCN: a class for each pixel', 'zh-CN': '小型 FCN：逐像素分类' },
  'zoo.segmentation-small.note': {
    en: 'Semantic segmentation of drawn shapes: strided convolutions see what is there, transposed ones say where. Learns in under a minute.',
    'zh-CN': '对程序绘制的形状做语义分割：步幅卷积识别内容，转置卷积定位。不到一分钟即可训练完成。',
  },

  'zoo.ff-softmax.title': { en: 'Softmax regression', 'zh-CN': 'Softmax 回归' },
  'zoo.ff-softmax.note': {
    en: 'One dense layer: each class has one weight per pixel. Its kernels, seen as pictures, are blurred digits.',
    'zh-CN': '只有一个全连接层：每个类别对每个像素有一个权重。把权重画成图像，就是模糊的数字。',
  },
  'zoo.ff-mnist.title': { en: 'Feed-forward for digits', 'zh-CN': '手写数字的前馈网络' },
  'zoo.ff-mnist.note': {
    en: 'One hidden layer of 32 units with batch normalisation.',
    'zh-CN': '一个含 32 个单元的隐藏层，带批量归一化。',
  },
  'zoo.ff-mnist-deep.title': { en: 'Deeper feed-forward for digits', 'zh-CN': '手写数字的多层前馈网络' },
  'zoo.ff-mnist-deep.note': {
    en: 'Two hidden layers, 128 and 64: more parameters than the study’s networks, yet less accurate.',
    'zh-CN': '两个隐藏层（128 和 64）：参数比研究中的网络还多，准确率却更低。',
  },
  'zoo.ff-colours.title': { en: 'Feed-forward for colours', 'zh-CN': '颜色识别的前馈网络' },
  'zoo.ff-colours.note': {
    en: 'Six colours. Where they stand does not matter, but this network has to learn it for every place.',
    'zh-CN': '六种颜色。颜色与位置无关，但这个网络必须在每个位置上分别学习。',
  },
  'zoo.ff-shapes.title': { en: 'Feed-forward for shapes', 'zh-CN': '形状识别的前馈网络' },
  'zoo.ff-shapes.note': {
    en: 'Five shapes. The textbook reports 89.8 %, against 96 % with convolutions.',
    'zh-CN': '五种形状。教材给出的准确率为 89.8 %，而用卷积时为 96 %。',
  },
  'zoo.ff-colours-shapes.title': { en: 'Feed-forward for colours and shapes', 'zh-CN': '颜色与形状的前馈网络' },
  'zoo.ff-colours-shapes.note': {
    en: 'Three colours of three shapes. The textbook reports 89 %, against 97 % with convolutions.',
    'zh-CN': '三种颜色 × 三种形状。教材给出的准确率为 89 %，而用卷积时为 97 %。',
  },
  'zoo.ff-fashion.title': { en: 'Feed-forward for clothes', 'zh-CN': '服饰识别的前馈网络' },
  'zoo.ff-fashion.note': {
    en: 'As for digits, for the ten kinds of clothes of Fashion-MNIST.',
    'zh-CN': '与手写数字的网络相同，用于 Fashion-MNIST 的十类服饰。',
  },
  'zoo.ff-cifar.title': { en: 'Feed-forward for CIFAR-10', 'zh-CN': 'CIFAR-10 的前馈网络' },
  'zoo.ff-cifar.note': {
    en: 'Two wide hidden layers, 1.7 million parameters: three times the study’s CNN, and far behind it.',
    'zh-CN': '两个很宽的隐藏层，170 万个参数：是研究中 CNN 的三倍，效果却差得多。',
  },

  'zoo.book-colours.title': { en: 'Textbook: colours', 'zh-CN': '教材：颜色' },
  'zoo.book-colours.note': {
    en: 'Six colours. The first kernels are 1×1: they mix red, green and blue and look at nothing else. Reported: 96.3 %.',
    'zh-CN': '六种颜色。第一层卷积核为 1×1，只混合红、绿、蓝。教材准确率：96.3 %。',
  },
  'zoo.book-shapes.title': { en: 'Textbook: shapes', 'zh-CN': '教材：形状' },
  'zoo.book-shapes.note': {
    en: 'Five shapes in grey. Look at the first kernels after training: they are edges. Reported: 96 %.',
    'zh-CN': '五种灰度形状。训练后观察第一层卷积核：它们是边缘检测器。教材准确率：96 %。',
  },
  'zoo.book-colours-shapes.title': { en: 'Textbook: colours and shapes', 'zh-CN': '教材：颜色与形状' },
  'zoo.book-colours-shapes.note': {
    en: 'Nine classes, three colours of three shapes: the network for shapes with three channels. Reported: 97 %.',
    'zh-CN': '九个类别（三种颜色 × 三种形状）：把形状网络改为三个通道。教材准确率：97 %。',
  },
  'zoo.book-mnist.title': { en: 'Textbook: digits', 'zh-CN': '教材：手写数字' },
  'zoo.book-mnist.note': {
    en: 'Two 5×5 convolutions with few filters, 12,042 trained parameters. Reported: 98.44 %.',
    'zh-CN': '两个 5×5 卷积层，滤波器很少，仅 12,042 个可训练参数。教材准确率：98.44 %。',
  },
  'zoo.book-fashion.title': { en: 'Textbook: clothes', 'zh-CN': '教材：服饰' },
  'zoo.book-fashion.note': {
    en: 'The network for digits on Fashion-MNIST, which is as large as MNIST and much harder.',
    'zh-CN': '用手写数字的网络识别 Fashion-MNIST：规模与 MNIST 相同，但难得多。',
  },
  'zoo.book-cifar.title': { en: 'Textbook: CIFAR-10', 'zh-CN': '教材：CIFAR-10' },
  'zoo.book-cifar.note': {
    en: 'Pairs of convolutions, dropout three times. Nine tenths of its parameters lie in the first dense layer.',
    'zh-CN': '成对的卷积层，三处丢弃。十分之九的参数在第一个全连接层中。',
  },

  'zoo.lenet5.title': { en: 'LeNet-5', 'zh-CN': 'LeNet-5' },
  'zoo.lenet5.note': {
    en: 'As it is taught now: ReLU, max pooling, softmax. 28×28 pictures are padded to the 32×32 of the paper.',
    'zh-CN': '现在通行的形式：ReLU、最大池化、softmax。28×28 的图像填充为论文中的 32×32。',
  },
  'zoo.lenet5-32.title': { en: 'LeNet-5, 32 pixels', 'zh-CN': 'LeNet-5（32 像素）' },
  'zoo.lenet5-32.note': {
    en: 'The same for pictures that are 32×32 already.',
    'zh-CN': '同样的网络，用于本来就是 32×32 的图像。',
  },
  'zoo.lenet5-1998.title': { en: 'LeNet-5 of 1998', 'zh-CN': '1998 年的 LeNet-5' },
  'zoo.lenet5-1998.note': {
    en: 'Each map is drawn by itself, for those of C3 see three to six of S2, by the paper’s table. Pooling has a trained coefficient and bias. The output is a dense layer, so the total is 60,850.',
    'zh-CN':
      '每个特征图单独画出，因为 C3 的各特征图按论文中的表只连接 S2 的三到六个特征图。池化带有可训练的系数和偏置。输出层用全连接层，总数为 60,850。',
  },
  'zoo.lenet5-1998-fixed.title': { en: 'LeNet-5 of 1998, fixed output', 'zh-CN': '1998 年的 LeNet-5（固定输出层）' },
  'zoo.lenet5-1998-fixed.note': {
    en: 'The output’s 840 weights are not trained, as in the paper, so 60,000 are. There they are drawn figures and give distances (RBF units); here they are random, for no layer takes weights drawn by hand.',
    'zh-CN':
      '与论文一样，输出层的 840 个权重不训练，可训练参数正好是 60,000。论文中它们是手绘字形并计算距离（RBF 单元）；这里是随机值，因为没有可填入手绘权重的层。',
  },

  'zoo.alexnet-2012.title': { en: 'AlexNet of 2012', 'zh-CN': '2012 年的 AlexNet' },
  'zoo.alexnet-2012.note': {
    en: 'In two groups, as it was split over two graphics cards, with local response normalisation. The paper says 224 pixels; its sizes need 227.',
    'zh-CN': '分为两组（当年拆分到两块显卡上），带局部响应归一化。论文写的是 224 像素，按其尺寸应为 227。',
  },
  'zoo.alexnet-2012-one-tower.title': { en: 'AlexNet of 2012, one tower', 'zh-CN': '2012 年的 AlexNet（不分组）' },
  'zoo.alexnet-2012-one-tower.note': {
    en: 'Without groups: each kernel sees all maps, at 1.4 million parameters more.',
    'zh-CN': '不分组：每个卷积核都看到全部特征图，多 140 万个参数。',
  },
  'zoo.alexnet-torchvision.title': { en: 'AlexNet of torchvision', 'zh-CN': 'torchvision 的 AlexNet' },
  'zoo.alexnet-torchvision.note': {
    en: 'The form of “One weird trick for parallelizing convolutional neural networks” (2014): fewer filters at the bottom, no normalisation.',
    'zh-CN':
      '采用论文 “One weird trick for parallelizing convolutional neural networks”（2014）的形式：底层滤波器更少，没有归一化。',
  },
  'zoo.alexnet-32.title': { en: 'AlexNet, 32 pixels', 'zh-CN': 'AlexNet（32 像素）' },
  'zoo.alexnet-32.note': {
    en: 'The same order of layers, with groups and normalisation, a quarter of the filters and 10 classes.',
    'zh-CN': '层的顺序相同，保留分组和归一化，滤波器约为四分之一，10 个类别。',
  },

  'zoo.zfnet.title': { en: 'ZFNet', 'zh-CN': 'ZFNet' },
  'zoo.zfnet.note': {
    en: 'AlexNet with a first kernel of 7×7 and a stride of 2, so that less of the picture is lost.',
    'zh-CN': '把 AlexNet 的第一层改为 7×7、步幅 2，使图像损失的信息更少。',
  },
  'zoo.zfnet-32.title': { en: 'ZFNet, 32 pixels', 'zh-CN': 'ZFNet（32 像素）' },
  'zoo.zfnet-32.note': {
    en: 'Small kernels from the start, a quarter of the filters, 10 classes.',
    'zh-CN': '从一开始就用小卷积核，滤波器约为四分之一，10 个类别。',
  },

  'zoo.vgg-a.title': { en: 'VGG-A (11 layers)', 'zh-CN': 'VGG-A（11 层）' },
  'zoo.vgg-a.note': {
    en: 'The shallowest; the paper trained it first and began the deeper ones with its weights.',
    'zh-CN': '最浅的一种；论文先训练它，再用它的权重初始化更深的网络。',
  },
  'zoo.vgg-a-lrn.title': { en: 'VGG-A-LRN', 'zh-CN': 'VGG-A-LRN' },
  'zoo.vgg-a-lrn.note': {
    en: 'With AlexNet’s local response normalisation, which the paper found to be of no use.',
    'zh-CN': '加上 AlexNet 的局部响应归一化；论文发现它没有帮助。',
  },
  'zoo.vgg-b.title': { en: 'VGG-B (13 layers)', 'zh-CN': 'VGG-B（13 层）' },
  'zoo.vgg-b.note': {
    en: 'Two 3×3 convolutions in a row see as much as one of 5×5: better, the paper says, and cheaper.',
    'zh-CN': '连续两个 3×3 卷积的感受野等于一个 5×5 卷积：论文称效果更好，而且更省。',
  },
  'zoo.vgg-c.title': { en: 'VGG-C (16 layers, three of 1×1)', 'zh-CN': 'VGG-C（16 层，含三个 1×1）' },
  'zoo.vgg-c.note': {
    en: 'As deep as VGG-D, but with kernels of 1×1: more non-linear, yet it sees no more of the picture.',
    'zh-CN': '与 VGG-D 同样深，但用了 1×1 卷积核：非线性更强，感受野却没有变大。',
  },
  'zoo.vgg-d.title': { en: 'VGG-D (VGG16)', 'zh-CN': 'VGG-D（VGG16）' },
  'zoo.vgg-d.note': {
    en: 'The one that is used most. 103 of its 138 million parameters are in the first dense layer.',
    'zh-CN': '使用最广的一种。1.38 亿个参数中有 1.03 亿在第一个全连接层。',
  },
  'zoo.vgg-e.title': { en: 'VGG-E (VGG19)', 'zh-CN': 'VGG-E（VGG19）' },
  'zoo.vgg-e.note': {
    en: 'Three convolutions more; hardly more accurate than VGG-D.',
    'zh-CN': '再多三个卷积层；准确率与 VGG-D 相差无几。',
  },
  'zoo.vgg-a-32.title': { en: 'VGG-A, 32 pixels', 'zh-CN': 'VGG-A（32 像素）' },
  'zoo.vgg-a-32.note': {
    en: 'A quarter of the filters, 128 dense units, 10 classes.',
    'zh-CN': '滤波器为四分之一，全连接层 128 个单元，10 个类别。',
  },
  'zoo.vgg-d-32.title': { en: 'VGG-D, 32 pixels', 'zh-CN': 'VGG-D（32 像素）' },
  'zoo.vgg-d-32.note': {
    en: 'Sixteen layers without normalisation: hard to start. Put BatchNormalization behind the convolutions and compare.',
    'zh-CN': '十六层而没有归一化，很难开始学习。在卷积后加上 BatchNormalization 再比较。',
  },

  'zoo.googlenet.title': { en: 'GoogLeNet of 2014', 'zh-CN': '2014 年的 GoogLeNet' },
  'zoo.googlenet.note': {
    en: 'Nine Inception modules, and two classifiers at the side whose losses count 0.3 each in training.',
    'zh-CN': '九个 Inception 模块，另有两个旁支分类器，训练时其损失各占 0.3。',
  },
  'zoo.googlenet-main.title': { en: 'GoogLeNet of 2014, one head', 'zh-CN': '2014 年的 GoogLeNet（单输出）' },
  'zoo.googlenet-main.note': {
    en: 'Without the classifiers at the side, as it is used after training: 7 million parameters, a ninth of AlexNet’s.',
    'zh-CN': '不含旁支分类器，即训练后使用的形式：700 万个参数，仅为 AlexNet 的九分之一。',
  },
  'zoo.googlenet-torchvision.title': { en: 'GoogLeNet of torchvision', 'zh-CN': 'torchvision 的 GoogLeNet' },
  'zoo.googlenet-torchvision.note': {
    en: 'With batch normalisation, without biases; what the paper calls 5×5 is 3×3 here.',
    'zh-CN': '带批量归一化，卷积无偏置；论文中的 5×5 在这里是 3×3。',
  },
  'zoo.googlenet-torchvision-main.title': {
    en: 'GoogLeNet of torchvision, one head',
    'zh-CN': 'torchvision 的 GoogLeNet（单输出）',
  },
  'zoo.googlenet-torchvision-main.note': {
    en: 'The same without the classifiers at the side.',
    'zh-CN': '同样的网络，不含旁支分类器。',
  },
  'zoo.googlenet-32.title': { en: 'GoogLeNet, 32 pixels', 'zh-CN': 'GoogLeNet（32 像素）' },
  'zoo.googlenet-32.note': {
    en: 'Five modules with an eighth of the filters and one classifier at the side.',
    'zh-CN': '五个模块，滤波器为八分之一，一个旁支分类器。',
  },

  'zoo.all-cnn-c.title': { en: 'All-CNN-C', 'zh-CN': 'All-CNN-C' },
  'zoo.all-cnn-c.note': {
    en: 'Model C of the paper, for CIFAR-10, in its full width of 96 and 192 filters.',
    'zh-CN': '论文中的模型 C，用于 CIFAR-10，完整宽度（96 和 192 个滤波器）。',
  },
  'zoo.all-cnn-c-narrow.title': { en: 'All-CNN-C, narrow', 'zh-CN': 'All-CNN-C（窄）' },
  'zoo.all-cnn-c-narrow.note': {
    en: 'A quarter of the filters: a sixteenth of the arithmetic.',
    'zh-CN': '滤波器为四分之一，计算量约为十六分之一。',
  },

  'zoo.resnet-18.title': { en: 'ResNet-18', 'zh-CN': 'ResNet-18' },
  'zoo.resnet-18.note': {
    en: 'Eight residual blocks of two 3×3 convolutions.',
    'zh-CN': '八个残差块，每块两个 3×3 卷积。',
  },
  'zoo.resnet-34.title': { en: 'ResNet-34', 'zh-CN': 'ResNet-34' },
  'zoo.resnet-34.note': {
    en: 'Sixteen of the same blocks: the deepest with plain ones.',
    'zh-CN': '十六个同样的块：使用普通残差块的最深版本。',
  },
  'zoo.resnet-50.title': { en: 'ResNet-50', 'zh-CN': 'ResNet-50' },
  'zoo.resnet-50.note': {
    en: 'As many blocks as ResNet-34, each a bottleneck: 1×1 narrows, 3×3 works, 1×1 widens. The stride is in the 3×3, as in torchvision.',
    'zh-CN':
      '块数与 ResNet-34 相同，但每块是瓶颈结构：1×1 压缩，3×3 计算，1×1 扩展。与 torchvision 一样，步幅在 3×3 卷积上。',
  },
  'zoo.resnet-101.title': { en: 'ResNet-101', 'zh-CN': 'ResNet-101' },
  'zoo.resnet-101.note': {
    en: 'Twenty-three bottlenecks in the fourth stage instead of six.',
    'zh-CN': '第四阶段有二十三个瓶颈块，而不是六个。',
  },
  'zoo.resnet-152.title': { en: 'ResNet-152', 'zh-CN': 'ResNet-152' },
  'zoo.resnet-152.note': {
    en: 'The deepest of the paper: 152 layers, and still less arithmetic than VGG-16.',
    'zh-CN': '论文中最深的网络：152 层，计算量仍低于 VGG-16。',
  },
  'zoo.resnet-8-32.title': { en: 'ResNet-8, 32 pixels', 'zh-CN': 'ResNet-8（32 像素）' },
  'zoo.resnet-8-32.note': {
    en: 'One residual block in each of three stages: small enough to look into every layer.',
    'zh-CN': '三个阶段各一个残差块：小到可以查看每一层。',
  },
  'zoo.resnet-20-32.title': { en: 'ResNet-20, 32 pixels', 'zh-CN': 'ResNet-20（32 像素）' },
  'zoo.resnet-20-32.note': {
    en: 'The paper’s own network for CIFAR-10, with projections where the shape changes: 272,474 trained parameters.',
    'zh-CN': '论文为 CIFAR-10 设计的网络，形状变化处使用投影：272,474 个可训练参数。',
  },

  'zoo.densenet-121.title': { en: 'DenseNet-121', 'zh-CN': 'DenseNet-121' },
  'zoo.densenet-121.note': {
    en: 'Dense blocks of 6, 12, 24 and 16 layers; each layer adds 32 maps.',
    'zh-CN': '稠密块分别有 6、12、24、16 层；每层增加 32 个特征图。',
  },
  'zoo.densenet-169.title': { en: 'DenseNet-169', 'zh-CN': 'DenseNet-169' },
  'zoo.densenet-169.note': {
    en: '6, 12, 32 and 32 layers.',
    'zh-CN': '分别有 6、12、32、32 层。',
  },
  'zoo.densenet-201.title': { en: 'DenseNet-201', 'zh-CN': 'DenseNet-201' },
  'zoo.densenet-201.note': {
    en: '6, 12, 48 and 32 layers: as accurate as ResNet-101 with less than half of its parameters, the paper says.',
    'zh-CN': '分别有 6、12、48、32 层：论文称其准确率与 ResNet-101 相当，参数却不到一半。',
  },
  'zoo.densenet-22-32.title': { en: 'DenseNet-22, 32 pixels', 'zh-CN': 'DenseNet-22（32 像素）' },
  'zoo.densenet-22-32.note': {
    en: 'Three dense blocks of three layers, each of which adds 12 maps.',
    'zh-CN': '三个稠密块，各三层，每层增加 12 个特征图。',
  },

  'zoo.data.mnist': { en: 'handwritten digits (MNIST)', 'zh-CN': '手写数字（MNIST）' },
  'zoo.data.fashion-mnist': { en: 'clothes (Fashion-MNIST)', 'zh-CN': '服饰（Fashion-MNIST）' },
  'zoo.data.colours': { en: 'six colours', 'zh-CN': '六种颜色' },
  'zoo.data.shapes': { en: 'five shapes', 'zh-CN': '五种形状' },
  'zoo.data.colours-shapes': { en: 'three colours of three shapes', 'zh-CN': '三种颜色 × 三种形状' },
  'zoo.data.cifar-10': { en: 'small photos of ten classes (CIFAR-10)', 'zh-CN': '十类小照片（CIFAR-10）' },
  'zoo.data.imagenet': { en: 'photos of 1,000 classes (ImageNet)', 'zh-CN': '1,000 类照片（ImageNet）' },
  'zoo.data.shapes-pixels': {
    en: 'scenes of three shapes, marked pixel by pixel',
    'zh-CN': '由三种形状组成的画面，逐像素标注',
  },
  'zoo.data.cells': { en: 'microscope pictures with cells marked', 'zh-CN': '标出细胞的显微图像' },
  'zoo.data.pascal-voc': {
    en: 'photos with 21 classes marked pixel by pixel (PASCAL VOC)',
    'zh-CN': '逐像素标注 21 个类别的照片（PASCAL VOC）',
  },
} satisfies MessageTable
