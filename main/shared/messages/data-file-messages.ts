import type { MessageTable } from './message-table.ts'

/** What is said of CIFAR, NumPy and CSV files. */
export const dataFileMessages = {
  'data.fileEmpty': {
    en: '{{file}} is empty. Download or export it again.',
    'zh-CN': '{{file}} 是空文件。请重新下载或导出。',
  },
  'data.unpackedTooLarge': {
    en: '{{file}} holds more than the {{limit}} MiB that are read. Use fewer or smaller pictures.',
    'zh-CN': '{{file}} 的内容超过可读取的 {{limit}} MiB。请使用更少或更小的图像。',
  },
  'data.archivePath': {
    en: '{{file}} has a member that points outside of it: {{name}}. Do not trust this archive; download it from its publisher.',
    'zh-CN': '{{file}} 中有指向归档外部的成员：{{name}}。请勿信任此归档，请从发布者处重新下载。',
  },
  'data.badTar': {
    en: '{{file}} is not a .tar archive, or is damaged: {{reason}}. Download it again.',
    'zh-CN': '{{file}} 不是 .tar 归档，或已损坏：{{reason}}。请重新下载。',
  },
  'data.badZip': {
    en: '{{file}} is not a NumPy file (.npz, .npy), or is damaged: {{reason}}. Save it again with numpy.savez.',
    'zh-CN': '{{file}} 不是 NumPy 文件（.npz、.npy），或已损坏：{{reason}}。请用 numpy.savez 重新保存。',
  },
  'data.cifarNone': {
    en: '{{path}} has no files of CIFAR (data_batch_1.bin, test_batch.bin; data_batch_1, test_batch; train.bin, test.bin; train, test). Choose the folder with them, or the publisher’s .tar.gz.',
    'zh-CN':
      '{{path}} 中没有 CIFAR 的文件（data_batch_1.bin、test_batch.bin；data_batch_1、test_batch；train.bin、test.bin；train、test）。请选择包含这些文件的文件夹，或发布者提供的 .tar.gz。',
  },
  'data.cifarNoPart': {
    en: '{{path}} has no {{file}}. Add the missing file, or download the archive again.',
    'zh-CN': '{{path}} 中没有 {{file}}。请补上缺少的文件，或重新下载归档。',
  },
  'data.cifarMixed': {
    en: '{{path}} has files of more than one version of CIFAR. Put each version into a folder of its own.',
    'zh-CN': '{{path}} 中混有多个版本的 CIFAR 文件。请把每个版本放在各自的文件夹中。',
  },
  'data.cifarSize': {
    en: '{{file}} has {{bytes}} bytes, which are no whole number of pictures of {{record}} bytes. It is cut off or not CIFAR: download it again.',
    'zh-CN': '{{file}} 有 {{bytes}} 字节，不是每张图像 {{record}} 字节的整数倍。文件不完整或不是 CIFAR：请重新下载。',
  },
  'data.cifarLabel': {
    en: '{{file}}: picture {{index}} has the label {{label}}; CIFAR’s labels go from 0 to {{last}}. Download the file again.',
    'zh-CN': '{{file}}：第 {{index}} 张图像的标签为 {{label}}，而 CIFAR 的标签为 0 到 {{last}}。请重新下载该文件。',
  },
  'data.cifarKey': {
    en: '{{file}} has no “{{key}}” in the form that CIFAR’s python version has. Choose the publisher’s files.',
    'zh-CN': '{{file}} 中没有 CIFAR Python 版格式的“{{key}}”。请选择发布者提供的文件。',
  },
  'data.cifarArray': {
    en: '{{file}}: “data” has the shape {{shape}} of type {{type}}; pictures × 3072 of type u1 are needed. Choose the publisher’s files.',
    'zh-CN':
      '{{file}}：“data”的形状为 {{shape}}，类型为 {{type}}；需要 图像数 × 3072、类型 u1。请选择发布者提供的文件。',
  },
  'data.cifarCounts': {
    en: '{{file}} has {{labels}} “{{key}}”, but {{images}} pictures. Download it again.',
    'zh-CN': '{{file}} 有 {{labels}} 个“{{key}}”，却有 {{images}} 张图像。请重新下载。',
  },
  'data.cifarPartial': {
    en: '{{found}} of {{whole}} training files are here: {{count}} training pictures.',
    'zh-CN': '共 {{whole}} 个训练文件，此处有 {{found}} 个：{{count}} 张训练图像。',
  },
  'data.pickleTruncated': {
    en: '{{file}} ends at byte {{offset}}, but goes on to byte {{promised}} by what it says. Download it again.',
    'zh-CN': '{{file}} 在第 {{offset}} 字节处结束，而按其内容应到第 {{promised}} 字节。请重新下载。',
  },
  'data.pickleBroken': {
    en: '{{file}} makes no sense near byte {{offset}}: it is no pickle of CIFAR, or damaged. Download it again.',
    'zh-CN': '{{file}} 在第 {{offset}} 字节附近无法解读：不是 CIFAR 的 pickle 文件，或已损坏。请重新下载。',
  },
  'data.pickleOpcode': {
    en: '{{file}} has the instruction {{code}} at byte {{offset}}, which no pickle of CIFAR has; nothing of it was run. Choose the publisher’s files.',
    'zh-CN':
      '{{file}} 的第 {{offset}} 字节处有指令 {{code}}，CIFAR 的 pickle 文件不会有此指令；未执行任何内容。请选择发布者提供的文件。',
  },
  'data.pickleGlobal': {
    en: '{{file}} asks for {{name}}, which no pickle of CIFAR needs; nothing of it was run. Do not trust this file.',
    'zh-CN': '{{file}} 要求调用 {{name}}，CIFAR 的 pickle 文件不需要它；未执行任何内容。请勿信任此文件。',
  },
  'data.npyMagic': {
    en: '{{file}} is not a .npy array. Save it again with numpy.save or numpy.savez.',
    'zh-CN': '{{file}} 不是 .npy 数组。请用 numpy.save 或 numpy.savez 重新保存。',
  },
  'data.npyVersion': {
    en: '{{file}} is of version {{version}} of .npy; 1 to 3 are read. Save it with a usual NumPy.',
    'zh-CN': '{{file}} 的 .npy 版本为 {{version}}，只支持 1 到 3。请用常见的 NumPy 版本保存。',
  },
  'data.npyHeader': {
    en: '{{file}} has a header that cannot be read: {{header}}. Save it again with numpy.save or numpy.savez.',
    'zh-CN': '{{file}} 的文件头无法读取：{{header}}。请用 numpy.save 或 numpy.savez 重新保存。',
  },
  'data.npyType': {
    en: '{{file}} holds values of type {{type}}; whole numbers of 1 to 8 bytes, floats of 4 or 8 and bools are read. Convert it, for example with astype("uint8").',
    'zh-CN':
      '{{file}} 的数据类型为 {{type}}；支持 1 到 8 字节的整数、4 或 8 字节的浮点数以及布尔值。请先转换，例如用 astype("uint8")。',
  },
  'data.npyTruncated': {
    en: '{{file}} has {{found}} bytes, but its header promises {{promised}}. Copy or save it again.',
    'zh-CN': '{{file}} 有 {{found}} 字节，而文件头声明有 {{promised}} 字节。请重新复制或保存。',
  },
  'data.npzNames': {
    en: '{{file}} has the arrays {{names}}; none of them are pictures with labels by their names. Call them x_train, y_train, x_test, y_test, or images and labels.',
    'zh-CN':
      '{{file}} 中的数组为 {{names}}；从名称上看没有图像和对应的标签。请命名为 x_train、y_train、x_test、y_test，或 images 和 labels。',
  },
  'data.npzSizes': {
    en: '{{file}} has training pictures of {{train}} and test pictures of {{test}}. They must be of one size.',
    'zh-CN': '{{file}} 的训练图像为 {{train}}，测试图像为 {{test}}。两者尺寸必须相同。',
  },
  'data.arrayShape': {
    en: '{{file}}: “{{name}}” has the shape {{shape}}. Pictures are count × height × width, or with 1 or 3 channels at the end or after the count.',
    'zh-CN':
      '{{file}}：“{{name}}”的形状为 {{shape}}。图像应为 数量 × 高 × 宽，或在末尾（或数量之后）再有 1 个或 3 个通道。',
  },
  'data.arrayEmpty': {
    en: '{{file}}: “{{name}}” holds no pictures.',
    'zh-CN': '{{file}}：“{{name}}”中没有图像。',
  },
  'data.arrayPixel': {
    en: '{{file}}: picture {{picture}} of “{{name}}” has the value {{value}}. Pixels are numbers from 0 to 1, or from 0 to 255: scale them before saving.',
    'zh-CN':
      '{{file}}：“{{name}}”的第 {{picture}} 张图像中有值 {{value}}。像素应为 0 到 1 或 0 到 255 的数：请在保存前缩放。',
  },
  'data.arrayCounts': {
    en: '{{file}} has {{imageCount}} pictures in “{{images}}”, but {{labelCount}} labels in “{{labels}}”. Each picture needs one.',
    'zh-CN':
      '{{file}} 的“{{images}}”有 {{imageCount}} 张图像，而“{{labels}}”有 {{labelCount}} 个标签。每张图像需要一个。',
  },
  'data.labelShape': {
    en: '{{file}}: “{{name}}” has the shape {{shape}}. Labels are one whole number a picture, or a row with a single 1 in it.',
    'zh-CN': '{{file}}：“{{name}}”的形状为 {{shape}}。标签应为每张图像一个整数，或只含一个 1 的一行。',
  },
  'data.labelWhole': {
    en: '{{file}}: label {{picture}} of “{{name}}” is {{value}}, which is no whole number. Classes are numbered.',
    'zh-CN': '{{file}}：“{{name}}”的第 {{picture}} 个标签为 {{value}}，不是整数。类别应以整数编号。',
  },
  'data.oneLabel': {
    en: '{{file}} has only one class: all labels are {{label}}. At least two are needed to tell them apart.',
    'zh-CN': '{{file}} 只有一个类别：所有标签都是 {{label}}。分类至少需要两个类别。',
  },
  'data.labelsMany': {
    en: '{{file}} has {{count}} different labels; at most {{limit}} classes are possible. Is this the column of the labels?',
    'zh-CN': '{{file}} 有 {{count}} 种不同的标签，最多只能有 {{limit}} 个类别。这确实是标签列吗？',
  },
  'data.csvEmpty': {
    en: '{{file}} has no rows with pictures.',
    'zh-CN': '{{file}} 中没有图像行。',
  },
  'data.csvColumns': {
    en: '{{file}} has {{found}} column(s) in its first line. A label and pixels are needed, separated by commas, semicolons or tabs.',
    'zh-CN': '{{file}} 的第一行只有 {{found}} 列。需要标签和像素，用逗号、分号或制表符分隔。',
  },
  'data.csvNoColumn': {
    en: '{{file}} has no column “{{column}}”; its first line begins with {{titles}}. Write a title of that line, or the column’s number from 1.',
    'zh-CN': '{{file}} 没有列“{{column}}”；其第一行开头为 {{titles}}。请填写该行中的列名，或从 1 开始的列号。',
  },
  'data.csvRagged': {
    en: '{{file}}, line {{line}}: there are {{found}} columns where the first line has {{expected}}. Add what is missing or take the line out.',
    'zh-CN': '{{file}} 第 {{line}} 行：有 {{found}} 列，而第一行有 {{expected}} 列。请补全或删除该行。',
  },
  'data.csvEmptyCell': {
    en: '{{file}}, line {{line}}, column {{column}}: the cell is empty. Fill it in or take the line out.',
    'zh-CN': '{{file}} 第 {{line}} 行第 {{column}} 列：单元格为空。请填写或删除该行。',
  },
  'data.csvNumber': {
    en: '{{file}}, line {{line}}, column {{column}}: “{{cell}}” is not a number. If it is the label, name its column.',
    'zh-CN': '{{file}} 第 {{line}} 行第 {{column}} 列：“{{cell}}”不是数字。如果它是标签，请指定标签列。',
  },
  'data.csvRange': {
    en: '{{file}}, line {{line}}, column {{column}}: {{cell}} is no pixel. They go from 0 to 255, or from 0 to 1.',
    'zh-CN': '{{file}} 第 {{line}} 行第 {{column}} 列：{{cell}} 不是像素值。像素应为 0 到 255，或 0 到 1。',
  },
  'data.csvLabel': {
    en: '{{file}}, line {{line}}, column {{column}}: the label {{cell}} is neither a whole number nor a name. Is another column the label’s?',
    'zh-CN': '{{file}} 第 {{line}} 行第 {{column}} 列：标签 {{cell}} 既不是整数也不是名称。标签是否在另一列？',
  },
  'data.csvEncoding': {
    en: '{{file}}, line {{line}}: the text is not in UTF-8. Save it as “CSV UTF-8”.',
    'zh-CN': '{{file}} 第 {{line}} 行：文本不是 UTF-8 编码。请另存为“CSV UTF-8”。',
  },
  'data.csvBroken': {
    en: '{{file}}, line {{line}}: the table cannot be read: {{reason}}. Look for quotes that are not closed.',
    'zh-CN': '{{file}} 第 {{line}} 行：无法读取表格：{{reason}}。请检查是否有未闭合的引号。',
  },
  'data.csvWidths': {
    en: '{{file}} has {{width}} numbers a row besides the label, but {{other}} has {{otherWidth}}. Both need pictures of one size.',
    'zh-CN': '{{file}} 每行除标签外有 {{width}} 个数，而 {{other}} 有 {{otherWidth}} 个。两者的图像尺寸必须相同。',
  },
  'data.csvNoSquare': {
    en: '{{file}} has {{count}} numbers a row besides the label, which make no square picture. Say its height, width and channels.',
    'zh-CN': '{{file}} 每行除标签外有 {{count}} 个数，无法组成正方形图像。请指定高、宽和通道数。',
  },
  'data.csvSize': {
    en: '{{file}} has {{count}} numbers a row besides the label, which are not {{size}}. Correct the height, width or channels.',
    'zh-CN': '{{file}} 每行除标签外有 {{count}} 个数，与 {{size}} 不符。请更正高、宽或通道数。',
  },
  'data.noteUnit': {
    en: 'The pixels go from 0 to 1 in the file; 1 was taken for white.',
    'zh-CN': '文件中的像素为 0 到 1；1 视为白色。',
  },
  'data.noteByte': {
    en: 'The pixels go from 0 to 255 in the file.',
    'zh-CN': '文件中的像素为 0 到 255。',
  },
  'data.noteSplit': {
    en: 'The file has no test pictures: {{share}} % of each class are kept for the test.',
    'zh-CN': '文件中没有测试图像：每个类别保留 {{share}} % 用于测试。',
  },
  'data.noteTestFile': {
    en: 'The test pictures are from {{file}}.',
    'zh-CN': '测试图像来自 {{file}}。',
  },
} satisfies MessageTable
