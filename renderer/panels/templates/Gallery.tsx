import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paperOf } from '#shared/zoo/families.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { useMessageText } from '../../ui/describe.ts'
import { findTemplates, type TemplateGroup } from './find-templates.ts'
import { NetworkCard } from './NetworkCard.tsx'
import classes from './Templates.module.css'
import { familyText } from './template-texts.ts'

interface GalleryProps {
  query: string
  onSearch: (query: string) => void
  onShow: (network: ZooNetwork) => void
}

/** All networks by family, with a search and a list of the families to jump to. */
export function Gallery({ query, onSearch, onShow }: GalleryProps) {
  const { t } = useTranslation('networks')
  const wordMessage = useMessageText()
  const list = useRef<HTMLDivElement>(null)
  const groups = findTemplates(zoo, query, wordMessage)
  const jump = (family: string) =>
    list.current?.querySelector(`[data-family="${family}"]`)?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          className={classes.search}
          data-autofocus
          leftSection={<IconSearch size={15} />}
          aria-label={t('gallery.search')}
          placeholder={t('gallery.search')}
          value={query}
          onChange={(event) => onSearch(event.currentTarget.value)}
          data-testid="template-search"
        />
        <span className={classes.intro}>{t('gallery.intro')}</span>
      </div>
      <div className={classes.columns}>
        <nav className={classes.families} aria-label={t('gallery.families')}>
          {groups.map(({ family }) => (
            <button key={family} type="button" className={classes.jump} onClick={() => jump(family)}>
              <span>{wordMessage(familyText(family, 'title'))}</span>
              <span className={classes.year}>{paperOf(family)?.year}</span>
            </button>
          ))}
        </nav>
        <div className={classes.list} ref={list} data-testid="template-list">
          {groups.map((group) => (
            <Family key={group.family} group={group} onShow={onShow} />
          ))}
          {groups.length === 0 && <p className={classes.nothing}>{t('gallery.nothing', { query })}</p>}
        </div>
      </div>
    </>
  )
}

function Family({ group: { family, networks }, onShow }: { group: TemplateGroup; onShow: GalleryProps['onShow'] }) {
  const wordMessage = useMessageText()
  const paper = paperOf(family)
  return (
    <section data-family={family} className={classes.family}>
      <h2 className={classes.familyTitle}>
        {wordMessage(familyText(family, 'title'))}
        {paper && (
          <span className={classes.paper}>
            {paper.authors.split(',')[0]} {paper.authors.includes(',') ? 'et al. ' : ''}
            {paper.year}
          </span>
        )}
      </h2>
      <div className={classes.grid}>
        {networks.map((network) => (
          <NetworkCard key={network.id} network={network} onShow={onShow} />
        ))}
      </div>
    </section>
  )
}
