import { Modal } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { formatShape } from '#shared/layers/shape.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import { startFromTemplate } from '../../actions/templates.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { formatCount } from '../../ui/format.ts'
import { ChainDrawing } from './ChainDrawing.tsx'
import classes from './Templates.module.css'
import { templateNote, templateTitle } from './template-texts.ts'

export function TemplatesDialog() {
  const { t } = useTranslation()
  const isOpen = useShellStore((state) => state.isTemplatesOpen)
  const setOpen = useShellStore((state) => state.setTemplatesOpen)
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={t('templates.title')}
      classNames={{ title: classes.heading }}
      size={820}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p className={classes.intro}>{t('templates.intro')}</p>
      <div className={classes.grid}>
        {zoo.map((network) => (
          <TemplateCard key={network.id} network={network} />
        ))}
      </div>
    </Modal>
  )
}

function TemplateCard({ network }: { network: ZooNetwork }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const wordMessage = useMessageText()
  const graph = useMemo(() => checkGraph(network.build()), [network])
  const [input] = graph.nodes
  return (
    <button
      type="button"
      className={classes.card}
      onClick={() => void startFromTemplate(network)}
      data-testid={`template-${network.id}`}
    >
      <span className={classes.title}>{wordMessage(templateTitle(network))}</span>
      <ChainDrawing nodes={graph.nodes} />
      <span className={classes.numbers}>
        {input && formatShape(input.output)} · {t('templates.layers', { count: graph.nodes.length })} ·{' '}
        {t('node.parameters', {
          count: graph.totals.parameters,
          number: formatCount(graph.totals.parameters, locale),
        })}
      </span>
      <span className={classes.note}>{wordMessage(templateNote(network))}</span>
    </button>
  )
}
