import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import type { RewriteResult } from '#shared/graph/rewrites/rewrite.ts'
import { applyRewrite, countPixelClasses } from '../../actions/rewrites.ts'
import { type RewriteChoice, useConvertStore } from '../../stores/convert-store.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './Convert.module.css'
import { RewritePreview } from './RewritePreview.tsx'

/** What a rewrite would make of the network, before it is applied. */
export function ConvertDialog() {
  const { t } = useTranslation()
  const preview = useConvertStore((state) => state.preview)
  const close = useConvertStore((state) => state.close)
  return (
    <Modal
      opened={preview !== null}
      onClose={close}
      title={t('convert.title')}
      classNames={{ title: classes.heading, body: classes.modal }}
      size={1080}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {preview && <Choice {...preview} />}
    </Modal>
  )
}

const whole: readonly string[] = []

function Choice({ rewriteId, selection, isWhole }: RewriteChoice) {
  const { t } = useTranslation()
  const results = useResults(isWhole ? whole : selection)
  const result = results.get(rewriteId)
  const [isApplying, setApplying] = useState(false)
  const plan = result?.ok ? result.plan : null
  const apply = () => {
    if (!plan) return
    setApplying(true)
    void applyRewrite(plan).finally(() => setApplying(false))
  }
  return (
    <div className={classes.layout} data-testid="convert">
      <RewriteList chosen={rewriteId} results={results} />
      <div className={classes.right}>
        <p className={classes.about}>{t(`rewrites.${rewriteId}.about`)}</p>
        <div className={classes.scroll}>{result && <Outcome result={result} />}</div>
        <div className={classes.buttons}>
          <div className={classes.scope}>
            <Scope rewriteId={rewriteId} selection={selection} isWhole={isWhole} />
          </div>
          <Button variant="default" onClick={() => useConvertStore.getState().close()} data-testid="convert-cancel">
            {t('convert.cancel')}
          </Button>
          <Button disabled={!plan} loading={isApplying} onClick={apply} data-testid="convert-apply">
            {t('convert.apply')}
          </Button>
        </div>
      </div>
    </div>
  )
}

/** Whether what is selected is rewritten, or the whole network. */
function Scope({ rewriteId, selection, isWhole }: RewriteChoice) {
  const { t } = useTranslation()
  const choose = useConvertStore((state) => state.choose)
  const isWholeOnly = rewrites.find(({ id }) => id === rewriteId)?.isWhole === true
  if (selection.length === 0 || isWholeOnly) return t('convert.whole')
  return (
    <SegmentedControl
      size="xs"
      value={isWhole ? 'whole' : 'part'}
      onChange={(value) => choose({ isWhole: value === 'whole' })}
      data={[
        { value: 'part', label: t('convert.part', { count: selection.length }) },
        { value: 'whole', label: t('convert.whole') },
      ]}
      data-testid="convert-scope"
    />
  )
}

function RewriteList({ chosen, results }: { chosen: string; results: ReadonlyMap<string, RewriteResult> }) {
  const { t } = useTranslation()
  const choose = useConvertStore((state) => state.choose)
  return (
    <div className={classes.list}>
      {rewrites.map(({ id }) => (
        <button
          key={id}
          type="button"
          className={classes.entry}
          aria-pressed={id === chosen}
          data-possible={results.get(id)?.ok === true || undefined}
          onClick={() => choose({ rewriteId: id })}
          data-testid={`convert-${id}`}
        >
          {t(`rewrites.${id}.title`)}
        </button>
      ))}
    </div>
  )
}

function Outcome({ result }: { result: RewriteResult }) {
  const wordMessage = useMessageText()
  if (result.ok) return <RewritePreview plan={result.plan} />
  return (
    <p className={classes.reason} data-testid="convert-reason">
      {wordMessage(result.reason)}
    </p>
  )
}

function useResults(nodeIds: readonly string[]): ReadonlyMap<string, RewriteResult> {
  const document = useDocumentStore((state) => state.document)
  const graph = useCheckedGraph()
  const pixelClasses = useDataStore(({ summary }) => countPixelClasses(summary))
  return useMemo(() => {
    const wanted = { document, graph, nodeIds: new Set(nodeIds), pixelClasses }
    return new Map(rewrites.map((rewrite) => [rewrite.id, rewrite.apply(wanted)]))
  }, [document, graph, nodeIds, pixelClasses])
}
