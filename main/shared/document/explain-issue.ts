import type { z } from 'zod'
import { formatMessage, type Message } from '../messages/message.ts'
import type { MessageValues } from '../messages/message-table.ts'

/** Parsing must be told to report inputs, so that what is missing can be told from what is wrong. */
export const issueContext = { reportInput: true } as const

/** Why a value does not fit its schema, for the two languages of a message: `reason` and `reasonZh`. */
export function explainIssue(issue: z.core.$ZodIssue | undefined): MessageValues {
  return wordReason(issue ? describeIssue(issue) : { code: 'document.issue.other' })
}

export function wordReason(message: Message): MessageValues {
  return { reason: formatMessage(message, 'en'), reasonZh: formatMessage(message, 'zh-CN') }
}

const types: Record<string, Message> = {
  string: { code: 'document.issue.string' },
  number: { code: 'document.issue.number' },
  int: { code: 'document.issue.integer' },
  boolean: { code: 'document.issue.boolean' },
  array: { code: 'document.issue.array' },
  tuple: { code: 'document.issue.array' },
  object: { code: 'document.issue.object' },
  record: { code: 'document.issue.object' },
}

function describeIssue(issue: z.core.$ZodIssue): Message {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return { code: 'document.issue.missing' }
      return types[issue.expected] ?? { code: 'document.issue.other' }
    case 'too_small':
      return sizeMessage(issue.origin, { limit: 'least', value: Number(issue.minimum) })
    case 'too_big':
      return sizeMessage(issue.origin, { limit: 'most', value: Number(issue.maximum) })
    case 'invalid_value':
      if (issue.input === undefined) return { code: 'document.issue.missing' }
      return { code: 'document.issue.choice', values: { found: quote(issue.input), options: issue.values.join(', ') } }
    case 'invalid_union':
      return describeValue(discriminatorOf(issue))
    default:
      return { code: 'document.issue.other' }
  }
}

function describeValue(found: unknown): Message {
  if (found === undefined) return { code: 'document.issue.missing' }
  return { code: 'document.issue.unknown', values: { found: quote(found) } }
}

function sizeMessage(origin: string, { limit, value }: { limit: 'least' | 'most'; value: number }): Message {
  const values = { limit: value }
  if (origin === 'string') {
    return { code: limit === 'least' ? 'document.issue.longer' : 'document.issue.shorter', values }
  }
  if (origin === 'array') return { code: limit === 'least' ? 'document.issue.more' : 'document.issue.fewer', values }
  return { code: limit === 'least' ? 'document.issue.least' : 'document.issue.most', values }
}

/** What stands where the kind of thing is named. */
function discriminatorOf({ input, discriminator }: z.core.$ZodIssueInvalidUnion): unknown {
  if (discriminator === undefined || typeof input !== 'object' || input === null) return input
  return Object.getOwnPropertyDescriptor(input, discriminator)?.value
}

/** As it stands in the file, in one short line. */
function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
