import type { RunState } from '#shared/contract/runs.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkedGraph, useDocumentStore } from '../stores/document-store.ts'
import { reportFailure } from '../stores/report-failure.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { MenuGroup, MenuPlace } from './menu.ts'

/** What decides whether an action can be done. */
export interface ActionState {
  document: LoomDocument
  selectedNodeIds: string[]
  selectedEdgeIds: string[]
  canUndo: boolean
  canRedo: boolean
  isTrainable: boolean
  /** Of the current or last run; null before the first, or while a new one is being asked for. */
  runPhase: RunState['phase'] | null
}

/** One command of the person, wherever it comes from: menu, toolbar, key or test. */
export interface Action {
  id: string
  /** i18n key in `app`. */
  labelKey: string
  /** As `Mod+Shift+Z`, the first one is shown; Mod is Ctrl, on macOS ⌘. */
  shortcuts: readonly string[]
  /** `now`: what it changes is one undo step; `gesture`: several in a row are one; `never`: it leaves the steps alone. */
  undo: 'now' | 'gesture' | 'never'
  /** Its keys count only while the canvas, or nothing, has the keyboard. */
  scope?: 'canvas'
  /** Whether it is done again and again while its key is held. */
  repeats?: boolean
  /** The context menus that list it, and the section there. */
  menu?: { places: readonly MenuPlace[]; group: MenuGroup }
  isEnabled(state: ActionState): boolean
  perform(): void | Promise<void>
}

export function readActionState(): ActionState {
  const { pastStates, futureStates } = useDocumentStore.temporal.getState()
  const { selectedNodeIds, selectedEdgeIds } = useSelectionStore.getState()
  return {
    document: useDocumentStore.getState().document,
    selectedNodeIds,
    selectedEdgeIds,
    canUndo: pastStates.length > 0,
    canRedo: futureStates.length > 0,
    isTrainable: checkedGraph().isTrainable,
    runPhase: readRunPhase(),
  }
}

function readRunPhase(): ActionState['runPhase'] {
  const { run, isCutOff } = useRunStore.getState()
  return isCutOff ? null : (run?.state.phase ?? null)
}

/** Does an action if it can be done now; what goes wrong is shown to the person. */
export async function runAction(action: Action): Promise<void> {
  if (!action.isEnabled(readActionState())) return
  if (action.undo === 'now') useDocumentStore.getState().endGesture()
  try {
    await action.perform()
  } catch (thrown) {
    reportFailure(thrown)
  }
}
