import { MantineProvider } from '@mantine/core'
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect } from 'react'
import classes from './App.module.css'
import { handleClipboard, handleKey } from './actions/keyboard.ts'
import { Canvas } from './editor/Canvas.tsx'
import { Overlays } from './editor/Overlays.tsx'
import { Palette } from './editor/Palette.tsx'
import { PaletteGhost } from './editor/PaletteGhost.tsx'
import { AboutDialog } from './frame/AboutDialog.tsx'
import { CoreBanner } from './frame/CoreBanner.tsx'
import { Dock } from './frame/Dock.tsx'
import { NoticeStack } from './frame/NoticeStack.tsx'
import { Sidebar } from './frame/Sidebar.tsx'
import { StatusBar } from './frame/StatusBar.tsx'
import { acceptDroppedFiles, beginWithShell, followData, followShell, keepShellInformed } from './frame/shell-wiring.ts'
import { Toolbar } from './frame/Toolbar.tsx'
import { CompareDialog } from './panels/compare/CompareDialog.tsx'
import { ConvertDialog } from './panels/convert/ConvertDialog.tsx'
import { RecentDialog } from './panels/projects/RecentDialog.tsx'
import { VersionsDialog } from './panels/projects/VersionsDialog.tsx'
import { ScoreDialog } from './panels/scores/ScoreDialog.tsx'
import { TemplatesDialog } from './panels/templates/TemplatesDialog.tsx'
import { styleNonce } from './ui/style-nonce.ts'
import { theme } from './ui/theme.ts'

export function App() {
  useWiring()
  return (
    <MantineProvider theme={theme} getStyleNonce={styleNonce} defaultColorScheme="light">
      <ReactFlowProvider>
        <div className={classes.app}>
          <Toolbar />
          <CoreBanner />
          <main className={classes.body}>
            <div className={classes.left}>
              <div className={classes.work}>
                <div className={classes.palette}>
                  <Palette />
                </div>
                <Canvas />
              </div>
              <Dock />
            </div>
            <aside className={classes.sidebar}>
              <Sidebar />
            </aside>
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
        <AboutDialog />
        <NoticeStack />
      </ReactFlowProvider>
    </MantineProvider>
  )
}

const clipboardEvents = ['copy', 'cut', 'paste'] as const

function useWiring(): void {
  useEffect(() => {
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
