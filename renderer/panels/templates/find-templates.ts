import type { Message } from '#shared/messages/message.ts'
import { paperOf, type ZooFamilyId, zooFamilyIds } from '#shared/zoo/families.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { familyText, templateData, templateNote, templateTitle } from './template-texts.ts'

export interface TemplateGroup {
  family: ZooFamilyId
  networks: ZooNetwork[]
}

/**
 * The families with those of their networks that have every word of the query in their id, texts, paper or year; all of a
 * family's where its title has them. Upper and lower case are the same.
 */
export function findTemplates(
  networks: readonly ZooNetwork[],
  query: string,
  word: (message: Message) => string,
): TemplateGroup[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  return zooFamilyIds.flatMap((family) => {
    const paper = paperOf(family)
    const shared = [
      word(familyText(family, 'title')),
      family,
      paper ? `${paper.authors} ${paper.title} ${paper.year}` : '',
    ]
    const found = networks.filter((network) => {
      if (network.family !== family) return false
      const own = [network.id, word(templateTitle(network)), word(templateNote(network)), word(templateData(network))]
      const text = [...shared, ...own].join(' ').toLowerCase()
      return words.every((each) => text.includes(each))
    })
    return found.length > 0 ? [{ family, networks: found }] : []
  })
}
