import type { MessageTable } from './message-table.ts'

export const downloadMessages = {
  'data.downloadFailed': {
    en: '{{files}} could not be fetched from {{host}}: {{reason}}. Try again later: it goes on where it stopped. Or fetch the files elsewhere and copy them into {{directory}}.',
    'zh-CN':
      '无法从 {{host}} 下载 {{files}}：{{reason}}。请稍后重试，下载会从中断处继续；也可在别处下载这些文件，再复制到 {{directory}}。',
  },
  'data.downloadOffline': {
    en: 'There is no connection to {{host}}. Try again when this computer is online, or fetch the files elsewhere and copy them into {{directory}}.',
    'zh-CN': '无法连接到 {{host}}。请在联网后重试，或在别处下载这些文件，再复制到 {{directory}}。',
  },
  'data.downloadChecksum': {
    en: '{{file}} from {{host}} is not the published file (its checksum differs), so it is not used. Try again, or take the file from another source.',
    'zh-CN': '从 {{host}} 下载的 {{file}} 与发布的文件不符（校验和不同），因此未使用。请重试，或从其他来源获取该文件。',
  },
  'data.downloadNoSpace': {
    en: 'The disk is full: {{file}} needs {{megabytes}} MB in {{directory}}. Make room and try again: it goes on where it stopped.',
    'zh-CN': '磁盘已满：{{file}} 需要在 {{directory}} 中占用 {{megabytes}} MB。请腾出空间后重试，下载会从中断处继续。',
  },
  'data.downloadUnwritable': {
    en: 'Nothing can be written into {{directory}}: {{reason}}. Change its permissions, or set LAYERLOOM_DATA to another folder.',
    'zh-CN': '无法写入 {{directory}}：{{reason}}。请修改其权限，或把 LAYERLOOM_DATA 设为其他文件夹。',
  },
} satisfies MessageTable
