import { useOverlayStore } from '../stores/overlay-store.ts'
import { LineHint } from './connecting/LineHint.tsx'
import { RefusedLine } from './connecting/RefusedLine.tsx'
import { BlockHint } from './dropping/BlockHint.tsx'
import { EdgeHint } from './dropping/EdgeHint.tsx'
import { Commands } from './finding/Commands.tsx'
import { FindLayer } from './finding/FindLayer.tsx'
import { Shortcuts } from './finding/Shortcuts.tsx'
import { ContextMenu } from './menu/ContextMenu.tsx'
import { QuickAdd } from './quick-add/QuickAdd.tsx'

/** What lies over the canvas for a moment. */
export function Overlays() {
  const kind = useOverlayStore(({ overlay }) => overlay?.kind)
  return (
    <>
      <LineHint />
      <EdgeHint />
      <BlockHint />
      <RefusedLine />
      <QuickAdd />
      <ContextMenu />
      {kind === 'search' && <FindLayer />}
      {kind === 'commands' && <Commands />}
      <Shortcuts />
    </>
  )
}
