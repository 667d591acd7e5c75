import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { applyRemedy } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { Diagnostic } from '#shared/graph/check-graph.ts'
import type { Remedy } from '#shared/layers/layer.ts'
import { useDocumentStore } from '../../stores/document-store.ts'

interface RemedyButtonsProps {
  problem: Diagnostic
  /** What is done to the drawing before the cure, in the same step. */
  prepare?: (document: LoomDocument) => LoomDocument
  onApplied?: () => void
}

/** One button for each cure of a problem; the first one is what most people want. */
export function RemedyButtons({ problem, prepare = (document) => document, onApplied }: RemedyButtonsProps) {
  const word = useRemedyText()
  const { nodeId, remedies = [] } = problem
  if (nodeId === undefined || remedies.length === 0) return null
  const apply = (remedy: Remedy) => {
    const { edit, endGesture } = useDocumentStore.getState()
    endGesture()
    edit((document) => applyRemedy(prepare(document), nodeId, remedy), 'app:edits.remedy')
    onApplied?.()
  }
  return (
    <Group gap={6}>
      {remedies.map((remedy, index) => (
        <Button
          key={JSON.stringify(remedy)}
          size="compact-xs"
          variant={index === 0 ? 'filled' : 'default'}
          onClick={() => apply(remedy)}
        >
          {word(remedy)}
        </Button>
      ))}
    </Group>
  )
}

/** What a remedy's button says: `Insert Flatten`, `Set padding to same`. */
function useRemedyText(): (remedy: Remedy) => string {
  const { t } = useTranslation()
  const tell = (values: Record<string, unknown>) =>
    Object.entries(values)
      .map(([name, value]) => `${parameterName(t, name)} = ${valueText(value)}`)
      .join(', ')
  return (remedy) => {
    switch (remedy.kind) {
      case 'insertBefore': {
        const values = Object.values(remedy.parameters ?? {})
        const detail = values.length > 0 ? ` (${values.map(valueText).join(', ')})` : ''
        return t('remedy.insert', { layer: remedy.layer }) + detail
      }
      case 'setParameters':
        return t('remedy.set', { values: tell(remedy.parameters) })
      case 'removeNode':
        return t('remedy.removeNode')
      case 'removeEdge':
        return t('remedy.removeEdge')
    }
  }
}

function parameterName(t: (key: string, options: { defaultValue: string }) => string, name: string): string {
  return t(`layers:parameter.${name}.label`, { defaultValue: name })
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join('×')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
