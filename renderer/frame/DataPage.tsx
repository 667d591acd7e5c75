import { DataPageView } from '../panels/data/page/DataPageView.tsx'
import classes from './Pages.module.css'

/** What the network learns from, in full width. */
export function DataPage() {
  return (
    <div className={classes.over} data-testid="page-data">
      <DataPageView />
    </div>
  )
}
