import type { MessageTable } from './message-table.ts'

/** Why a line between two layers is refused while it is drawn. */
export const lineMessages = {
  'line.toItself': {
    en: 'A layer cannot be connected to itself.',
    'zh-CN': '层不能与自身相连。',
  },
  'line.takesNothing': {
    en: '{{layer}} takes no line: the data begins here.',
    'zh-CN': '{{layer}} 没有输入：数据从这里开始。',
  },
  'line.givesNothing': {
    en: '{{layer}} gives no line: the network ends here.',
    'zh-CN': '{{layer}} 没有输出：网络在这里结束。',
  },
  'line.joinedAlready': {
    en: 'These two layers are connected already.',
    'zh-CN': '这两个层已经相连。',
  },
  'line.closesCircle': {
    en: 'This line would close a circle: what {{target}} computes reaches {{source}} already.',
    'zh-CN': '这条连线会形成环路：{{target}} 的结果已经传到 {{source}}。',
  },
  'line.replacesLine': {
    en: 'Takes the place of the line from {{layer}}.',
    'zh-CN': '将取代来自 {{layer}} 的连线。',
  },
} satisfies MessageTable
