import { Button, Menu } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { rewrites } from '#shared/graph/rewrites/registry.ts'
import { tryLargerAction } from '../actions/try-larger.ts'
import { useConvertStore } from '../stores/convert-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import classes from './Toolbar.module.css'
import { useAction } from './use-action.ts'

/** CNN ↔ FCN: rewrites of the network, and what a fully convolutional one can do. */
export function ConvertMenu() {
  const { t } = useTranslation()
  const isEmpty = useDocumentStore(({ document }) => document.nodes.length === 0)
  const tryLarger = useAction(tryLargerAction)
  return (
    <Menu position="bottom-start" width="max-content">
      <Menu.Target>
        <Button
          className={classes.templates}
          title={t('convert.menu')}
          variant="subtle"
          color="gray"
          disabled={isEmpty}
          leftSection={<IconArrowsExchange size={17} stroke={1.7} />}
          data-testid="convert-menu"
        >
          <span className={classes.word}>{t('convert.menu')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {rewrites.map(({ id }) => (
          <Menu.Item
            key={id}
            onClick={() => useConvertStore.getState().show(id, useSelectionStore.getState().selectedNodeIds, true)}
            data-testid={`convert-menu-${id}`}
          >
            {t(`rewrites.${id}.title`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item disabled={!tryLarger.isEnabled} onClick={tryLarger.run} data-testid="convert-menu-tryLarger">
          {tryLarger.label}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
