import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { type Action, readActionState, runAction } from '../actions/action.ts'
import { showShortcut } from '../actions/shortcut.ts'
import { isMac } from '../client/platform.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'

interface ActionWords {
  label: string
  /** `Ctrl+S`; undefined where there is none. */
  keys: string | undefined
  /** Both. */
  hint: string
}

/** An action as a button needs it. */
export function useAction(action: Action): ActionWords & { isEnabled: boolean; run: () => void } {
  const { t } = useTranslation()
  const isEnabled = useIsEnabled(action)
  const label = t(action.labelKey)
  const [shortcut] = action.shortcuts
  const keys = shortcut && showShortcut(shortcut, isMac())
  return {
    isEnabled,
    label,
    keys,
    hint: keys ? `${label} (${keys})` : label,
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
