import { describe, expect, it } from 'vitest'
import { formatMessage } from '#shared/messages/message.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import { zooFamilyIds } from '#shared/zoo/families.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { findTemplates } from './find-templates.ts'

function find(query: string, locale: Locale = 'en'): string[] {
  const groups = findTemplates(zoo, query, (message) => formatMessage(message, locale))
  return groups.flatMap(({ networks }) => networks.map(({ id }) => id))
}

describe('findTemplates', () => {
  it('lists every network once, by family', () => {
    expect(find('').sort()).toEqual(zoo.map(({ id }) => id).sort())
    const families = findTemplates(zoo, ' ', ({ code }) => code).map(({ family }) => family)
    expect(families).toEqual(zooFamilyIds.filter((id) => families.includes(id)))
  })

  it.each([
    ['densenet 121', ['densenet-121']],
    ['VGG16', ['vgg-d']],
    ['he residual 2015 152', ['resnet-152']],
    ['lenet 1998 fixed', ['lenet5-1998-fixed']],
    ['krizhevsky 32', ['alexnet-32']],
    ['no such network', []],
  ])('finds %j', (query, ids) => expect(find(query)).toEqual(ids))

  it('finds Chinese words in the Chinese texts', () => {
    expect(find('颜色与形状', 'zh-CN')).toEqual(['ff-colours-shapes', 'book-colours-shapes'])
  })
})
