import type { ProjectVersion, VersionCause } from '#shared/contract/shell.ts'
import { shell } from '../client/shell-client.ts'
import { useDocumentStore } from './document-store.ts'
import { reportFailure } from './report-failure.ts'
import { useShellStore } from './shell-store.ts'

/** Keeps the drawing as it is now. Where that fails the person is told, and what was about to be done goes on. */
export async function keepVersion(cause: VersionCause): Promise<void> {
  const { document } = useDocumentStore.getState()
  if (document.nodes.length === 0) return
  await shell.keepVersion({ project: projectKey(), document, cause }).catch(reportFailure)
}

/** What was kept of the open project, newest first; damaged files are named in a notice. */
export async function loadVersions(): Promise<ProjectVersion[]> {
  const { versions, damaged } = await shell.versions({ project: projectKey() })
  for (const file of damaged) {
    useShellStore
      .getState()
      .notify({ tone: 'error', content: { textKey: 'app:notices.versionDamaged', values: { file } } })
  }
  return versions
}

function projectKey() {
  const { path, draft } = useDocumentStore.getState()
  return { path, draft }
}
