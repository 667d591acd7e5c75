import type { MessageTable } from './message-table.ts'

export const analysisMessages = {
  'data.copiesLeftOut': {
    en: 'Left out of the training pictures, because they are test pictures as well or repeat others: {{count}}.',
    'zh-CN': '已从训练图像中排除 {{count}} 张：它们也出现在测试图像中，或与其他图像重复。',
  },
  'data.onlyCopies': {
    en: 'All {{count}} training pictures are test pictures as well. Keep the copies, or choose other data.',
    'zh-CN': '全部 {{count}} 张训练图像都出现在测试图像中。请保留重复图像，或选择其他数据。',
  },
  'data.found.noCopies': {
    en: 'No picture occurs twice, and no test picture is among the training pictures.',
    'zh-CN': '没有重复图像，测试图像也没有混入训练图像。',
  },
  'data.found.leaks': {
    en: 'Test pictures that are among the training pictures: {{count}}. The network has seen them, so its test accuracy looks better than it is.',
    'zh-CN': '有 {{count}} 张测试图像也在训练图像中。网络已经见过它们，测试准确率会偏高。',
  },
  'data.found.conflicts': {
    en: 'Equal pictures with different labels: {{count}}. At most one of the labels can be right: look at them and mend the data.',
    'zh-CN': '有 {{count}} 组相同的图像标签不同，其中至多一个正确。请查看并修正数据。',
  },
  'data.found.trainCopies': {
    en: 'Training pictures that repeat another one: {{count}}. They count more than others, and may be both trained with and validated with.',
    'zh-CN': '有 {{count}} 张训练图像与其他图像重复。它们的权重更大，还可能同时用于训练和验证。',
  },
  'data.found.testCopies': {
    en: 'Test pictures that repeat another one: {{count}}. They count twice in the accuracy.',
    'zh-CN': '有 {{count}} 张测试图像与其他图像重复，在准确率中被重复计算。',
  },
  'data.found.imbalance': {
    en: 'The classes are unequal: “{{most}}” has {{ratio}} times as many training pictures as “{{least}}”, which is easily missed.',
    'zh-CN': '类别不均衡：“{{mostZh}}”的训练图像是“{{leastZh}}”的 {{ratio}} 倍，后者容易被忽略。',
  },
  'data.found.rare': {
    en: 'Classes with less than {{count}} training pictures: {{classes}}, such as “{{first}}”. Add pictures of them, or let augmentation vary those that there are.',
    'zh-CN': '有 {{classes}} 个类别的训练图像少于 {{count}} 张，例如“{{firstZh}}”。请补充图像，或使用数据增强。',
  },
  'data.found.sizes': {
    en: 'The files have {{distinct}} different sizes; most frequent is {{size}} ({{count}} files). All are brought to one size.',
    'zh-CN': '文件共有 {{distinct}} 种尺寸，最常见的是 {{size}}（{{count}} 个文件）。所有图像都会统一尺寸。',
  },
} satisfies MessageTable
