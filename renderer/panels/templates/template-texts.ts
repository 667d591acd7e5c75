import { isMessageCode, type Message } from '#shared/messages/message.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'

/** The network's title in the tables of the core. */
export function templateTitle(network: ZooNetwork): Message {
  return textOf(network, 'title')
}

export function templateNote(network: ZooNetwork): Message {
  return textOf(network, 'note')
}

function textOf({ id }: ZooNetwork, part: 'title' | 'note'): Message {
  const code = `zoo.${id}.${part}`
  return isMessageCode(code) ? { code } : { code: 'common.unexpected', values: { reason: code } }
}
