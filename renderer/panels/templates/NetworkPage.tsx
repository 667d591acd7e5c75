import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '#shared/graph/memory.ts'
import { paperOf } from '#shared/zoo/families.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { startFromTemplate } from '../../actions/templates.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { useMessageText } from '../../ui/describe.ts'
import { formatCount, formatSi } from '../../ui/format.ts'
import { GraphPicture } from '../../ui/GraphPicture.tsx'
import { NetworkNumbers } from './NetworkNumbers.tsx'
import classes from './Templates.module.css'
import { templateFacts } from './template-facts.ts'
import { familyText, templateData, templateNote, templateTitle } from './template-texts.ts'

interface NetworkPageProps {
  network: ZooNetwork
  onBack: () => void
  onShow: (network: ZooNetwork) => void
}

/** What there is to know of a network before it is opened, and its relatives, original and small side by side. */
export function NetworkPage({ network, onBack, onShow }: NetworkPageProps) {
  const { t } = useTranslation('networks')
  const wordMessage = useMessageText()
  const { picture } = templateFacts(network)
  return (
    <div className={classes.page} data-testid="template-page">
      <header className={classes.pageHeader}>
        <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} />} onClick={onBack} data-autofocus>
          {t('gallery.back')}
        </Button>
        <h2 className={classes.pageTitle}>{wordMessage(templateTitle(network))}</h2>
        <Button onClick={() => void startFromTemplate(network)} data-testid="template-open">
          {t('gallery.open')}
        </Button>
      </header>
      <div className={classes.pageBody}>
        <div className={classes.pageLeft}>
          <div className={classes.pagePicture}>
            <GraphPicture picture={picture} height={300} hasNames />
          </div>
          <Facts network={network} />
        </div>
        <Text network={network} />
      </div>
      <Relatives network={network} onShow={onShow} />
    </div>
  )
}

function Facts({ network }: { network: ZooNetwork }) {
  const { t } = useTranslation('networks')
  const locale = useLocale()
  const wordMessage = useMessageText()
  const { input, layers, totals } = templateFacts(network)
  const trained =
    totals.trainableParameters === totals.parameters
      ? ''
      : ` ${t('facts.trained', { number: formatCount(totals.trainableParameters, locale) })}`
  const rows = [
    [t('gallery.data'), wordMessage(templateData(network))],
    [t('gallery.input'), input],
    [t('gallery.layerCount'), formatCount(layers, locale)],
    [t('facts.parameters'), `${formatCount(totals.parameters, locale)}${trained}`],
    [t('facts.flops'), formatSi(totals.flops, '').trim()],
    [t('facts.memory'), formatBytes(totals.trainingBytes)],
  ]
  return (
    <dl className={classes.facts} data-selectable>
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Text({ network }: { network: ZooNetwork }) {
  const { t } = useTranslation('networks')
  const wordMessage = useMessageText()
  const { family } = network
  const paper = paperOf(family)
  return (
    <article className={classes.text} data-selectable>
      <p className={classes.lead}>{wordMessage(templateNote(network))}</p>
      {(['new', 'read', 'try'] as const).map((part) => (
        <section key={part}>
          <h3>{t(`gallery.${part}`)}</h3>
          <p>{wordMessage(familyText(family, part))}</p>
        </section>
      ))}
      {paper && (
        <section>
          <h3>{t('gallery.paper')}</h3>
          <p lang="en">
            {paper.authors}: <cite>{paper.title}</cite>. {paper.venue}, {paper.year}.
          </p>
        </section>
      )}
    </article>
  )
}

function Relatives({ network, onShow }: Pick<NetworkPageProps, 'network' | 'onShow'>) {
  const { t } = useTranslation('networks')
  const wordMessage = useMessageText()
  const relatives = zoo.filter(({ family }) => family === network.family)
  return (
    <div className={classes.relatives}>
      {(['original', 'small'] as const).map((scale) => {
        const own = relatives.filter((each) => each.scale === scale)
        if (own.length === 0) return null
        return (
          <section key={scale}>
            <h3>{t(scale === 'original' ? 'gallery.originals' : 'gallery.smalls')}</h3>
            {own.map((each) => (
              <button
                key={each.id}
                type="button"
                className={classes.relative}
                aria-current={each.id === network.id || undefined}
                onClick={() => onShow(each)}
              >
                <span>{wordMessage(templateTitle(each))}</span>
                <NetworkNumbers network={each} />
              </button>
            ))}
          </section>
        )
      })}
    </div>
  )
}
