import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DataPanel } from '../panels/data/DataPanel.tsx'
import { Inspector } from '../panels/inspector/Inspector.tsx'
import { TrainingPanel } from '../panels/training/TrainingPanel.tsx'
import { type SidebarTab, sidebarTabs, useShellStore } from '../stores/shell-store.ts'
import classes from './Sidebar.module.css'

/** What is right of the canvas: the selected layer, the data set, the training settings. */
export function Sidebar() {
  const { t } = useTranslation()
  const tab = useShellStore((state) => state.sidebarTab)
  const showSidebar = useShellStore((state) => state.showSidebar)
  return (
    <Tabs
      className={classes.root}
      value={tab}
      onChange={(value) => value && showSidebar(value as SidebarTab)}
      keepMounted={false}
    >
      <Tabs.List grow>
        {sidebarTabs.map((name) => (
          <Tabs.Tab key={name} value={name} data-testid={`tab-${name}`}>
            {t(`tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="layer" className={classes.panel}>
        <Inspector />
      </Tabs.Panel>
      <Tabs.Panel value="data" className={classes.panel}>
        <DataPanel />
      </Tabs.Panel>
      <Tabs.Panel value="training" className={classes.panel}>
        <TrainingPanel />
      </Tabs.Panel>
    </Tabs>
  )
}
