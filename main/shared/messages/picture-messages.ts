import type { MessageTable } from './message-table.ts'

/** Of pictures of one's own: what keeps a set from being opened, and why single files are left out. */
export const pictureMessages = {
  'data.pathUnreadable': {
    en: '{{path}} cannot be opened: {{reason}}. Choose a folder, a .zip, .tar or .tar.gz, or a .csv file.',
    'zh-CN': '无法打开 {{path}}：{{reason}}。请选择文件夹、.zip、.tar、.tar.gz 或 .csv 文件。',
  },
  'data.notPictures': {
    en: '{{path}} is no folder, .zip, .tar, .tar.gz or .csv file. Choose one of these.',
    'zh-CN': '{{path}} 不是文件夹，也不是 .zip、.tar、.tar.gz 或 .csv 文件。请选择其中一种。',
  },
  'data.noPictures': {
    en: '{{path}} holds no pictures. Put PNG, JPEG, WebP, BMP or GIF files into it, in a folder for each class.',
    'zh-CN': '{{path}} 中没有图像。请将 PNG、JPEG、WebP、BMP 或 GIF 文件按类别分文件夹放入其中。',
  },
  'data.noClassFolders': {
    en: 'The pictures in {{path}} are in no folders. Make a folder for each class and sort them into these.',
    'zh-CN': '{{path}} 中的图像没有放在子文件夹里。请为每个类别建一个文件夹并把图像分入其中。',
  },
  'data.oneClassFolder': {
    en: '{{path}} has only one class, {{name}}. At least two are needed to tell them apart: add a folder, or rows, of another class.',
    'zh-CN': '{{path}} 只有一个类别 {{name}}。分类至少需要两个类别：请添加另一类别的文件夹或行。',
  },
  'data.classEmpty': {
    en: 'The folder {{folder}} of the class {{name}} is empty. Put pictures into it, or remove it.',
    'zh-CN': '类别 {{name}} 的文件夹 {{folder}} 是空的。请放入图像，或删除该文件夹。',
  },
  'data.classUnusable': {
    en: 'No picture of the class {{name}} can be used. Of {{file}}, for one: {{reason}} Replace these pictures, or remove the class.',
    'zh-CN': '类别 {{name}} 没有可用的图像。例如 {{file}}：{{reasonZh}}请更换这些图像，或移除该类别。',
  },
  'data.noneUsable': {
    en: 'No picture of {{path}} can be used. Of {{file}}, for one: {{reason}} Replace these files.',
    'zh-CN': '{{path}} 中没有可用的图像。例如 {{file}}：{{reasonZh}}请更换这些文件。',
  },
  'data.classUntrained': {
    en: 'The class {{name}} has no pictures to train with, only {{count}} to test. Add some, or make the share that tests smaller.',
    'zh-CN': '类别 {{name}} 没有训练图像，只有 {{count}} 张测试图像。请补充图像，或减小测试比例。',
  },
  'data.fewPictures': {
    en: '{{path}} has {{count}} picture(s) that can be used; some are needed to train and some to test. Add pictures.',
    'zh-CN': '{{path}} 只有 {{count}} 张可用图像；训练和测试都需要图像。请添加图像。',
  },
  'data.tooManyClasses': {
    en: '{{path}} has {{count}} classes; there can be at most {{limit}}. Are the folders, or the labels, really classes?',
    'zh-CN': '{{path}} 有 {{count}} 个类别，最多只能有 {{limit}} 个。这些文件夹或标签确实是类别吗？',
  },
  'data.tooManyFiles': {
    en: '{{path}} holds more than {{limit}} files. Choose a smaller part of it.',
    'zh-CN': '{{path}} 中的文件超过 {{limit}} 个。请选择其中较小的一部分。',
  },
  'data.badArchive': {
    en: '{{file}} is damaged, or no archive: {{reason}}. Make it, or download it, again.',
    'zh-CN': '{{file}} 已损坏或不是压缩文件：{{reason}}。请重新打包或下载。',
  },
  'data.archiveEncrypted': {
    en: '{{file}} has a password. Unpack it yourself and choose the folder.',
    'zh-CN': '{{file}} 设有密码。请自行解压后选择文件夹。',
  },
  'data.archiveBomb': {
    en: '{{file}} would unpack to more than {{ratio}} times its size, which pictures never do: it was made to fill disks, or is damaged. It is not opened.',
    'zh-CN':
      '{{file}} 解压后将超过自身大小的 {{ratio}} 倍，图像绝不会如此：它可能是恶意的“压缩炸弹”，或已损坏。因此不予打开。',
  },
  'data.listBroken': {
    en: '{{file}} is no CSV table, near line {{line}}: {{reason}}. Save it again as CSV (UTF-8).',
    'zh-CN': '{{file}} 不是有效的 CSV 表格，问题约在第 {{line}} 行：{{reason}}。请重新保存为 CSV（UTF-8）。',
  },
  'data.listColumns': {
    en: 'The columns of {{file}} are not understood ({{found}}). Name them path and {{second}} in the first line.',
    'zh-CN': '无法识别 {{file}} 的列（{{found}}）。请在第一行将列命名为 path 和 {{second}}。',
  },
  'data.listEmpty': {
    en: '{{file}} names no pictures. Write one in each line: its path and its class.',
    'zh-CN': '{{file}} 没有列出任何图像。请每行写一张：路径和类别。',
  },
  'data.listTooLarge': {
    en: '{{file}} is larger than the {{limit}} MiB that are read. Leave out columns that are not needed.',
    'zh-CN': '{{file}} 超过可读取的 {{limit}} MiB。请去掉不需要的列。',
  },
  'data.noMaskFolders': {
    en: '{{path}} has no masks beside the pictures. Put the pictures into a folder images and masks of the same names into a folder masks.',
    'zh-CN': '{{path}} 中图像旁没有掩膜。请将图像放入 images 文件夹，并将同名的掩膜放入 masks 文件夹。',
  },
  'data.noMaskMatches': {
    en: 'No picture in {{path}} has a mask of the same name. Call the mask of cat.jpg cat.png or cat_mask.png.',
    'zh-CN': '{{path}} 中没有一张图像有同名的掩膜。例如 cat.jpg 的掩膜应命名为 cat.png 或 cat_mask.png。',
  },
  'data.maskColours': {
    en: 'The masks have more than {{limit}} colours, {{file}} among others; each colour is a class. Save masks as PNG without smooth edges.',
    'zh-CN': '掩膜的颜色超过 {{limit}} 种（例如 {{file}}）；每种颜色代表一个类别。请将掩膜保存为边缘不平滑的 PNG。',
  },
  'data.maskOneClass': {
    en: 'The masks in {{path}} have only one colour. At least two are needed: one for each class.',
    'zh-CN': '{{path}} 中的掩膜只有一种颜色。至少需要两种，每个类别一种。',
  },
  'data.masksTooLarge': {
    en: 'The masks would take {{size}} GiB of memory; {{limit}} can be used. Choose a smaller size, or fewer pictures.',
    'zh-CN': '掩膜将占用 {{size}} GiB 内存，最多可用 {{limit}} GiB。请选择较小的尺寸或较少的图像。',
  },
  'data.classColour': {
    en: '{{file}} gives no name and colour in line {{line}}. Write each class as name #rrggbb, or no colours at all.',
    'zh-CN': '{{file}} 的第 {{line}} 行没有类别名和颜色。请将每个类别写成“名称 #rrggbb”，或全部不写颜色。',
  },
  'data.cacheUnwritable': {
    en: 'The prepared pictures cannot be kept in {{directory}}: {{reason}}. Make room on the disk and try again.',
    'zh-CN': '无法将处理好的图像保存到 {{directory}}：{{reason}}。请腾出磁盘空间后重试。',
  },
  'data.decoderMissing': {
    en: 'Pictures cannot be decoded: {{reason}}. Install LayerLoom again.',
    'zh-CN': '无法解码图像：{{reason}}。请重新安装 LayerLoom。',
  },
  'data.setName': {
    en: '“{{name}}” cannot be the name of a folder. Leave out \\ / : * ? " < > |, and a dot or space at its ends.',
    'zh-CN': '“{{name}}”不能用作文件夹名。请勿使用 \\ / : * ? " < > |，首尾也不要有点或空格。',
  },
  'data.setClassThere': {
    en: 'The set has a class “{{name}}” already. Choose another name.',
    'zh-CN': '该数据集中已有类别“{{name}}”。请换一个名称。',
  },
  'data.badPicture': { en: 'This picture cannot be kept: {{reason}}', 'zh-CN': '无法保存此图像：{{reasonZh}}' },
  'data.setUnwritable': {
    en: 'The pictures in {{folder}} cannot be changed: {{reason}}. Make room on the disk and try again.',
    'zh-CN': '无法更改 {{folder}} 中的图像：{{reason}}。请腾出磁盘空间后重试。',
  },
  'data.cancelled': {
    en: 'Opening the data was cancelled.',
    'zh-CN': '已取消打开数据。',
  },
  'data.skip.damaged': { en: 'it is damaged: {{reason}}.', 'zh-CN': '文件已损坏：{{reason}}。' },
  'data.skip.format': {
    en: 'it is no PNG, JPEG, WebP, BMP or GIF.',
    'zh-CN': '不是 PNG、JPEG、WebP、BMP 或 GIF。',
  },
  'data.skip.fileSize': { en: 'the file is too large.', 'zh-CN': '文件过大。' },
  'data.skip.link': { en: 'it is a link that leads elsewhere.', 'zh-CN': '它是指向别处的链接。' },
  'data.skip.name': { en: 'its name cannot be read.', 'zh-CN': '文件名无法识别。' },
  'data.skip.outside': { en: 'its path leads out of the folder.', 'zh-CN': '其路径超出了该文件夹。' },
  'data.skip.noClass': { en: 'it is in no folder of a class.', 'zh-CN': '它不在任何类别文件夹中。' },
  'data.skip.noMask': { en: 'it has no mask.', 'zh-CN': '它没有掩膜。' },
  'data.skip.maskSize': {
    en: 'its mask has {{mask}} pixels, the picture {{picture}}.',
    'zh-CN': '其掩膜为 {{mask}} 像素，而图像为 {{picture}}。',
  },
  'data.skip.maskColour': {
    en: 'its mask has the colour {{colour}}, which is no class.',
    'zh-CN': '其掩膜含有颜色 {{colour}}，不属于任何类别。',
  },
  'data.skip.maskDamaged': { en: 'its mask cannot be used: {{reason}}', 'zh-CN': '其掩膜无法使用：{{reasonZh}}' },
  'data.skip.missing': { en: 'there is no such file.', 'zh-CN': '文件不存在。' },
  'data.skip.duplicate': { en: 'it is named twice.', 'zh-CN': '它被重复列出。' },
} satisfies MessageTable
