import { ActionIcon, Tabs, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { LayersPanel } from '../panels/layers/LayersPanel.tsx'
import { ProblemsPanel } from '../panels/problems/ProblemsPanel.tsx'
import { ConfusionPanel } from '../panels/results/ConfusionPanel.tsx'
import { CurvesPanel } from '../panels/results/CurvesPanel.tsx'
import { GalleryPanel } from '../panels/results/GalleryPanel.tsx'
import { MetricsPanel } from '../panels/results/metrics/MetricsPanel.tsx'
import { useFindings } from '../panels/results/use-findings.ts'
import { TryPanel } from '../panels/try/TryPanel.tsx'
import { FeatureMapsPanel } from '../panels/watch/FeatureMapsPanel.tsx'
import { KernelsPanel } from '../panels/watch/KernelsPanel.tsx'
import { useCheckedGraph } from '../stores/document-store.ts'
import { type DockTab, dockTabs, useShellStore } from '../stores/shell-store.ts'
import { listProblems } from '../ui/severity.ts'
import classes from './Dock.module.css'
import { Splitter } from './Splitter.tsx'
import { useDockHeight } from './use-dock-height.ts'

const panels: Record<DockTab, ComponentType> = {
  curves: CurvesPanel,
  maps: FeatureMapsPanel,
  kernels: KernelsPanel,
  confusion: ConfusionPanel,
  metrics: MetricsPanel,
  gallery: GalleryPanel,
  try: TryPanel,
  layers: LayersPanel,
  problems: ProblemsPanel,
}

/** What is below the canvas: the run as it goes on, its results, and what is wrong with the drawing. */
export function Dock() {
  const { t } = useTranslation()
  const tab = useShellStore((state) => state.dockTab)
  const isOpen = useShellStore((state) => state.isDockOpen)
  // Nothing is drawn for nobody.
  const isShown = useShellStore(({ page }) => page === 'network')
  const showDock = useShellStore((state) => state.showDock)
  const setDockOpen = useShellStore((state) => state.setDockOpen)
  const { height, limits, setHeight } = useDockHeight()
  const Panel = panels[tab]
  const toggleLabel = t(isOpen ? 'dock.collapse' : 'dock.expand')
  return (
    <section className={classes.dock} style={{ height: isOpen ? height : undefined }} data-testid="dock">
      {isOpen && <Splitter label={t('dock.resize')} value={height} limits={limits} onChange={setHeight} />}
      <Tabs value={tab} onChange={(value) => value && showDock(value as DockTab)} className={classes.tabs}>
        <Tabs.List className={classes.list}>
          {dockTabs.map((name) => (
            <Tabs.Tab key={name} value={name} data-testid={`tab-${name}`} onClick={() => showDock(name)}>
              <span className={classes.label}>
                {t(`tabs.${name}`)}
                {name === 'problems' && <ProblemCount />}
                {name === 'problems' && <FindingDot />}
              </span>
            </Tabs.Tab>
          ))}
          <Tooltip label={toggleLabel}>
            <ActionIcon
              className={classes.toggle}
              variant="subtle"
              color="gray"
              size={26}
              aria-label={toggleLabel}
              aria-expanded={isOpen}
              onClick={() => setDockOpen(!isOpen)}
            >
              {isOpen ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
            </ActionIcon>
          </Tooltip>
        </Tabs.List>
        {isOpen && isShown && (
          <Tabs.Panel value={tab} className={classes.panel}>
            <Panel />
          </Tabs.Panel>
        )}
      </Tabs>
    </section>
  )
}

function ProblemCount() {
  const problems = listProblems(useCheckedGraph().diagnostics)
  if (problems.length === 0) return null
  const hasError = problems.some(({ severity }) => severity === 'error')
  return (
    <span className={classes.count} data-severity={hasError ? 'error' : 'warning'}>
      {problems.length}
    </span>
  )
}

/** What a run shows is no mistake of the drawing and not counted as one, but it is there to be seen. */
function FindingDot() {
  const { t } = useTranslation()
  const findings = useFindings()
  if (findings.length === 0) return null
  const label = t('views:findings.some', { count: findings.length })
  return <span className={classes.dot} role="img" aria-label={label} title={label} data-testid="findings-dot" />
}
