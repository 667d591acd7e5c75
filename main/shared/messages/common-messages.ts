import type { MessageTable } from './message-table.ts'

export const commonMessages = {
  'common.unexpected': {
    en: 'Something unexpected happened: {{reason}}.',
    'zh-CN': '发生了意外错误：{{reason}}。',
  },
  'common.badRequest': {
    en: 'A message from the window was refused ({{name}}, at {{place}}): {{reason}}.',
    'zh-CN': '来自窗口的消息被拒绝（{{name}}，位置 {{place}}）：{{reason}}。',
  },
} satisfies MessageTable
