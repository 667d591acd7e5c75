import { useTranslation } from 'react-i18next'
import { type Action, readActionState, runAction } from '../../actions/action.ts'
import { actions } from '../../actions/registry.ts'
import { showShortcut } from '../../actions/shortcut.ts'
import { isOnPage } from '../../actions/show-page.ts'
import { isMac } from '../../client/platform.ts'
import { useOverlayStore } from '../../stores/overlay-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { PickList } from '../PickList.tsx'
import classes from '../quick-add/QuickAdd.module.css'
import { TopDialog } from './TopDialog.tsx'
import { useActionName } from './use-action-name.ts'

/** Everything that can be done now, by name. */
export function Commands() {
  const { t } = useTranslation()
  const nameOf = useActionName()
  const close = useOverlayStore((state) => state.close)
  const state = readActionState()
  const page = useShellStore((shell) => shell.page)
  const entries = actions.filter(
    (action) => action.id !== 'showCommands' && isOnPage(action, page) && action.isEnabled(state),
  )
  return (
    <TopDialog label={t('commands.title')} testId="commands">
      <PickList
        entries={entries}
        keyOf={({ id }) => id}
        wordsOf={(action) => [nameOf(action)]}
        placeholder={t('commands.placeholder')}
        nothing={(query) => t('commands.nothing', { query })}
        onPick={(action) => {
          close()
          void runAction(action)
        }}
      >
        {(action) => <CommandRow action={action} name={nameOf(action)} />}
      </PickList>
    </TopDialog>
  )
}

function CommandRow({ action, name }: { action: Action; name: string }) {
  const [shortcut] = action.shortcuts
  return (
    <span className={classes.row}>
      <span>{name}</span>
      <span className={classes.detail}>{shortcut && showShortcut(shortcut, isMac())}</span>
    </span>
  )
}
