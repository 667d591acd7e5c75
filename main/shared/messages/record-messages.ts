import type { MessageTable } from './message-table.ts'

export const recordMessages = {
  'records.damaged': {
    en: 'The record of runs was damaged. It was set aside as {{file}}, and a new one has been begun; trainings go on as before.',
    'zh-CN': '训练记录文件已损坏，已另存为 {{file}}，并建立了新的记录。训练不受影响。',
  },
  'records.newer': {
    en: 'The record of runs was written by a newer version of the program and is left as it is: runs are not recorded. Update the program. ({{file}})',
    'zh-CN': '训练记录由更新版本的程序写入，已保持原样：目前不会记录训练。请更新程序。（{{file}}）',
  },
  'records.unusable': {
    en: 'The record of runs cannot be used: {{reason}}. Runs are not recorded. Make room on the disk, see that the folder can be written to, and start the program again. ({{file}})',
    'zh-CN':
      '无法使用训练记录：{{reason}}。目前不会记录训练。请清理磁盘空间，确认文件夹可写，然后重新启动程序。（{{file}}）',
  },
  'records.unknown': {
    en: 'There is no run {{runId}} in the record. It may have been deleted.',
    'zh-CN': '记录中没有训练 {{runId}}，可能已被删除。',
  },
  'records.ambiguous': {
    en: '“{{runId}}” means several runs: {{runs}}. Give more of the id.',
    'zh-CN': '“{{runId}}”对应多条训练记录：{{runs}}。请提供更长的编号。',
  },
  'records.otherPictures': {
    en: 'These runs were not tested on the same pictures, so that they cannot be compared picture by picture. Choose runs with the same data.',
    'zh-CN': '这些训练使用的测试图像不同，无法逐张比较。请选择使用相同数据的训练。',
  },
  'records.noPredictions': {
    en: '“{{name}}” keeps nothing of single test pictures: it did not come to its test, or tells pixels apart and is of an earlier version of the program. Choose another run, or train it again.',
    'zh-CN':
      '“{{name}}”没有保存单张测试图像的结果：它未进行测试，或者是较早版本程序所做的逐像素分类。请选择其他训练，或重新训练。',
  },
  'records.dataChanged': {
    en: 'The data set is no longer the one that “{{name}}” was tested on, so that its pictures cannot be shown. Bring back the old files to see them.',
    'zh-CN': '数据集已不是“{{name}}”测试时所用的数据，无法显示图像。恢复原来的文件后即可查看。',
  },
  'records.differByTest': {
    en: '{{better}} is better than {{worse}} by {{points}} percentage points on the test pictures: {{more}} pictures only {{better}} gets right, {{fewer}} only {{worse}}. A difference as large would come by chance in {{chance}} of 100 cases ({{test}}, p = {{p}}).',
    'zh-CN':
      '{{better}} 在测试图像上比 {{worse}} 高 {{points}} 个百分点：仅 {{better}} 分对的有 {{more}} 张，仅 {{worse}} 分对的有 {{fewer}} 张。仅凭偶然，100 次中会有 {{chance}} 次出现这样大的差异（{{test}} 检验，p = {{p}}）。',
  },
  'records.evenByTest': {
    en: '{{better}} and {{worse}} cannot be told apart: {{points}} percentage points lie between them on the test pictures ({{more}} pictures only {{better}} gets right, {{fewer}} only {{worse}}), and a difference as large would come by chance in {{chance}} of 100 cases ({{test}}, p = {{p}}).',
    'zh-CN':
      '{{better}} 与 {{worse}} 难分高下：在测试图像上相差 {{points}} 个百分点（仅 {{better}} 分对 {{more}} 张，仅 {{worse}} 分对 {{fewer}} 张），仅凭偶然，100 次中会有 {{chance}} 次出现这样大的差异（{{test}} 检验，p = {{p}}）。',
  },
  'records.differByMasks': {
    en: '{{better}} is better than {{worse}}: of a test picture it gets {{points}} ± {{half}} percentage points more of the pixels right, in the mean over {{count}} pictures; it does better on {{more}} of them, {{worse}} on {{fewer}}. A difference as large would come by chance in {{chance}} of 100 cases ({{test}}, paired by picture, p = {{p}}).',
    'zh-CN':
      '{{better}} 优于 {{worse}}：在 {{count}} 张测试图像上，平均每张分对的像素多 {{points}} ± {{half}} 个百分点；其中 {{more}} 张是 {{better}} 更好，{{fewer}} 张是 {{worse}} 更好。仅凭偶然，100 次中会有 {{chance}} 次出现这样大的差异（按图像配对的 {{test}} t 检验，p = {{p}}）。',
  },
  'records.evenByMasks': {
    en: '{{better}} and {{worse}} cannot be told apart: of a test picture they get {{points}} ± {{half}} percentage points of the pixels right more or less, in the mean over {{count}} pictures ({{better}} does better on {{more}} of them, {{worse}} on {{fewer}}), and a difference as large would come by chance in {{chance}} of 100 cases ({{test}}, paired by picture, p = {{p}}).',
    'zh-CN':
      '{{better}} 与 {{worse}} 难分高下：在 {{count}} 张测试图像上，平均每张分对的像素相差 {{points}} ± {{half}} 个百分点（其中 {{more}} 张是 {{better}} 更好，{{fewer}} 张是 {{worse}} 更好），仅凭偶然，100 次中会有 {{chance}} 次出现这样大的差异（按图像配对的 {{test}} t 检验，p = {{p}}）。',
  },
  'records.noMaskFigures': {
    en: 'Whether {{first}} and {{second}} differ by more than chance cannot be said: of one of them nothing was kept of each test picture, as it was trained by an earlier version of the program. Train it again.',
    'zh-CN':
      '无法判断 {{first}} 与 {{second}} 的差异是否超出偶然：其中一方由较早版本的程序训练，没有保存每张测试图像的结果。请重新训练。',
  },
  'records.tooFewMasks': {
    en: 'Whether {{first}} and {{second}} differ by more than chance cannot be said: that takes at least {{fewest}} test pictures. Take more pictures into the test part.',
    'zh-CN':
      '无法判断 {{first}} 与 {{second}} 的差异是否超出偶然：至少需要 {{fewest}} 张测试图像。请增加测试集的图像。',
  },
  'records.differBySeeds': {
    en: '{{better}} is better than {{worse}} by {{points}} ± {{half}} percentage points of test accuracy, over {{more}} and {{fewer}} seeds. A difference as large would come by chance in {{chance}} of 100 cases ({{test}}, p = {{p}}).',
    'zh-CN':
      '{{better}} 的测试准确率比 {{worse}} 高 {{points}} ± {{half}} 个百分点（分别用了 {{more}} 个和 {{fewer}} 个随机种子）。仅凭偶然，100 次中会有 {{chance}} 次出现这样大的差异（{{test}} 检验，p = {{p}}）。',
  },
  'records.evenBySeeds': {
    en: '{{better}} and {{worse}} cannot be told apart: their test accuracies differ by {{points}} ± {{half}} percentage points over {{more}} and {{fewer}} seeds, and a difference as large would come by chance in {{chance}} of 100 cases ({{test}}, p = {{p}}).',
    'zh-CN':
      '{{better}} 与 {{worse}} 难分高下：测试准确率相差 {{points}} ± {{half}} 个百分点（分别用了 {{more}} 个和 {{fewer}} 个随机种子），仅凭偶然，100 次中会有 {{chance}} 次出现这样大的差异（{{test}} 检验，p = {{p}}）。',
  },
  'records.tooFewSeeds': {
    en: 'Whether {{first}} and {{second}} differ cannot be said: one has several seeds and the other only one. Train that one with another seed too.',
    'zh-CN':
      '无法判断 {{first}} 与 {{second}} 是否有差异：一方有多个随机种子，另一方只有一个。请用其他种子再训练后者。',
  },
  'records.notComparable': {
    en: 'Whether {{first}} and {{second}} differ by more than chance cannot be said: they were not both tested on the same pictures.',
    'zh-CN': '无法判断 {{first}} 与 {{second}} 的差异是否超出偶然：它们没有在相同的测试图像上进行测试。',
  },
} satisfies MessageTable
