import type { MessageTable } from './message-table.ts'

export const cliSweepMessages = {
  'cli.sweep': {
    en: 'Train a network again and again with other values of layers or settings, and print the table and the front of accuracy against parameters.',
    'zh-CN': '以层参数或训练设置的不同取值反复训练网络，并打印结果表以及准确率与参数量的帕累托前沿。',
  },
  'cli.varyOption': {
    en: 'what to vary, once or several times: conv2d-1.filters=8,16,32 or training.learningRate=1e-4..1e-2:log:5',
    'zh-CN': '要变化的内容，可多次给出：conv2d-1.filters=8,16,32 或 training.learningRate=1e-4..1e-2:log:5',
  },
  'cli.strategyOption': {
    en: 'grid (every combination), random (--trials of them) or halving (the best go on for longer); default grid',
    'zh-CN': 'grid（全部组合）、random（随机抽取 --trials 个）或 halving（逐次减半，优者继续训练）；默认 grid',
  },
  'cli.trialsOption': {
    en: 'how many combinations are drawn at random (random, halving)',
    'zh-CN': '随机抽取的组合数（random、halving）',
  },
  'cli.etaOption': {
    en: 'one in so many goes on, for so many times the epochs (halving; default 3)',
    'zh-CN': '每多少个中留下一个，其轮数也乘以该倍数（halving；默认 3）',
  },
  'cli.minEpochsOption': {
    en: 'epochs of the first rung (halving; default 1)',
    'zh-CN': '第一级的训练轮数（halving；默认 1）',
  },
  'cli.seedsOption': {
    en: 'trainings of each combination, with one seed each (default 1)',
    'zh-CN': '每个组合的训练次数，每次使用不同的种子（默认 1）',
  },
  'cli.budgetOption': {
    en: 'time of training after which no epoch is begun: 90s, 10m, 2h',
    'zh-CN': '训练时间预算，用尽后不再开始新的一轮：90s、10m、2h',
  },
  'cli.objectiveOption': {
    en: 'what is best: valAccuracy (default) or valLoss',
    'zh-CN': '优劣的依据：valAccuracy（默认）或 valLoss',
  },
  'cli.notTime': {
    en: '{{option}} takes a time such as 90s, 10m or 2h, not “{{value}}”.',
    'zh-CN': '{{option}} 需要时间，例如 90s、10m 或 2h，而不是“{{value}}”。',
  },
  'cli.sweepPlan': {
    en: 'Sweep of {{name}}: {{trainings}} trainings, at most {{epochs}} epochs in all.',
    'zh-CN': '{{name}} 的参数扫描：{{trainings}} 次训练，合计最多 {{epochs}} 轮。',
  },
  'cli.sweepTime': { en: 'About {{time}}.', 'zh-CN': '约需 {{time}}。' },
  'cli.sweepByTest': {
    en: 'Without a validation split the test pictures choose: the best test accuracy is then too good. Set validationSplit in the file.',
    'zh-CN': '未划分验证集时，由测试图像决定优劣：最佳测试准确率会偏高。请在文件中设置 validationSplit。',
  },
  'cli.sweepSeed': { en: 'seed {{seed}}', 'zh-CN': '种子 {{seed}}' },
  'cli.sweepFront': {
    en: '* on the front: no network with as few parameters has a better validation accuracy',
    'zh-CN': '* 位于前沿：没有参数量不多于它而验证准确率更高的网络',
  },
  'cli.sweepSpent': { en: 'The time budget ran out.', 'zh-CN': '时间预算已用尽。' },
  'cli.epochs': { en: 'epochs', 'zh-CN': '轮数' },
  'cli.trialState.impossible': { en: 'impossible', 'zh-CN': '无法训练' },
  'cli.trialState.waiting': { en: 'waiting', 'zh-CN': '等待' },
  'cli.trialState.training': { en: 'training', 'zh-CN': '训练中' },
  'cli.trialState.held': { en: 'held', 'zh-CN': '待定' },
  'cli.trialState.done': { en: 'done', 'zh-CN': '完成' },
  'cli.trialState.dropped': { en: 'dropped', 'zh-CN': '淘汰' },
  'cli.trialState.stopped': { en: 'stopped', 'zh-CN': '已停止' },
  'cli.trialState.failed': { en: 'failed', 'zh-CN': '失败' },
  'cli.trialState.skipped': { en: 'skipped', 'zh-CN': '跳过' },
} satisfies MessageTable
