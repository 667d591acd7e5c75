import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProjectVersion } from '#shared/contract/shell.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawPicture } from '#shared/graph/graph-picture.ts'
import { bringBack } from '../../actions/bring-back.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useProjectDialogs } from '../../stores/project-dialogs.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { loadVersions } from '../../stores/versions.ts'
import { GraphPicture } from '../../ui/GraphPicture.tsx'
import { ProjectModal } from './ProjectModal.tsx'
import classes from './Projects.module.css'
import { useMoment } from './use-moment.ts'

export function VersionsDialog() {
  return (
    <ProjectModal dialog="versions" width={1000}>
      <Versions />
    </ProjectModal>
  )
}

/** What the project was, newest first, and the chosen one large. */
function Versions() {
  const { t } = useTranslation()
  const [versions, setVersions] = useState<ProjectVersion[] | null>(null)
  const [chosenId, setChosenId] = useState<string | null>(null)
  useEffect(() => {
    loadVersions().then(setVersions, reportFailure)
  }, [])
  if (!versions) return null
  const chosen = versions.find(({ id }) => id === chosenId) ?? versions[0]
  if (!chosen) return <p className={classes.nothing}>{t('versions.none')}</p>
  return (
    <div className={classes.versions} data-testid="versions">
      <div className={classes.list}>
        {versions.map((version) => (
          <VersionEntry
            key={version.id}
            version={version}
            isChosen={version === chosen}
            onChoose={() => setChosenId(version.id)}
          />
        ))}
      </div>
      <VersionView version={chosen} />
    </div>
  )
}

interface EntryProps {
  version: ProjectVersion
  isChosen: boolean
  onChoose: () => void
}

function VersionEntry({ version, isChosen, onChoose }: EntryProps) {
  const { t } = useTranslation()
  const moment = useMoment()
  const picture = useMemo(() => drawPicture(version.document), [version])
  return (
    <button
      type="button"
      className={classes.version}
      aria-pressed={isChosen}
      onClick={onChoose}
      data-testid="version"
      data-cause={version.cause}
    >
      <span className={classes.thumbnail}>
        <GraphPicture picture={picture} height={48} />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{t(`versions.cause.${version.cause}`)}</span>
        <span className={classes.detail}>{moment(version.keptAt)}</span>
        <Size document={version.document} />
      </span>
    </button>
  )
}

function VersionView({ version: { id, document } }: { version: ProjectVersion }) {
  const { t } = useTranslation()
  const { show, close } = useProjectDialogs.getState()
  const picture = useMemo(() => drawPicture(document), [document])
  const restore = () => {
    bringBack(document)
    close()
  }
  return (
    <div className={classes.view}>
      <div className={classes.large}>
        <GraphPicture picture={picture} height={400} hasNames />
      </div>
      <div className={classes.buttons}>
        <Size document={document} />
        <Button variant="default" onClick={() => show('compare', { versionId: id })} data-testid="version-compare">
          {t('versions.compare')}
        </Button>
        <Button onClick={restore} data-testid="version-restore">
          {t('versions.restore')}
        </Button>
      </div>
    </div>
  )
}

function Size({ document }: { document: LoomDocument }) {
  const { t } = useTranslation()
  const { integer } = useFormats()
  const { parameters } = useMemo(() => checkGraph(document).totals, [document])
  const layers = document.nodes.length
  return (
    <span className={classes.detail}>
      {t('versions.layers', { count: layers, number: integer(layers) })} ·{' '}
      {t('versions.parameters', { count: parameters, number: integer(parameters) })}
    </span>
  )
}
