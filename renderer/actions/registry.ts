import type { MenuCommand } from '#shared/contract/shell.ts'
import type { Action } from './action.ts'
import { addNoteAction } from './add-note.ts'
import { alignActions } from './align/align.ts'
import { nudgeActions } from './align/nudge.ts'
import { arrangeColumnsAction, arrangeDownAction, arrangeRightAction } from './arrange.ts'
import { dissolveBlockAction } from './blocks/dissolve-block.ts'
import { keepBlockAction } from './blocks/keep-block.ts'
import { makeBlockAction } from './blocks/make-block.ts'
import { repeatBlockAction } from './blocks/repeat-block.ts'
import { collapseAllAction, expandAllAction } from './blocks/toggle-all-blocks.ts'
import { toggleBlockAction } from './blocks/toggle-block.ts'
import { copySelectionAction } from './copy-selection.ts'
import { cutSelectionAction } from './cut-selection.ts'
import { deleteSelectionAction } from './delete-selection.ts'
import { duplicateSelectionAction } from './duplicate-selection.ts'
import { exportActions } from './export-drawing.ts'
import { findLayerAction } from './find-layer.ts'
import { fitViewAction } from './fit-view.ts'
import { freezeCarriedAction, unfreezeAction } from './freeze.ts'
import { newProjectAction } from './new-project.ts'
import { openProjectAction } from './open-project.ts'
import { pasteClipAction } from './paste-clip.ts'
import { pauseAction } from './pause.ts'
import { compareAction, showRecentAction, showVersionsAction } from './project-dialogs.ts'
import { quickAddAction } from './quick-add.ts'
import { redoAction } from './redo.ts'
import { rewriteActions } from './rewrites.ts'
import { saveKerasAction, saveModelAction, saveOnnxAction, savePytorchAction } from './save-model.ts'
import { saveProjectAction } from './save-project.ts'
import { saveProjectAsAction } from './save-project-as.ts'
import { selectAllAction } from './select-all.ts'
import { colourActions } from './set-colour.ts'
import { showAboutAction } from './show-about.ts'
import { showCommandsAction } from './show-commands.ts'
import { showMenuAction } from './show-menu.ts'
import { showDataAction, showNetworkAction, showRunsAction } from './show-page.ts'
import { showShortcutsAction } from './show-shortcuts.ts'
import { showTemplatesAction } from './show-templates.ts'
import { startFreshAction } from './start-fresh.ts'
import { stopAction } from './stop.ts'
import { testWeightsAction } from './test-weights.ts'
import { trainAction } from './train.ts'
import { trainOnAction } from './train-on.ts'
import { tryLargerAction } from './try-larger.ts'
import { undoAction } from './undo.ts'
import { clearSelectionAction } from './walk/clear-selection.ts'
import { nextLineAction } from './walk/next-line.ts'
import { openInspectorAction } from './walk/open-inspector.ts'
import { selectFocusedAction } from './walk/select-focused.ts'
import { walkActions } from './walk/walk.ts'
import { zoomSelectionAction } from './zoom-selection.ts'

/** What the shell's menu does. */
const menuActions: Record<MenuCommand, Action> = {
  new: newProjectAction,
  open: openProjectAction,
  save: saveProjectAction,
  saveAs: saveProjectAsAction,
  undo: undoAction,
  redo: redoAction,
  delete: deleteSelectionAction,
  selectAll: selectAllAction,
  fitView: fitViewAction,
  train: trainAction,
  pause: pauseAction,
  stop: stopAction,
  saveModel: saveModelAction,
  saveOnnx: saveOnnxAction,
  saveKeras: saveKerasAction,
  savePytorch: savePytorchAction,
  templates: showTemplatesAction,
  versions: showVersionsAction,
  compare: compareAction,
  showNetwork: showNetworkAction,
  showData: showDataAction,
  showRuns: showRunsAction,
  showShortcuts: showShortcutsAction,
  about: showAboutAction,
}

/** Every command. A new one is a new file and one line here. */
export const actions: readonly Action[] = [
  ...Object.values(menuActions),
  copySelectionAction,
  cutSelectionAction,
  pasteClipAction,
  duplicateSelectionAction,
  addNoteAction,
  makeBlockAction,
  toggleBlockAction,
  repeatBlockAction,
  keepBlockAction,
  dissolveBlockAction,
  collapseAllAction,
  expandAllAction,
  arrangeDownAction,
  arrangeRightAction,
  arrangeColumnsAction,
  ...colourActions,
  ...exportActions,
  showRecentAction,
  ...rewriteActions,
  tryLargerAction,
  testWeightsAction,
  startFreshAction,
  trainOnAction,
  freezeCarriedAction,
  unfreezeAction,
  showMenuAction,
  quickAddAction,
  findLayerAction,
  zoomSelectionAction,
  ...alignActions,
  ...nudgeActions,
  ...walkActions,
  nextLineAction,
  selectFocusedAction,
  openInspectorAction,
  clearSelectionAction,
  showCommandsAction,
]

export function actionOfMenu(command: MenuCommand): Action {
  return menuActions[command]
}
