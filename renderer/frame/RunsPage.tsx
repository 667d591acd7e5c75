import { RunsView } from '../panels/runs/RunsView.tsx'
import classes from './Pages.module.css'

/** The runs that are kept. */
export function RunsPage() {
  return (
    <div className={classes.over} data-testid="page-runs">
      <RunsView />
    </div>
  )
}
