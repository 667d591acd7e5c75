import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { type Action, readActionState, runAction } from '../actions/action.ts'
import { showShortcut } from '../actions/shortcut.ts'
import { isMac } from '../client/platform.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'

/** An action as a button needs it. */
export function useAction(action: Action): { isEnabled: boolean; label: string; hint: string; run: () => void } {
  const { t } = useTranslation()
  const isEnabled = useIsEnabled(action)
  const label = t(action.labelKey)
  const [shortcut] = action.shortcuts
  return {
    isEnabled,
    label,
    hint: shortcut ? `${label} (${showShortcut(shortcut, isMac())})` : label,
    run: () => void runAction(action),
  }
}

/** Each store is asked for a yes or no, so that a component draws anew only when the answer changes. */
function useIsEnabled(action: Action): boolean {
  const ask = () => action.isEnabled(readActionState())
  const answers = [
    useDocumentStore(ask),
    useStore(useDocumentStore.temporal, ask),
    useSelectionStore(ask),
    useRunStore(ask),
  ]
  return answers.at(-1) === true
}
