import { useInViewport } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { startFromTemplate } from '../../actions/templates.ts'
import { useMessageText } from '../../ui/describe.ts'
import { GraphPicture } from '../../ui/GraphPicture.tsx'
import { NetworkNumbers } from './NetworkNumbers.tsx'
import classes from './Templates.module.css'
import { templateFacts } from './template-facts.ts'
import { templateNote, templateTitle } from './template-texts.ts'

const pictureHeight = 84

/** One network of the gallery: a click opens it, another its page. Its picture is drawn when it comes into view. */
export function NetworkCard({ network, onShow }: { network: ZooNetwork; onShow: (network: ZooNetwork) => void }) {
  const { t } = useTranslation('networks')
  const wordMessage = useMessageText()
  const { ref, inViewport } = useInViewport<HTMLDivElement>()
  const title = wordMessage(templateTitle(network))
  return (
    <div ref={ref} className={classes.card}>
      <button
        type="button"
        className={classes.open}
        onClick={() => void startFromTemplate(network)}
        title={wordMessage(templateNote(network))}
        data-testid={`template-${network.id}`}
      >
        <span className={classes.title}>{title}</span>
        <span className={classes.picture} style={{ height: pictureHeight }}>
          {inViewport && <GraphPicture picture={templateFacts(network).picture} height={pictureHeight} />}
        </span>
        {network.scale === 'small' && (
          <span className={classes.badge} title={t('gallery.smallHint')}>
            {t('gallery.small')}
          </span>
        )}
        <NetworkNumbers network={network} isKnown={inViewport} />
      </button>
      <button
        type="button"
        className={classes.about}
        onClick={() => onShow(network)}
        aria-label={t('gallery.aboutNetwork', { network: title })}
        data-testid={`template-about-${network.id}`}
      >
        {t('gallery.about')}
      </button>
    </div>
  )
}
