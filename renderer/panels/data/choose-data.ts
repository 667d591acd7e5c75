import { shell } from '../../client/shell-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'

/** Asks for a folder or a file with data, or with pictures; null when the person cancels. */
export async function chooseData(what: 'folder' | 'file', kind: 'data' | 'pictures' = 'data'): Promise<string | null> {
  try {
    if (what === 'file') return await shell.chooseFile({ purpose: kind })
    return await shell.chooseDirectory({ purpose: kind === 'data' ? 'idx' : kind })
  } catch (thrown) {
    reportFailure(thrown)
    return null
  }
}
