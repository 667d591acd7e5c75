import { Canvas } from '../editor/Canvas.tsx'
import { Palette } from '../editor/Palette.tsx'
import { useShellStore } from '../stores/shell-store.ts'
import { Dock } from './Dock.tsx'
import classes from './NetworkPage.module.css'
import { Sidebar } from './Sidebar.tsx'

/** The drawing, what it is made of, and its training. It stays while another page is shown, so that it comes back as it was. */
export function NetworkPage() {
  const isShown = useShellStore(({ page }) => page === 'network')
  return (
    <div className={classes.page} data-shown={isShown} inert={!isShown} data-testid="page-network">
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
    </div>
  )
}
