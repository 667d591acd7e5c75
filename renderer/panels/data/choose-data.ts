import { shell } from '../../client/shell-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'

/** Asks for a folder or a file with data; null when the person cancels. */
export async function chooseData(what: 'folder' | 'file'): Promise<string | null> {
  try {
    return await (what === 'folder' ? shell.chooseDirectory({ purpose: 'idx' }) : shell.chooseFile({ purpose: 'data' }))
  } catch (thrown) {
    reportFailure(thrown)
    return null
  }
}
