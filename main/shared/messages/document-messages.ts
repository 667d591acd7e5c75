import type { MessageTable } from './message-table.ts'

export const documentMessages = {
  'document.notJson': {
    en: '{{file}} is not a LayerLoom project: it is not valid JSON ({{reason}}). The file was not changed.',
    'zh-CN': '{{file}} 不是 LayerLoom 项目：它不是有效的 JSON（{{reasonZh}}）。文件未被改动。',
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
    'zh-CN': '{{file}} 在 {{place}} 处已损坏：{{reasonZh}}。文件未被改动。',
  },
  'document.issue.jsonAt': {
    en: 'line {{line}}, column {{column}} cannot be read: {{found}}',
    'zh-CN': '第 {{line}} 行第 {{column}} 列无法读取：{{found}}',
  },
  'document.issue.jsonEnd': { en: 'it ends before it is complete', 'zh-CN': '内容不完整，提前结束' },
  'document.issue.json': { en: 'it cannot be read', 'zh-CN': '无法读取' },
  'document.issue.missing': { en: 'something is missing there', 'zh-CN': '缺少该项' },
  'document.issue.string': { en: 'it must be a text', 'zh-CN': '应为文本' },
  'document.issue.number': { en: 'it must be a number', 'zh-CN': '应为数字' },
  'document.issue.integer': { en: 'it must be a whole number', 'zh-CN': '应为整数' },
  'document.issue.boolean': { en: 'it must be true or false', 'zh-CN': '应为 true 或 false' },
  'document.issue.array': { en: 'it must be a list', 'zh-CN': '应为列表' },
  'document.issue.object': { en: 'it must be an object with named fields', 'zh-CN': '应为带有字段名的对象' },
  'document.issue.least': { en: 'it must be at least {{limit}}', 'zh-CN': '不能小于 {{limit}}' },
  'document.issue.most': { en: 'it must be at most {{limit}}', 'zh-CN': '不能大于 {{limit}}' },
  'document.issue.longer': { en: 'it must have {{limit}} characters or more', 'zh-CN': '至少需要 {{limit}} 个字符' },
  'document.issue.shorter': {
    en: 'it must have {{limit}} characters or fewer',
    'zh-CN': '最多只能有 {{limit}} 个字符',
  },
  'document.issue.more': { en: 'the list must have {{limit}} entries or more', 'zh-CN': '列表至少需要 {{limit}} 项' },
  'document.issue.fewer': {
    en: 'the list must have {{limit}} entries or fewer',
    'zh-CN': '列表最多只能有 {{limit}} 项',
  },
  'document.issue.choice': {
    en: '{{found}} is none of {{options}}',
    'zh-CN': '{{found}} 不是以下可选值之一：{{options}}',
  },
  'document.issue.unknown': { en: 'this program does not know {{found}}', 'zh-CN': '本程序无法识别 {{found}}' },
  'document.issue.version': { en: 'it must be a whole number from 1', 'zh-CN': '应为从 1 开始的整数' },
  'document.issue.other': { en: 'it is not what belongs there', 'zh-CN': '该处的内容不符合要求' },
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
