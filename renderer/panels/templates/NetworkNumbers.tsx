import { useTranslation } from 'react-i18next'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { formatCount } from '../../ui/format.ts'
import classes from './Templates.module.css'
import { templateFacts } from './template-facts.ts'

/** Input, layers and parameters in a line. */
export function NetworkNumbers({ network, isKnown = true }: { network: ZooNetwork; isKnown?: boolean }) {
  const { t } = useTranslation('networks')
  const locale = useLocale()
  const facts = isKnown ? templateFacts(network) : null
  return (
    <span className={classes.numbers}>
      {facts &&
        [
          facts.input,
          t('gallery.layers', { count: facts.layers, number: formatCount(facts.layers, locale) }),
          t('gallery.parameters', {
            count: facts.totals.parameters,
            number: formatCount(facts.totals.parameters, locale),
          }),
        ].join(' · ')}
    </span>
  )
}
