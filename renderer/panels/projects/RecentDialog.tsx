import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecentFile } from '#shared/contract/shell.ts'
import { drawPicture } from '#shared/graph/graph-picture.ts'
import { openProjectAt } from '../../actions/projects.ts'
import { shell } from '../../client/shell-client.ts'
import { useProjectDialogs } from '../../stores/project-dialogs.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { GraphPicture } from '../../ui/GraphPicture.tsx'
import { ProjectModal } from './ProjectModal.tsx'
import classes from './Projects.module.css'
import { useMoment } from './use-moment.ts'

const pictureHeight = 96

export function RecentDialog() {
  return (
    <ProjectModal dialog="recent" width={860}>
      <RecentList />
    </ProjectModal>
  )
}

function RecentList() {
  const { t } = useTranslation()
  const [files, setFiles] = useState<RecentFile[] | null>(null)
  useEffect(() => {
    shell.recentFiles({}).then(setFiles, reportFailure)
  }, [])
  const forget = (path: string) => {
    setFiles((now) => now?.filter((file) => file.path !== path) ?? null)
    shell.forgetRecent({ path }).catch(reportFailure)
  }
  if (files?.length === 0) return <p className={classes.nothing}>{t('recent.none')}</p>
  return (
    <div className={classes.cards} data-testid="recent-list">
      {files?.map((file) => (
        <RecentCard key={file.path} file={file} onForget={() => forget(file.path)} />
      ))}
    </div>
  )
}

/** One file: a click opens it. One that is gone or damaged is grey and can be taken off the list. */
function RecentCard({ file, onForget }: { file: RecentFile; onForget: () => void }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const close = useProjectDialogs((state) => state.close)
  const { document, changedAt, path } = file
  const picture = useMemo(() => document && drawPicture(document), [document])
  const open = () => {
    close()
    openProjectAt(path).catch(reportFailure)
  }
  const state = changedAt === null ? t('recent.missing') : document ? moment(changedAt) : t('recent.damaged')
  return (
    <div className={classes.card} data-missing={!document || undefined} data-testid="recent-file">
      <button type="button" className={classes.open} disabled={!document} onClick={open} title={path}>
        <span className={classes.picture} style={{ height: pictureHeight }}>
          {picture && <GraphPicture picture={picture} height={pictureHeight} />}
        </span>
        <span className={classes.name}>{file.name.replace(/\.loom$/i, '')}</span>
        <span className={classes.detail}>{file.folder}</span>
        <span className={classes.detail}>{state}</span>
      </button>
      {!document && (
        <Button size="compact-xs" variant="default" onClick={onForget} data-testid="recent-forget">
          {t('recent.forget')}
        </Button>
      )}
    </div>
  )
}
