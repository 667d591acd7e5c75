import { isMessageCode, type Message } from '#shared/messages/message.ts'
import type { ZooFamilyId } from '#shared/zoo/families.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'

/** The network's title in the tables of the core. */
export function templateTitle({ id }: ZooNetwork): Message {
  return textOf(`zoo.${id}.title`)
}

export function templateNote({ id }: ZooNetwork): Message {
  return textOf(`zoo.${id}.note`)
}

/** What pictures it is made for. */
export function templateData({ data }: ZooNetwork): Message {
  return textOf(`zoo.data.${data}`)
}

/** A part of a family's page. */
export function familyText(family: ZooFamilyId, part: 'title' | 'new' | 'read' | 'try'): Message {
  return textOf(`zoo.family.${family}.${part}`)
}

function textOf(code: string): Message {
  return isMessageCode(code) ? { code } : { code: 'common.unexpected', values: { reason: code } }
}
