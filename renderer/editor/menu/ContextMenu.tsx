import { Menu } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { type Action, readActionState, runAction } from '../../actions/action.ts'
import { type MenuSection, menuOf } from '../../actions/menu.ts'
import { actions } from '../../actions/registry.ts'
import { showShortcut } from '../../actions/shortcut.ts'
import { isMac } from '../../client/platform.ts'
import { useOverlayStore } from '../../stores/overlay-store.ts'
import classes from './ContextMenu.module.css'

/** What can be done with what lies under the pointer: every action that names the place, in sections. */
export function ContextMenu() {
  const overlay = useOverlayStore((state) => state.overlay)
  const close = useOverlayStore((state) => state.close)
  const menu = overlay?.kind === 'menu' ? overlay : null
  const sections = menu ? menuOf(menu.place, actions, readActionState()) : []
  return (
    <Menu
      key={menu ? `${menu.at.x} ${menu.at.y}` : 'none'}
      opened={menu !== null}
      onClose={close}
      position="bottom-start"
      offset={0}
      middlewares={{ flip: true, shift: { crossAxis: true, padding: 8 } }}
      transitionProps={{ duration: 0 }}
      width="max-content"
      loop
    >
      <Menu.Target>
        <span className={classes.anchor} style={{ left: menu?.at.x ?? 0, top: menu?.at.y ?? 0 }} />
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown} data-testid="context-menu">
        {sections.map((section, index) => (
          <Fragment key={section.group}>
            {index > 0 && !(section.isSubmenu && sections[index - 1]?.isSubmenu) && <Menu.Divider />}
            <Section section={section} />
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Section({ section: { group, isSubmenu, items } }: { section: MenuSection }) {
  const { t } = useTranslation()
  const entries = items.map(({ action, isEnabled }) => <Entry key={action.id} action={action} isEnabled={isEnabled} />)
  if (!isSubmenu) return entries
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item data-testid={`menu-${group}`}>{t(`menu.${group}`)}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={classes.dropdown}>{entries}</Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

function Entry({ action, isEnabled }: { action: Action; isEnabled: boolean }) {
  const { t } = useTranslation()
  const [shortcut] = action.shortcuts
  return (
    <Menu.Item
      disabled={!isEnabled}
      rightSection={shortcut && <kbd className={classes.key}>{showShortcut(shortcut, isMac())}</kbd>}
      onClick={() => void runAction(action)}
      data-testid={`menu-${action.id}`}
    >
      {t(action.labelKey)}
    </Menu.Item>
  )
}
