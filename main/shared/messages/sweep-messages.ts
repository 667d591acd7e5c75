import type { MessageTable } from './message-table.ts'

export const sweepMessages = {
  'sweep.noLayer': {
    en: 'There is no layer “{{layer}}” to vary. The layers are: {{layers}}.',
    'zh-CN': '没有可供变化的层“{{layer}}”。现有的层：{{layers}}。',
  },
  'sweep.noParameter': {
    en: 'The layer “{{layer}}” has no parameter “{{parameter}}”. It has: {{names}}.',
    'zh-CN': '层“{{layer}}”没有参数“{{parameter}}”。可用的参数：{{names}}。',
  },
  'sweep.noSetting': {
    en: 'There is no setting “{{setting}}” to vary. Choose one of: {{names}}.',
    'zh-CN': '没有可供变化的设置“{{setting}}”。请从中选择：{{names}}。',
  },
  'sweep.notHere': {
    en: '“{{setting}}” means nothing here: the optimiser or the network has no such thing.',
    'zh-CN': '“{{setting}}”在此不适用：优化器或网络中没有这一项。',
  },
  'sweep.badValue': {
    en: '“{{setting}}” cannot be {{value}}: it is outside the limits of this setting.',
    'zh-CN': '“{{setting}}”不能为 {{value}}：超出了该设置的允许范围。',
  },
  'sweep.badAxis': {
    en: '“{{text}}” does not say what to vary. Write conv2d-1.filters=8,16,32 or training.learningRate=1e-4..1e-2:log:5.',
    'zh-CN':
      '“{{text}}”没有说明要变化什么。请写成 conv2d-1.filters=8,16,32 或 training.learningRate=1e-4..1e-2:log:5。',
  },
  'sweep.noValues': {
    en: 'No values are given for {{place}}.',
    'zh-CN': '没有为 {{place}} 给出取值。',
  },
  'sweep.notValue': {
    en: '{{place}} cannot take “{{value}}”. Write, for example: {{example}}.',
    'zh-CN': '{{place}} 不能取“{{value}}”。写法示例：{{example}}。',
  },
  'sweep.needsWhole': {
    en: '“{{value}}” is not a whole number from {{min}} to {{max}}.',
    'zh-CN': '“{{value}}”不是 {{min}} 到 {{max}} 之间的整数。',
  },
  'sweep.needsWholeFrom': {
    en: '“{{value}}” is not a whole number from {{min}} on.',
    'zh-CN': '“{{value}}”不是不小于 {{min}} 的整数。',
  },
  'sweep.needsReal': {
    en: '“{{value}}” is not a number from {{min}} to {{max}}.',
    'zh-CN': '“{{value}}”不是 {{min}} 到 {{max}} 之间的数。',
  },
  'sweep.needsForm': {
    en: '“{{value}}” does not fit here. Write, for example: {{example}}.',
    'zh-CN': '“{{value}}”不适用于此处。写法示例：{{example}}。',
  },
  'sweep.endBeforeStart': {
    en: 'The end must be larger than the start.',
    'zh-CN': '终点必须大于起点。',
  },
  'sweep.logFromZero': {
    en: 'On a logarithmic scale the start must be above 0.',
    'zh-CN': '对数刻度的起点必须大于 0。',
  },
  'sweep.notRange': {
    en: '{{place}} is not a number and has no range. List its values instead.',
    'zh-CN': '{{place}} 不是数值，不能使用范围。请逐个列出取值。',
  },
  'sweep.badRange': {
    en: 'The range of {{place}} from {{from}} to {{to}} is empty. The end must be larger than the start, which must be above 0 on a log scale.',
    'zh-CN': '{{place}} 的范围 {{from}} 到 {{to}} 为空。终点必须大于起点；对数刻度时起点必须大于 0。',
  },
  'sweep.tooMany': {
    en: 'That makes {{count}} trainings; {{most}} are the most. Take fewer values or seeds, or a random search.',
    'zh-CN': '这需要 {{count}} 次训练，最多为 {{most}} 次。请减少取值或种子数，或改用随机搜索。',
  },
  'sweep.axisTwice': {
    en: '{{place}} is varied twice. Put all its values into one place.',
    'zh-CN': '{{place}} 重复出现。请把它的所有取值放在一处。',
  },
  'sweep.seedTwice': {
    en: 'The seed is varied already: set the number of seeds to 1, or take the seed out of what is varied.',
    'zh-CN': '种子已在变化之列：请将种子数设为 1，或不再变化种子。',
  },
  'sweep.epochsTwice': {
    en: 'Successive halving chooses the number of epochs itself: take the epochs out of what is varied, or take a grid.',
    'zh-CN': '逐次减半会自行决定训练轮数：请不要变化轮数，或改用网格搜索。',
  },
  'sweep.nothingToTrain': {
    en: 'The network has no weights to train.',
    'zh-CN': '网络没有可训练的权重。',
  },
  'sweep.allImpossible': {
    en: 'None of the {{count}} networks can be trained. The first: {{reason}}',
    'zh-CN': '{{count}} 个网络都无法训练。第一个的原因：{{reasonZh}}',
  },
  'sweep.unknownJob': {
    en: 'There is no such job in the queue any more.',
    'zh-CN': '队列中已没有该任务。',
  },
  'sweep.stillWorking': {
    en: 'This job is being trained. Cancel it first.',
    'zh-CN': '该任务正在训练。请先取消。',
  },
  'sweep.busy': {
    en: 'The queue is training “{{name}}” ({{done}} of {{count}} done). Add this network to the queue, or cancel what is queued.',
    'zh-CN': '队列正在训练“{{name}}”（已完成 {{done}}/{{count}}）。请把此网络加入队列，或取消排队的任务。',
  },
  'sweep.cutOffOften': {
    en: 'The training process ended {{times}} times in this trial; the queue went on without it. A smaller batch may need less memory.',
    'zh-CN': '训练进程在此试验中意外退出了 {{times}} 次，队列已跳过它。减小批次可以降低内存需求。',
  },
  'sweep.queueLost': {
    en: 'The list of queued trainings was damaged and begins anew; the file is kept as {{file}}. The runs themselves are not touched.',
    'zh-CN': '训练队列文件已损坏，队列已重新开始；原文件保留为 {{file}}。训练记录本身不受影响。',
  },
  'sweep.queueNotKept': {
    en: 'The queue could not be written: {{reason}}. It goes on, but is lost if the program ends. Make room on the disk.',
    'zh-CN': '无法写入队列：{{reason}}。队列会继续运行，但程序退出后将丢失。请清理磁盘空间。',
  },
} satisfies MessageTable
