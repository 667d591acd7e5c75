import type { MessageTable } from './message-table.ts'

export const documentMessages = {
  'document.notJson': {
    en: '{{file}} is not a LayerLoom project: it is not valid JSON ({{reason}}). The file was not changed.',
    'zh-CN': '{{file}} 不是 LayerLoom 项目：它不是有效的 JSON（{{reason}}）。文件未被改动。',
  },
  'document.notLoom': {
    en: '{{file}} is not a LayerLoom project: the field "format" is not "layerloom". The file was not changed.',
    'zh-CN': '{{file}} 不是 LayerLoom 项目：字段 “format” 不是 “layerloom”。文件未被改动。',
  },
  'document.newer': {
    en: '{{file}} was written by a newer LayerLoom (format version {{version}}; this program reads up to {{supported}}). Update LayerLoom to open it. The file was not changed.',
    'zh-CN':
      '{{file}} 由更新版本的 LayerLoom 写成（格式版本 {{version}}，本程序最高支持 {{supported}}）。请更新 LayerLoom 后再打开。文件未被改动。',
  },
  'document.invalid': {
    en: '{{file}} is damaged at {{place}}: {{reason}}. The file was not changed.',
    'zh-CN': '{{file}} 在 {{place}} 处已损坏：{{reason}}。文件未被改动。',
  },
  'document.duplicateId': {
    en: '{{file}} is damaged at {{place}}: the id "{{id}}" is used twice. The file was not changed.',
    'zh-CN': '{{file}} 在 {{place}} 处已损坏：标识 “{{id}}” 重复。文件未被改动。',
  },
  'document.unknownNode': {
    en: '{{file}} is damaged at {{place}}: there is no node "{{id}}". The file was not changed.',
    'zh-CN': '{{file}} 在 {{place}} 处已损坏：不存在节点 “{{id}}”。文件未被改动。',
  },
  'document.unknownBlock': {
    en: '{{file}} is damaged at {{place}}: there is no block "{{id}}". The file was not changed.',
    'zh-CN': '{{file}} 在 {{place}} 处已损坏：不存在模块 “{{id}}”。文件未被改动。',
  },
  'document.nestedCircle': {
    en: '{{file}} is damaged at {{place}}: the block "{{id}}" stands within itself. The file was not changed.',
    'zh-CN': '{{file}} 在 {{place}} 处已损坏：模块 “{{id}}” 嵌套在自身之中。文件未被改动。',
  },
  'document.tooLarge': {
    en: '{{file}} has {{size}} MiB; a project has at most {{limit}} MiB. The file was not changed.',
    'zh-CN': '{{file}} 大小为 {{size}} MiB，而项目文件最大为 {{limit}} MiB。文件未被改动。',
  },
  'document.unreadable': {
    en: '{{file}} cannot be read: {{reason}}.',
    'zh-CN': '无法读取 {{file}}：{{reason}}。',
  },
  'document.unwritable': {
    en: '{{file}} cannot be written: {{reason}}. Choose another place with Save As.',
    'zh-CN': '无法写入 {{file}}：{{reason}}。请用“另存为”选择其他位置。',
  },
} satisfies MessageTable
