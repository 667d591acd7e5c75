import type { MessageTable } from './message-table.ts'

export const runMessages = {
  'run.busy': {
    en: 'A training run is going on already. Stop it before you start another.',
    'zh-CN': '已有训练正在进行。请先停止它，再开始新的训练。',
  },
  'run.unknown': {
    en: 'There is no run {{runId}} any more. Train the network again.',
    'zh-CN': '训练 {{runId}} 已不存在。请重新训练网络。',
  },
  'run.notNow': {
    en: 'The run cannot do that now: it is {{phase}}.',
    'zh-CN': '当前无法执行该操作：训练处于 {{phase}} 阶段。',
  },
  'run.diverged': {
    en: 'Training has run away: {{what}} became infinite or undefined in epoch {{epoch}}, step {{step}}. Lower the learning rate (it is {{learningRate}}) and train again. The best weights so far are kept.',
    'zh-CN':
      '训练发散：第 {{epoch}} 轮第 {{step}} 步时 {{what}} 变为无穷大或无定义。请降低学习率（当前为 {{learningRate}}）后重新训练。此前的最佳权重已保留。',
  },
  'run.movedDevice': {
    en: '{{device}} failed; {{chosen}} goes on from the end of epoch {{epoch}}. It said: {{reason}}',
    'zh-CN': '{{device}} 发生故障，已改由 {{chosen}} 从第 {{epoch}} 轮结束处继续训练。设备报告的原文：{{reason}}',
  },
  'run.smallerBatch': {
    en: 'The memory of {{device}} was not enough for batches of {{before}}: training goes on from the end of epoch {{epoch}} with batches of {{batchSize}}.',
    'zh-CN':
      '{{device}} 的内存不足以容纳大小为 {{before}} 的批次：已改用大小为 {{batchSize}} 的批次，从第 {{epoch}} 轮结束处继续训练。',
  },
  'run.notKept': {
    en: 'The checkpoint of epoch {{epoch}} could not be written: {{reason}}. Training goes on, but what is learned from here on is lost if the program ends. Make room on the disk.',
    'zh-CN':
      '无法写入第 {{epoch}} 轮的检查点：{{reason}}。训练会继续进行，但如果程序退出，此后的训练成果将会丢失。请清理磁盘空间。',
  },
  'run.notEvaluated': {
    en: 'The test pictures have no predictions yet: wait until the training has ended.',
    'zh-CN': '测试图像尚无预测结果：请等待训练结束。',
  },
  'run.noModel': {
    en: 'There is no trained model to save: no epoch was completed. Train the network first.',
    'zh-CN': '没有可保存的训练模型：尚未完成任何一轮训练。请先训练网络。',
  },
  'run.stillTraining': {
    en: 'The network is still being trained. Stop the training or wait for its end, then save the model.',
    'zh-CN': '网络仍在训练中。请停止训练或等待其结束，然后再保存模型。',
  },
  'run.noPictureForm': {
    en: 'This network takes pictures of {{channels}} channels. Pictures of your own have 1 (grey) or 3 (colour): try it on a network that takes one of these.',
    'zh-CN':
      '该网络接收 {{channels}} 通道的图像，而自选图像只有 1（灰度）或 3（彩色）通道：请在接收这两种图像的网络上尝试。',
  },
  'run.noPicture': {
    en: 'There is no test picture {{index}}: the data set has {{count}}, counted from 0.',
    'zh-CN': '不存在第 {{index}} 张测试图像：数据集共有 {{count}} 张，从 0 开始编号。',
  },
  'run.noGain': {
    en: 'Stopped early: no better {{what}} for {{patience}} epochs; the best was that of epoch {{bestEpoch}}.',
    'zh-CN': '提前停止：{{whatZh}}已连续 {{patience}} 轮没有改善；最佳为第 {{bestEpoch}} 轮。',
  },
  'run.targetMet': {
    en: 'Stopped at the target: in epoch {{epoch}} the {{what}} was {{reached}} (target {{target}}).',
    'zh-CN': '已达到目标而停止：第 {{epoch}} 轮的{{whatZh}}为 {{reached}}（目标 {{target}}）。',
  },
  'finding.diverged': {
    en: 'The loss ran away in epoch {{epoch}}, step {{step}}: the steps were too large.',
    'zh-CN': '第 {{epoch}} 轮第 {{step}} 步时损失发散：更新步长过大。',
  },
  'finding.astray': {
    en: 'The loss, {{loss}}, is far above that of guessing among {{classes}} classes, {{chance}}: the steps are too large.',
    'zh-CN': '损失 {{loss}} 远高于在 {{classes}} 个类别中随机猜测的水平（{{chance}}）：更新步长过大。',
  },
  'finding.flat': {
    en: 'The network learns nothing so far: the loss, {{loss}}, stays at that of guessing among {{classes}} classes, {{chance}}.',
    'zh-CN': '网络尚未学到任何东西：损失 {{loss}} 停留在 {{classes}} 个类别随机猜测的水平（{{chance}}）。',
  },
  'finding.overfitting': {
    en: 'The network begins to learn the pictures by heart: the validation loss is {{valLoss}}, and was {{best}} in epoch {{epoch}}.',
    'zh-CN': '网络开始死记训练图像（过拟合）：验证损失为 {{valLoss}}，而第 {{epoch}} 轮时为 {{best}}。',
  },
  'finding.deadUnits': {
    en: 'In {{layer}}, {{percent}} % of the units give 0 for every picture (dead ReLUs): nothing reaches them any more.',
    'zh-CN': '{{layer}} 中有 {{percent}}% 的单元对所有图像都输出 0（死亡 ReLU），它们已无法再学习。',
  },
  'finding.unbalanced': {
    en: 'Some classes have many more training pictures than others: {{most}} against {{least}}.',
    'zh-CN': '各类别的训练图像数量相差悬殊：最多 {{most}} 张，最少 {{least}} 张。',
  },
  'finding.smallerBatch': {
    en: 'The memory was not enough for batches of {{before}}: the run went on with batches of {{batchSize}}.',
    'zh-CN': '内存不足以容纳大小为 {{before}} 的批次：训练已改用大小为 {{batchSize}} 的批次。',
  },
  'run.noCheckpoint': {
    en: 'There is no checkpoint of the run {{runId}}. Train the network anew.',
    'zh-CN': '没有训练 {{runId}} 的检查点。请重新训练网络。',
  },
  'run.checkpointDamaged': {
    en: 'The checkpoint {{file}} is damaged ({{reason}}) and cannot be continued. Train the network anew.',
    'zh-CN': '检查点 {{file}} 已损坏（{{reason}}），无法继续训练。请重新训练网络。',
  },
  'run.weightsGone': {
    en: 'The trained weights that this network was to start from are not on this computer: it starts fresh.',
    'zh-CN': '该网络原应以已训练的权重开始，但本机上没有这些权重：将从头开始训练。',
  },
  'run.weightsCarried': {
    en: 'Started with weights that were carried over: {{carried}} of {{count}}.',
    'zh-CN': '以沿用的权重开始：共 {{count}} 个权重张量，沿用 {{carried}} 个。',
  },
  'run.weightsNotKept': {
    en: 'The trained weights of “{{name}}” are no longer on this computer: those of the newest runs are kept. Train it again: data, seed and settings are as they were.',
    'zh-CN':
      '“{{name}}”训练好的权重已不在本机上：只保留最近若干次训练的权重。请重新训练：数据、随机种子和设置都与当时相同。',
  },
  'run.withoutData': {
    en: 'The network is open, but not the pictures that it was trained on. It can be tried, saved and converted. Test pictures, their feature maps and more epochs need its data set: bring it back, or choose it in the Data tab where it is now; then press “Look for them again” in the views.',
    'zh-CN':
      '网络已打开，但当时训练所用的图像无法打开。可以试用、保存和改写该网络。查看测试图像及其特征图、继续训练需要原来的数据集：请恢复它，或在“数据”选项卡中选择它现在的位置，然后在各视图中点击“重新查找图像”。',
  },
  'scores.notConvolutional': {
    en: '{{layer}} takes pictures of one size only. Convert “Dense → convolution” first.',
    'zh-CN': '{{layer}} 只接受固定大小的图像。请先改写“全连接 → 卷积”。',
  },
  'scores.noRoom': {
    en: 'The picture must be at least as large as those of the data set, {{size}}.',
    'zh-CN': '图像不能小于数据集中的图像（{{size}}）。',
  },
} satisfies MessageTable
