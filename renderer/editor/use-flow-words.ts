import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listProblems } from '../ui/severity.ts'
import type { FlowWords } from './flow-types.ts'

/** What is said of blocks and notes to those who cannot see them, in the language of the window. */
export function useFlowWords(): FlowWords {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      block({ block, layers, shapeIn, shapeOut, problems }) {
        const name = block.name || t('block.unnamed')
        const facts = [t('block.layers', { count: layers })]
        if (shapeIn && shapeOut) facts.push(`${shapeIn} → ${shapeOut}`)
        const count = listProblems(problems).length
        if (count > 0) facts.push(t('block.problems', { count }))
        return t(block.isCollapsed ? 'block.spokenCollapsed' : 'block.spokenOpen', { name, facts: facts.join(', ') })
      },
      note: (text) => t('note.spoken', { text }),
    }),
    [t],
  )
}
