import { Button, Select } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedProject, ProjectVersion } from '#shared/contract/shell.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { findZooNetwork, zoo } from '#shared/zoo/zoo.ts'
import { shell } from '../../client/shell-client.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useProjectDialogs } from '../../stores/project-dialogs.ts'
import { projectTitle } from '../../stores/project-title.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import { loadVersions } from '../../stores/versions.ts'
import { useMessageText } from '../../ui/describe.ts'
import { ProjectModal } from '../projects/ProjectModal.tsx'
import { useMoment } from '../projects/use-moment.ts'
import { templateTitle } from '../templates/template-texts.ts'
import classes from './Compare.module.css'
import { Comparison } from './Comparison.tsx'

export function CompareDialog() {
  return (
    <ProjectModal dialog="compare" width={1180}>
      <Choice />
    </ProjectModal>
  )
}

/** What the drawing is compared with, and what comes out. */
function Choice() {
  const { t } = useTranslation()
  const wordMessage = useMessageText()
  const moment = useMoment()
  const asked = useProjectDialogs((state) => state.versionId)
  const path = useDocumentStore((state) => state.path)
  const [versions, setVersions] = useState<ProjectVersion[]>([])
  const [file, setFile] = useState<OpenedProject | null>(null)
  const [chosen, setChosen] = useState<string | null>(asked ?? (path === null ? null : 'saved'))
  useEffect(() => {
    loadVersions().then(setVersions, reportFailure)
  }, [])
  const other = useOther(chosen, versions, file)
  const chooseFile = async () => {
    const opened = await shell.chooseProject({})
    if (!opened) return
    setFile(opened)
    setChosen('file')
  }
  const versionItems = versions.map(({ id, cause, keptAt }) => ({
    value: id,
    label: `${t(`versions.cause.${cause}`)}, ${moment(keptAt)}`,
  }))
  const own = [...(path === null ? [] : [{ value: 'saved', label: t('compare.saved') }]), ...versionItems]
  const fileItems = file ? [{ value: 'file', label: projectTitle(file.document, file.path) }] : []
  const networks = zoo.map((network) => ({ value: network.id, label: wordMessage(templateTitle(network)) }))
  return (
    <div className={classes.dialog} data-testid="compare">
      <div className={classes.bar}>
        <Select
          className={classes.choice}
          label={t('compare.with')}
          placeholder={t('compare.choose')}
          searchable
          nothingFoundMessage={t('compare.nothing')}
          maxDropdownHeight={420}
          value={chosen}
          onChange={setChosen}
          data={[
            ...(own.length > 0 ? [{ group: t('compare.own'), items: own }] : []),
            ...(fileItems.length > 0 ? [{ group: t('compare.files'), items: fileItems }] : []),
            { group: t('actions.templates'), items: networks },
          ]}
          data-testid="compare-with"
        />
        <Button variant="default" onClick={() => void chooseFile().catch(reportFailure)} data-testid="compare-file">
          {t('compare.file')}
        </Button>
      </div>
      {other ? <Comparison {...other} /> : <p className={classes.nothing}>{t('compare.none')}</p>}
    </div>
  )
}

/** The drawing that is compared with; the same object as long as the choice is the same. */
function useOther(
  chosen: string | null,
  versions: readonly ProjectVersion[],
  file: OpenedProject | null,
): { other: LoomDocument; isSameProject: boolean } | null {
  const saved = useDocumentStore((state) => state.saved)
  return useMemo(() => {
    if (chosen === 'saved') return { other: saved, isSameProject: true }
    if (chosen === 'file') return file && { other: file.document, isSameProject: false }
    const version = versions.find(({ id }) => id === chosen)
    if (version) return { other: version.document, isSameProject: true }
    const network = findZooNetwork(chosen ?? '')
    return network ? { other: network.build(), isSameProject: false } : null
  }, [chosen, versions, file, saved])
}
