import type { MessageTable } from './message-table.ts'

export const cliMessages = {
  'cli.about': {
    en: 'Draw a neural network, train it on your own machine, look inside it while it learns. This is the program without its window.',
    'zh-CN': '绘制神经网络，在自己的电脑上训练，并在学习过程中观察其内部。这是不带窗口的命令行版本。',
  },
  'cli.usage': { en: 'Usage:', 'zh-CN': '用法：' },
  'cli.arguments': { en: 'Arguments:', 'zh-CN': '参数：' },
  'cli.options': { en: 'Options:', 'zh-CN': '选项：' },
  'cli.commands': { en: 'Commands:', 'zh-CN': '命令：' },
  'cli.helpOption': { en: 'show this help', 'zh-CN': '显示帮助' },
  'cli.helpCommand': { en: 'show the help of a command', 'zh-CN': '显示某个命令的帮助' },
  'cli.versionOption': { en: 'show the version', 'zh-CN': '显示版本号' },
  'cli.jsonOption': {
    en: 'print one JSON object on stdout and nothing else',
    'zh-CN': '仅在标准输出打印一个 JSON 对象',
  },
  'cli.source': {
    en: 'a .loom file, a ready-made network as zoo:ID (see the command zoo), or what a recorded training was made of as run:ID (see the command runs)',
    'zh-CN': '.loom 文件，或用 zoo:ID 指定现成的网络（见 zoo 命令），或用 run:ID 指定已记录训练的内容（见 runs 命令）',
  },
  'cli.train': {
    en: 'Train a network and test it. Ctrl-C stops after the current step, keeps the best weights so far and tests them (exit code 130); a second Ctrl-C ends at once.',
    'zh-CN':
      '训练网络并进行测试。按 Ctrl-C 会在当前步结束后停止，保留目前的最佳权重并测试（退出码 130）；再按一次立即结束。',
  },
  'cli.dataOption': {
    en: 'digits | idx:DIR | cifar:PATH | cifar-coarse:PATH | npz:FILE | csv:FILE | pictures:PATH | masks:PATH | shapes:colours | shapes:shapes | shapes:both | shapes:segmentation; without it the data of the file',
    'zh-CN':
      'digits | idx:目录 | cifar:路径 | cifar-coarse:路径 | npz:文件 | csv:文件 | pictures:路径 | masks:路径 | shapes:colours | shapes:shapes | shapes:both | shapes:segmentation；省略时使用文件中指定的数据',
  },
  'cli.augmentOption': {
    en: 'changes training pictures anew in each epoch: none | cifar (crop and flip) | digits (shift, turn, zoom) | photos; without it as the file says',
    'zh-CN':
      '每轮随机变换训练图像：none（无）| cifar（裁剪与翻转）| digits（平移、旋转、缩放）| photos（照片）；省略时使用文件中的设置',
  },
  'cli.epochsOption': { en: 'how often all training pictures are gone through', 'zh-CN': '遍历全部训练图像的轮数' },
  'cli.batchOption': { en: 'pictures in one training step', 'zh-CN': '每个训练步的图像数（批大小）' },
  'cli.lossOption': {
    en: 'categoricalCrossentropy | binaryCrossentropy | kullbackLeiblerDivergence | categoricalHinge | meanSquaredError | meanAbsoluteError | huber',
    'zh-CN':
      '损失函数：categoricalCrossentropy | binaryCrossentropy | kullbackLeiblerDivergence | categoricalHinge | meanSquaredError | meanAbsoluteError | huber',
  },
  'cli.optimizerOption': {
    en: 'sgd | momentum | rmsprop | adagrad | adadelta | adam | adamw | adamax | nadam, with its default settings',
    'zh-CN': '优化器（采用其默认设置）：sgd | momentum | rmsprop | adagrad | adadelta | adam | adamw | adamax | nadam',
  },
  'cli.learningRateOption': { en: 'learning rate', 'zh-CN': '学习率' },
  'cli.scheduleOption': {
    en: 'how the learning rate goes along the run: constant | step | piecewise | exponential | cosine | one-cycle | plateau, with its default settings',
    'zh-CN':
      '学习率在训练过程中的变化（采用默认设置）：constant | step | piecewise | exponential | cosine | one-cycle | plateau',
  },
  'cli.maxLrOption': {
    en: 'greatest learning rate of one-cycle',
    'zh-CN': 'one-cycle 的最大学习率',
  },
  'cli.warmupOption': {
    en: 'epochs, or parts of one, in which the learning rate goes up in a straight line at first',
    'zh-CN': '预热轮数（可为小数）：学习率在此期间线性上升',
  },
  'cli.patienceOption': {
    en: 'stop early when so many epochs brought no better validation loss (or --monitor)',
    'zh-CN': '验证损失（或 --monitor 所指的指标）连续这么多轮没有改善时提前停止',
  },
  'cli.minDeltaOption': { en: 'a gain below this counts for none', 'zh-CN': '小于此值的改善不算改善' },
  'cli.targetOption': {
    en: 'stop after the first epoch with at least this validation accuracy, as 0.98 (or --monitor)',
    'zh-CN': '验证准确率（或 --monitor 所指的指标）首次达到此值时停止，例如 0.98',
  },
  'cli.monitorOption': {
    en: 'what is watched: val-loss | val-accuracy | loss | accuracy',
    'zh-CN': '监测的指标：val-loss | val-accuracy | loss | accuracy',
  },
  'cli.keepOption': {
    en: 'the weights that are tested and saved: best | last',
    'zh-CN': '用于测试和保存的权重：best（最佳轮）| last（最后一轮）',
  },
  'cli.dataCommand': {
    en: 'Open a data set and say what is in it: classes, counts, files that cannot be used.',
    'zh-CN': '打开数据集并说明其内容：类别、数量以及无法使用的文件。',
  },
  'cli.sizeOption': {
    en: 'of pictures: the height and width that they are brought to, such as 32x32 (64x64)',
    'zh-CN': '图像：统一缩放到的高×宽，例如 32x32（默认 64x64）',
  },
  'cli.fitOption': {
    en: 'of pictures with other proportions: stretch | crop | pad (crop)',
    'zh-CN': '图像比例不同时：stretch（拉伸）| crop（裁剪）| pad（填充）（默认 crop）',
  },
  'cli.greyOption': { en: 'of pictures: take them in grey', 'zh-CN': '图像：按灰度读取' },
  'cli.backgroundOption': {
    en: 'of pictures: what is behind transparent pixels and beside padded pictures: black | white (black)',
    'zh-CN': '图像：透明像素之后及填充边缘的颜色：black | white（默认 black）',
  },
  'cli.testShareOption': {
    en: 'of pictures without a test folder: the share that tests, from 0.01 to 0.9 (0.2)',
    'zh-CN': '没有测试文件夹时：用于测试的比例，0.01 到 0.9（默认 0.2）',
  },
  'cli.ignoreColourOption': {
    en: 'of masks: the colour of the pixels that count for nothing, such as e0e0c0',
    'zh-CN': '掩膜：不参与计算的像素颜色，例如 e0e0c0',
  },
  'cli.notSize': {
    en: '{{option}} needs a height and a width from 1 to {{most}}, such as 32x32, but was given “{{value}}”.',
    'zh-CN': '{{option}} 需要 1 到 {{most}} 之间的高和宽，例如 32x32，而给出的是“{{value}}”。',
  },
  'cli.notShare': {
    en: '{{option}} needs a number from {{least}} to {{most}}, but was given “{{value}}”.',
    'zh-CN': '{{option}} 需要 {{least}} 到 {{most}} 之间的数，而给出的是“{{value}}”。',
  },
  'cli.notColour': {
    en: '{{option}} needs a colour such as e0e0c0, but was given “{{value}}”.',
    'zh-CN': '{{option}} 需要形如 e0e0c0 的颜色，而给出的是“{{value}}”。',
  },
  'cli.preparingData': { en: 'preparing pictures', 'zh-CN': '正在准备图像' },
  'cli.trainPart': { en: 'training', 'zh-CN': '训练' },
  'cli.testPart': { en: 'test', 'zh-CN': '测试' },
  'cli.dataCounts': {
    en: '{{train}} pictures to train and {{test}} to test, {{shape}}, {{classes}} classes.',
    'zh-CN': '{{train}} 张训练图像，{{test}} 张测试图像，{{shape}}，{{classes}} 个类别。',
  },
  'cli.analyseOption': {
    en: 'look at every picture: mean and deviation, copies, test pictures among the training pictures',
    'zh-CN': '检查每张图像：均值与标准差、重复图像、混入训练集的测试图像',
  },
  'cli.channel': { en: 'channel', 'zh-CN': '通道' },
  'cli.mean': { en: 'mean', 'zh-CN': '均值' },
  'cli.deviation': { en: 'deviation', 'zh-CN': '标准差' },
  'cli.smallest': { en: 'least', 'zh-CN': '最小' },
  'cli.largest': { en: 'most', 'zh-CN': '最大' },
  'cli.skipped': { en: 'Files that cannot be used: {{count}}.', 'zh-CN': '无法使用的文件：{{count}} 个。' },
  'cli.skippedMore': { en: 'and {{others}} more', 'zh-CN': '以及另外 {{others}} 个' },
  'cli.continueOption': {
    en: 'go on with a run of before (see the command runs), with --epochs N for so many more',
    'zh-CN': '继续之前的训练（见 runs 命令）；用 --epochs N 再训练 N 轮',
  },
  'cli.trainOn': {
    en: 'To train on: layerloom train --continue {{runId}} --epochs 5',
    'zh-CN': '继续训练：layerloom train --continue {{runId}} --epochs 5',
  },
  'cli.notWith': {
    en: '{{option}} cannot be used with {{other}}. Leave one of them out.',
    'zh-CN': '{{option}} 不能与 {{other}} 同时使用，请去掉其中一个。',
  },
  'cli.seedOption': {
    en: 'fixes initial weights, the order of the pictures, how they are changed, and dropout',
    'zh-CN': '随机种子，决定初始权重、图像顺序、数据增强和 Dropout',
  },
  'cli.threadsOption': {
    en: 'processor threads; 0 leaves it to the engine',
    'zh-CN': '处理器线程数；0 表示由引擎决定',
  },
  'cli.engineOption': { en: 'onnx | tfjs | auto', 'zh-CN': '引擎：onnx | tfjs | auto' },
  'cli.saveOption': {
    en: 'save the trained model: as ONNX into a file PATH.onnx, else in TensorFlow.js format into this new or empty folder',
    'zh-CN': '保存训练好的模型：PATH.onnx 存为 ONNX 文件，否则以 TensorFlow.js 格式保存到此（新的或空的）文件夹',
  },
  'cli.describe': {
    en: 'List the layers of a network with shapes and parameters, and what is wrong with it. A broken drawing is described too (exit code 0): see its diagnostics.',
    'zh-CN': '列出网络各层的形状与参数量，以及存在的问题。有错误的网络也能描述（退出码 0）：请查看诊断信息。',
  },
  'cli.zoo': { en: 'List the ready-made networks.', 'zh-CN': '列出现成的网络。' },
  'cli.engines': {
    en: 'List the devices that can train, and why others cannot be used.',
    'zh-CN': '列出可用于训练的设备，以及其他设备不可用的原因。',
  },
  'cli.noRecordOption': { en: 'keep no record of the run', 'zh-CN': '不记录本次训练' },
  'cli.runs': {
    en: 'List the trainings that were recorded, newest first.',
    'zh-CN': '列出已记录的训练，最新的在前。',
  },
  'cli.searchOption': {
    en: 'only those with these words in name, note, tags, data or device',
    'zh-CN': '仅列出名称、备注、标签、数据或设备中含有这些词的训练',
  },
  'cli.tagOption': { en: 'only those with this tag', 'zh-CN': '仅列出带有此标签的训练' },
  'cli.limitOption': { en: 'at most so many (default 50)', 'zh-CN': '最多列出的条数（默认 50）' },
  'cli.compare': {
    en: 'Compare recorded trainings: figures side by side, means over seeds, and whether they differ by more than chance. A RUN is an id of the command runs, or its last or first signs.',
    'zh-CN':
      '比较已记录的训练：并列各项指标、多个种子的平均值，并判断差异是否超出偶然。RUN 为 runs 命令列出的编号，也可只写其开头或结尾几位。',
  },
  'cli.noRuns': { en: 'No run is recorded that fits.', 'zh-CN': '没有符合条件的训练记录。' },
  'cli.run': { en: 'run', 'zh-CN': '编号' },
  'cli.state': { en: 'state', 'zh-CN': '状态' },
  'cli.runState.running': { en: 'running', 'zh-CN': '进行中' },
  'cli.runState.finished': { en: 'finished', 'zh-CN': '已完成' },
  'cli.runState.stopped': { en: 'stopped', 'zh-CN': '已停止' },
  'cli.runState.failed': { en: 'failed', 'zh-CN': '失败' },
  'cli.runState.cutOff': { en: 'cut off', 'zh-CN': '中断' },
  'cli.started': { en: 'started', 'zh-CN': '开始时间' },
  'cli.seed': { en: 'seed', 'zh-CN': '种子' },
  'cli.seedCount': { en: '{{count}} seeds', 'zh-CN': '{{count}} 个种子' },
  'cli.flops': { en: 'FLOPs per picture', 'zh-CN': '每张图像 FLOPs' },
  'cli.data': { en: 'data', 'zh-CN': '数据' },
  'cli.compareCount': {
    en: 'Give at least two different runs to compare, and at most {{most}}. The command runs lists them.',
    'zh-CN': '请给出至少两条、至多 {{most}} 条不同的训练记录。可用 runs 命令列出。',
  },
  'cli.memoryBytes': { en: 'memory', 'zh-CN': '内存' },
  'cli.imagesPerSecond': { en: 'images/s', 'zh-CN': '张/秒' },
  'cli.testLoss': { en: 'test loss', 'zh-CN': '测试损失' },
  'cli.testAccuracy': { en: 'test accuracy', 'zh-CN': '测试准确率' },
  'cli.predict': {
    en: 'Show pictures (PNG, JPEG, WebP, GIF or BMP) to the network of a recorded run whose weights are kept.',
    'zh-CN': '让某条训练记录（权重仍保留的）的网络识别图片（PNG、JPEG、WebP、GIF 或 BMP）。',
  },
  'cli.invertOption': {
    en: 'dark on bright becomes bright on dark, as MNIST has it',
    'zh-CN': '将浅底深色反相为深底浅色（MNIST 的形式）',
  },
  'cli.centreOption': {
    en: 'bring what is drawn to size and place as MNIST’s digits are',
    'zh-CN': '按 MNIST 数字的方式缩放并居中所绘内容',
  },
  'cli.unreadablePicture': {
    en: 'The picture {{file}} cannot be read: {{reason}}. Check its name.',
    'zh-CN': '无法读取图片 {{file}}：{{reason}}。请检查文件名。',
  },
  'cli.probability': { en: 'probability', 'zh-CN': '概率' },
  'cli.demo': {
    en: 'Train a small all-convolutional network on handwritten digits and write a report with its curves and confusion matrix.',
    'zh-CN': '用手写数字训练一个小型全卷积网络，并生成包含曲线和混淆矩阵的报告。',
  },
  'cli.outOption': {
    en: 'where the report is written (HTML); without it into the system’s folder for temporary files',
    'zh-CN': '报告（HTML）的写入位置；省略时写入系统临时文件夹',
  },
  'cli.unknownOption': {
    en: 'There is no option {{option}}{{suggestion}}; "layerloom {{command}} --help" lists them.',
    'zh-CN': '没有选项 {{option}}{{suggestion}}；可用 “layerloom {{command}} --help” 查看全部选项。',
  },
  'cli.unknownCommand': {
    en: 'There is no command "{{command}}"{{suggestion}}; "layerloom --help" lists them.',
    'zh-CN': '没有命令 “{{command}}”{{suggestion}}；可用 “layerloom --help” 查看全部命令。',
  },
  'cli.missingArgument': {
    en: 'The command "{{command}}" needs {{argument}}; see "layerloom {{command}} --help".',
    'zh-CN': '命令 “{{command}}” 缺少 {{argument}}；请参阅 “layerloom {{command}} --help”。',
  },
  'cli.missingOption': {
    en: 'The command "{{command}}" needs the option {{option}}; see "layerloom {{command}} --help".',
    'zh-CN': '命令 “{{command}}” 缺少选项 {{option}}；请参阅 “layerloom {{command}} --help”。',
  },
  'cli.missingValue': { en: 'The option {{option}} needs a value.', 'zh-CN': '选项 {{option}} 缺少取值。' },
  'cli.tooManyArguments': {
    en: 'The command "{{command}}" got too many arguments; see "layerloom {{command}} --help".',
    'zh-CN': '命令 “{{command}}” 的参数过多；请参阅 “layerloom {{command}} --help”。',
  },
  'cli.notWhole': {
    en: '{{option}} must be a whole number from {{min}} to {{max}}, not "{{value}}".',
    'zh-CN': '{{option}} 必须是 {{min}} 到 {{max}} 之间的整数，而不是 “{{value}}”。',
  },
  'cli.notNumber': {
    en: '{{option}} must be a number above 0 and up to {{max}}, not "{{value}}".',
    'zh-CN': '{{option}} 必须是大于 0 且不超过 {{max}} 的数，而不是 “{{value}}”。',
  },
  'cli.notChoice': {
    en: '{{option}} must be one of {{choices}}, not "{{value}}".',
    'zh-CN': '{{option}} 必须是 {{choices}} 之一，而不是 “{{value}}”。',
  },
  'cli.unknownNetwork': {
    en: 'There is no network "{{id}}" in the zoo. The nearest are {{nearest}}; "layerloom zoo" lists all {{count}}.',
    'zh-CN': '网络库中没有 “{{id}}”。最接近的是 {{nearest}}；“layerloom zoo” 列出全部 {{count}} 个。',
  },
  'cli.cannotWrite': {
    en: 'The report {{file}} cannot be written: {{reason}}. Choose another place with --out.',
    'zh-CN': '无法写入报告 {{file}}：{{reason}}。请用 --out 选择其他位置。',
  },
  'cli.interrupted': {
    en: 'Stopping after this step; the best weights so far are kept and tested.',
    'zh-CN': '将在当前步结束后停止；保留并测试目前的最佳权重。',
  },
  'cli.noDigits': {
    en: 'The digits that come with the program are missing ({{directory}}). Run "npm run build".',
    'zh-CN': '缺少程序自带的手写数字数据（{{directory}}）。请运行 “npm run build”。',
  },
  'cli.layer': { en: 'layer', 'zh-CN': '层' },
  'cli.kind': { en: 'kind', 'zh-CN': '类型' },
  'cli.outputShape': { en: 'output', 'zh-CN': '输出形状' },
  'cli.parameters': { en: 'parameters', 'zh-CN': '参数量' },
  'cli.totals': {
    en: 'total: {{parameters}} parameters, {{trainable}} of them trainable',
    'zh-CN': '合计：{{parameters}} 个参数，其中可训练 {{trainable}} 个',
  },
  'cli.error': { en: 'error', 'zh-CN': '错误' },
  'cli.warning': { en: 'warning', 'zh-CN': '警告' },
  'cli.network': { en: 'network', 'zh-CN': '网络' },
  'cli.id': { en: 'id', 'zh-CN': '标识' },
  'cli.name': { en: 'name', 'zh-CN': '名称' },
  'cli.input': { en: 'input', 'zh-CN': '输入' },
  'cli.engine': { en: 'engine', 'zh-CN': '引擎' },
  'cli.device': { en: 'device', 'zh-CN': '设备' },
  'cli.usable': { en: 'usable', 'zh-CN': '可用' },
  'cli.reference': { en: 'usable, but slow (the reference in tests)', 'zh-CN': '可用，但较慢（测试基准）' },
  'cli.epoch': { en: 'epoch', 'zh-CN': '轮次' },
  'cli.loss': { en: 'loss', 'zh-CN': '损失' },
  'cli.accuracy': { en: 'accuracy', 'zh-CN': '准确率' },
  'cli.valLoss': { en: 'val. loss', 'zh-CN': '验证损失' },
  'cli.valAccuracy': { en: 'val. accuracy', 'zh-CN': '验证准确率' },
  'cli.seconds': { en: 'seconds', 'zh-CN': '秒' },
  'cli.class': { en: 'class', 'zh-CN': '类别' },
  'cli.pixels': { en: 'pixels', 'zh-CN': '像素数' },
  'cli.meanIou': { en: 'Mean IoU {{share}}.', 'zh-CN': '平均 IoU {{share}}。' },
  'cli.pictures': { en: 'pictures', 'zh-CN': '图像数' },
  'cli.right': { en: 'right', 'zh-CN': '正确' },
  'cli.recall': { en: 'recall', 'zh-CN': '召回率' },
  'cli.precision': { en: 'precision', 'zh-CN': '精确率' },
  'cli.progress': {
    en: 'epoch {{epoch}}/{{epochs}}',
    'zh-CN': '第 {{epoch}}/{{epochs}} 轮',
  },
  'cli.speed': { en: '{{speed}} images/s, {{left}} left', 'zh-CN': '{{speed}} 张/秒，剩余 {{left}}' },
  'cli.plan': {
    en: 'Training {{network}} ({{parameters}} parameters): {{epochs}} epochs, batch {{batch}}, {{optimizer}} {{learningRate}}, {{device}}.',
    'zh-CN':
      '训练 {{network}}（{{parameters}} 个参数）：{{epochs}} 轮，批大小 {{batch}}，{{optimizer}} {{learningRate}}，{{device}}。',
  },
  'cli.result': {
    en: 'Test accuracy {{accuracy}}, test loss {{loss}} (weights of epoch {{bestEpoch}}). {{seconds}} s of training, {{speed}} images/s on {{device}}.',
    'zh-CN':
      '测试准确率 {{accuracy}}，测试损失 {{loss}}（采用第 {{bestEpoch}} 轮的权重）。训练用时 {{seconds}} 秒，{{speed}} 张/秒，设备 {{device}}。',
  },
  'cli.resultOfPart': {
    en: 'Test accuracy {{accuracy}}, test loss {{loss}} (stopped within the first epoch). {{seconds}} s of training, {{speed}} images/s on {{device}}.',
    'zh-CN':
      '测试准确率 {{accuracy}}，测试损失 {{loss}}（在第一轮内停止）。训练用时 {{seconds}} 秒，{{speed}} 张/秒，设备 {{device}}。',
  },
  'cli.saved': { en: 'Saved the model: {{files}}', 'zh-CN': '已保存模型：{{files}}' },
  'cli.tried': {
    en: 'Read back by ONNX Runtime, it answers {{pictures}} test pictures as the network does (largest difference {{difference}}).',
    'zh-CN': '已用 ONNX Runtime 重新读取：对 {{pictures}} 张测试图片，其结果与该网络一致（最大差异 {{difference}}）。',
  },
  'cli.triedByNoise': {
    en: 'Read back by ONNX Runtime, it answers {{pictures}} pictures of noise as the network does (largest difference {{difference}}); the data set was not at hand.',
    'zh-CN':
      '已用 ONNX Runtime 重新读取：对 {{pictures}} 张噪声图片，其结果与该网络一致（最大差异 {{difference}}）；当时数据集不可用。',
  },
  'cli.asOption': {
    en: 'the format, whatever the name says: {{formats}}',
    'zh-CN': '导出格式（不看文件名）：{{formats}}',
  },
  'cli.export': {
    en: 'Write the trained network of a recorded run for other programs (the weights of the newest runs are kept): as ONNX into a file PATH.onnx, which is tried out before, else in TensorFlow.js format into a new or empty folder PATH. With --as it becomes Python code for Keras or PyTorch.',
    'zh-CN':
      '将一条训练记录的网络导出给其他程序（较新记录的权重会保留）：PATH.onnx 存为 ONNX 文件（写出前先经过验证），否则以 TensorFlow.js 格式存入新的或空的文件夹 PATH。用 --as 可导出为 Keras 或 PyTorch 的 Python 代码。',
  },
  'cli.reportCommand': {
    en: 'Write a report of one recorded training, or of a comparison of several: one HTML file that needs nothing else. A RUN is an id of the command runs, or its last or first signs.',
    'zh-CN':
      '为一条训练记录、或多条记录的比较生成报告：一个独立的 HTML 文件。RUN 为 runs 命令列出的编号，也可只写其开头或结尾几位。',
  },
  'cli.reportOutOption': { en: 'where the report is written (HTML)', 'zh-CN': '报告（HTML）的写入位置' },
  'cli.langOption': { en: 'language of the report: en or zh-CN', 'zh-CN': '报告的语言：en 或 zh-CN' },
  'cli.reportCount': {
    en: 'A report has room for {{most}} runs at most. Give fewer.',
    'zh-CN': '一份报告最多包含 {{most}} 条训练记录。请减少数量。',
  },
  'cli.reportPdf': {
    en: 'The command line writes reports as HTML: give {{file}} the ending .html, and print it to PDF from a browser, or save the PDF from the program’s window.',
    'zh-CN':
      '命令行只能生成 HTML 报告：请将 {{file}} 的扩展名改为 .html，再用浏览器打印为 PDF，或在程序窗口中保存 PDF。',
  },
  'cli.report': { en: 'Report: {{file}}', 'zh-CN': '报告：{{file}}' },
} satisfies MessageTable
