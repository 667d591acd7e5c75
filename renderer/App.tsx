import { MantineProvider } from '@mantine/core'
import { ReactFlowProvider } from '@xyflow/react'
import { useLayoutEffect } from 'react'
import classes from './App.module.css'
import { handleClipboard, handleKey } from './actions/keyboard.ts'
import { Overlays } from './editor/Overlays.tsx'
import { PaletteGhost } from './editor/PaletteGhost.tsx'
import { AboutDialog } from './frame/AboutDialog.tsx'
import { CoreBanner } from './frame/CoreBanner.tsx'
import { DataPage } from './frame/DataPage.tsx'
import { NetworkPage } from './frame/NetworkPage.tsx'
import { NoticeStack } from './frame/NoticeStack.tsx'
import { RunsPage } from './frame/RunsPage.tsx'
import { StatusBar } from './frame/StatusBar.tsx'
import { acceptDroppedFiles, beginWithShell, followData, followShell, keepShellInformed } from './frame/shell-wiring.ts'
import { Toolbar } from './frame/Toolbar.tsx'
import { CompareDialog } from './panels/compare/CompareDialog.tsx'
import { ConvertDialog } from './panels/convert/ConvertDialog.tsx'
import { RecentDialog } from './panels/projects/RecentDialog.tsx'
import { VersionsDialog } from './panels/projects/VersionsDialog.tsx'
import { ScoreDialog } from './panels/scores/ScoreDialog.tsx'
import { SweepDialog } from './panels/sweep/SweepDialog.tsx'
import { TemplatesDialog } from './panels/templates/TemplatesDialog.tsx'
import { useShellStore } from './stores/shell-store.ts'
import { styleNonce } from './ui/style-nonce.ts'
import { theme } from './ui/theme.ts'

export function App() {
  useWiring()
  const page = useShellStore((state) => state.page)
  const hasBegun = useShellStore((state) => state.hasBegun)
  return (
    <MantineProvider theme={theme} getStyleNonce={styleNonce} defaultColorScheme="light">
      <ReactFlowProvider>
        <div className={classes.app} data-testid="window" aria-busy={!hasBegun}>
          <Toolbar />
          <CoreBanner />
          <main className={classes.body}>
            <NetworkPage />
            {page === 'data' && <DataPage />}
            {page === 'runs' && <RunsPage />}
          </main>
          <StatusBar />
        </div>
        <PaletteGhost />
        <Overlays />
        <TemplatesDialog />
        <RecentDialog />
        <VersionsDialog />
        <CompareDialog />
        <ConvertDialog />
        <ScoreDialog />
        <SweepDialog />
        <AboutDialog />
        <NoticeStack />
      </ReactFlowProvider>
    </MantineProvider>
  )
}

const clipboardEvents = ['copy', 'cut', 'paste'] as const

function useWiring(): void {
  // Before the first picture of the window: whoever sees it can already press keys.
  useLayoutEffect(() => {
    const stops = [followShell(), keepShellInformed(), followData(), acceptDroppedFiles()]
    window.addEventListener('keydown', handleKey)
    for (const each of clipboardEvents) window.addEventListener(each, handleClipboard)
    void beginWithShell()
    return () => {
      window.removeEventListener('keydown', handleKey)
      for (const each of clipboardEvents) window.removeEventListener(each, handleClipboard)
      for (const stop of stops) stop()
    }
  }, [])
}
