import { Button, Modal } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import type { RewriteResult } from '#shared/graph/rewrites/rewrite.ts'
import { applyRewrite } from '../../actions/rewrites.ts'
import { useConvertStore } from '../../stores/convert-store.ts'
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
      {preview && <Choice rewriteId={preview.rewriteId} nodeIds={preview.nodeIds} />}
    </Modal>
  )
}

function Choice({ rewriteId, nodeIds }: { rewriteId: string; nodeIds: readonly string[] }) {
  const { t } = useTranslation()
  const results = useResults(nodeIds)
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
      <RewriteList chosen={rewriteId} nodeIds={nodeIds} results={results} />
      <div className={classes.right}>
        <p className={classes.about}>{t(`rewrites.${rewriteId}.about`)}</p>
        <div className={classes.scroll}>{result && <Outcome result={result} />}</div>
        <div className={classes.buttons}>
          <span className={classes.scope}>
            {nodeIds.length === 0 ? t('convert.whole') : t('convert.part', { count: nodeIds.length })}
          </span>
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

function RewriteList({
  chosen,
  nodeIds,
  results,
}: {
  chosen: string
  nodeIds: readonly string[]
  results: ReadonlyMap<string, RewriteResult>
}) {
  const { t } = useTranslation()
  const show = useConvertStore((state) => state.show)
  return (
    <div className={classes.list}>
      {rewrites.map(({ id }) => (
        <button
          key={id}
          type="button"
          className={classes.entry}
          aria-pressed={id === chosen}
          data-possible={results.get(id)?.ok === true || undefined}
          onClick={() => show(id, nodeIds)}
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
  return useMemo(() => {
    const wanted = { document, graph, nodeIds: new Set(nodeIds) }
    return new Map(rewrites.map((rewrite) => [rewrite.id, rewrite.apply(wanted)]))
  }, [document, graph, nodeIds])
}
