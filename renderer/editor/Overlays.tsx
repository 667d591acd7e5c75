import { LineHint } from './connecting/LineHint.tsx'
import { RefusedLine } from './connecting/RefusedLine.tsx'
import { EdgeHint } from './dropping/EdgeHint.tsx'
import { ContextMenu } from './menu/ContextMenu.tsx'
import { QuickAdd } from './quick-add/QuickAdd.tsx'

/** What lies over the canvas for a moment. */
export function Overlays() {
  return (
    <>
      <LineHint />
      <EdgeHint />
      <RefusedLine />
      <QuickAdd />
      <ContextMenu />
    </>
  )
}
