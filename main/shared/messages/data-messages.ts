import type { MessageTable } from './message-table.ts'

export const dataMessages = {
  'data.folderUnreadable': {
    en: 'The folder {{directory}} cannot be opened: {{reason}}. Choose the folder that holds the four IDX files.',
    'zh-CN': '无法打开文件夹 {{directory}}：{{reason}}。请选择包含四个 IDX 文件的文件夹。',
  },
  'data.notFolder': {
    en: '{{directory}} is not a folder. Choose the folder that holds the four IDX files.',
    'zh-CN': '{{directory}} 不是文件夹。请选择包含四个 IDX 文件的文件夹。',
  },
  'data.fileMissing': {
    en: 'The folder {{directory}} has no file {{file}} (with or without .gz). It needs MNIST’s four files: images and labels to train (train-…) and to test (t10k-…).',
    'zh-CN':
      '文件夹 {{directory}} 中没有 {{file}}（带或不带 .gz 均可）。需要 MNIST 的四个文件：训练（train-…）和测试（t10k-…）的图像与标签。',
  },
  'data.unreadable': {
    en: '{{file}} cannot be read: {{reason}}.',
    'zh-CN': '无法读取 {{file}}：{{reason}}。',
  },
  'data.cacheShort': {
    en: '{{file}}, which holds pictures as they were prepared, is no longer whole. Open the data again: they are prepared anew.',
    'zh-CN': '{{file}} 中保存的预处理图像已不完整。请重新打开数据，程序会重新准备。',
  },
  'data.badGzip': {
    en: '{{file}} is a damaged .gz file, near byte {{offset}}: {{reason}}. Download it again.',
    'zh-CN': '{{file}} 是损坏的 .gz 文件，位置约在第 {{offset}} 字节：{{reason}}。请重新下载。',
  },
  'data.idxEmptyFile': {
    en: '{{file}} is empty (it ends at byte 0). Download it again.',
    'zh-CN': '{{file}} 是空文件（在第 0 字节处结束）。请重新下载。',
  },
  'data.idxHeaderTruncated': {
    en: '{{file}} ends at byte {{offset}}, inside its header. Download it again.',
    'zh-CN': '{{file}} 在文件头内的第 {{offset}} 字节处就结束了。请重新下载。',
  },
  'data.idxMagic': {
    en: '{{file}} is not an IDX file: at byte {{offset}} it begins with {{found}} instead of 00 00 08. Choose MNIST’s files.',
    'zh-CN': '{{file}} 不是 IDX 文件：第 {{offset}} 字节处是 {{found}}，而不是 00 00 08。请选择 MNIST 格式的文件。',
  },
  'data.idxType': {
    en: '{{file}} holds numbers of another type (byte {{offset}} of {{found}}): only unsigned bytes, type 08, are read. Convert it.',
    'zh-CN':
      '{{file}} 存放的是其他类型的数值（{{found}} 的第 {{offset}} 字节）：只支持无符号字节（类型 08）。请先转换。',
  },
  'data.idxRank': {
    en: '{{file}} has {{rank}} dimension(s) by its byte {{offset}}, but {{expected}} are needed here. Were images and labels swapped?',
    'zh-CN': '{{file}} 的第 {{offset}} 字节表明它有 {{rank}} 维，此处需要 {{expected}} 维。图像和标签是否放反了？',
  },
  'data.idxZeroSize': {
    en: '{{file}} holds nothing: the size at byte {{offset}} is 0. Choose a file with pictures in it.',
    'zh-CN': '{{file}} 没有内容：第 {{offset}} 字节处的尺寸为 0。请选择含有图像的文件。',
  },
  'data.idxTooLarge': {
    en: '{{file}} claims to hold {{sizes}} bytes (at byte {{offset}}), more than the {{limit}} MiB that are read. Use fewer or smaller pictures.',
    'zh-CN':
      '{{file}} 声称包含 {{sizes}} 字节（第 {{offset}} 字节处），超过可读取的 {{limit}} MiB。请使用更少或更小的图像。',
  },
  'data.idxTruncated': {
    en: '{{file}} ends at byte {{offset}}, but its header promises {{promised}} bytes. Download it again.',
    'zh-CN': '{{file}} 在第 {{offset}} 字节处结束，而文件头声明有 {{promised}} 字节。请重新下载。',
  },
  'data.idxTrailing': {
    en: '{{file}} goes on after byte {{offset}}, where its header ({{sizes}}) says that it ends. Its counts are wrong: download it again.',
    'zh-CN': '{{file}} 在第 {{offset}} 字节之后仍有数据，而文件头（{{sizes}}）表明应在此结束。计数有误，请重新下载。',
  },
  'data.countsDiffer': {
    en: '{{file}} has {{labels}} labels (byte {{offset}}), but {{other}} has {{images}} pictures. Take both files from the same data set.',
    'zh-CN':
      '{{file}} 有 {{labels}} 个标签（第 {{offset}} 字节），而 {{other}} 有 {{images}} 张图像。请使用同一数据集的文件。',
  },
  'data.sizesDiffer': {
    en: '{{file}} has pictures of {{size}} (byte {{offset}}), but those of {{other}} are {{otherSize}}. Take both files from the same data set.',
    'zh-CN':
      '{{file}} 的图像为 {{size}}（第 {{offset}} 字节），而 {{other}} 的图像为 {{otherSize}}。请使用同一数据集的文件。',
  },
  'data.channels': {
    en: '{{file}} has pictures of {{channels}} channels (byte {{offset}}); 1 (grey) or 3 (red, green, blue) can be used.',
    'zh-CN': '{{file}} 的图像有 {{channels}} 个通道（第 {{offset}} 字节）；只支持 1（灰度）或 3（红、绿、蓝）个通道。',
  },
  'data.labelRange': {
    en: '{{file}} has the label {{label}} at byte {{offset}}, but classes.txt names only {{classCount}} classes, from 0. Add the missing names.',
    'zh-CN':
      '{{file}} 的第 {{offset}} 字节处有标签 {{label}}，而 classes.txt 只有从 0 开始的 {{classCount}} 个类别名。请补全类别名。',
  },
  'data.oneClass': {
    en: '{{file}} has only one class (all labels from byte {{offset}} are 0). At least two are needed to tell them apart.',
    'zh-CN': '{{file}} 只有一个类别（从第 {{offset}} 字节起的标签全为 0）。分类至少需要两个类别。',
  },
  'data.classNameEmpty': {
    en: '{{file}} names no class in line {{line}}. Write one name in each line.',
    'zh-CN': '{{file}} 的第 {{line}} 行没有类别名。请每行写一个名称。',
  },
  'data.classNamesMany': {
    en: '{{file}} names {{count}} classes; there can be at most {{limit}}.',
    'zh-CN': '{{file}} 列出了 {{count}} 个类别，最多只能有 {{limit}} 个。',
  },
  'data.unknownClass': {
    en: 'There is no class {{label}}: the data set has {{classCount}}, from 0.',
    'zh-CN': '不存在类别 {{label}}：数据集共有 {{classCount}} 个类别，从 0 开始编号。',
  },
  'data.noPicture': {
    en: 'There is no training picture {{index}}: the data set has {{count}}, counted from 0.',
    'zh-CN': '不存在第 {{index}} 张训练图像：数据集共有 {{count}} 张，从 0 开始编号。',
  },
} satisfies MessageTable
