import type { MessageTable } from './message-table.ts'

export const commonMessages = {
  'common.unexpected': {
    en: 'Something unexpected happened: {{reason}}.',
    'zh-CN': '发生了意外错误：{{reason}}。',
  },
  'common.badRequest': {
    en: 'A message from the window was refused ({{name}}, at {{place}}): {{reason}}.',
    'zh-CN': '来自窗口的消息被拒绝（{{name}}，位置 {{place}}）：{{reasonZh}}。',
  },
  'common.noSuchCall': { en: 'there is no such call', 'zh-CN': '没有这样的调用' },
  'common.notOurPage': { en: 'it does not come from the main page', 'zh-CN': '并非来自主页面' },
} satisfies MessageTable
