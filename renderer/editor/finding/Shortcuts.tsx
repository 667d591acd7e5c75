import { Kbd, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { actions } from '../../actions/registry.ts'
import { showShortcut } from '../../actions/shortcut.ts'
import { isMac } from '../../client/platform.ts'
import { useOverlayStore } from '../../stores/overlay-store.ts'
import classes from './Shortcuts.module.css'
import { useActionName } from './use-action-name.ts'

/** All actions that have keys, with them. */
export function Shortcuts() {
  const { t } = useTranslation()
  const nameOf = useActionName()
  const isOpen = useOverlayStore(({ overlay }) => overlay?.kind === 'shortcuts')
  const close = useOverlayStore((state) => state.close)
  const listed = actions.filter(({ shortcuts }) => shortcuts.length > 0)
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('shortcuts.title')}
      size={1120}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
      data-testid="shortcuts"
    >
      <dl className={classes.list}>
        {listed.map((action) => (
          <div key={action.id} className={classes.row}>
            <dt>{nameOf(action)}</dt>
            <dd>
              {action.shortcuts.map((shortcut) => (
                <Kbd key={shortcut} size="xs">
                  {showShortcut(shortcut, isMac())}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.mouse}>{t('shortcuts.mouse')}</p>
    </Modal>
  )
}
