// @ts-check
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

/** The import aliases of the source code, for Vite and Vitest. */
export const aliases = [
  {
    find: /^#shared\//,
    replacement: `${root.replaceAll('\\', '/')}/main/shared/`,
  },
  { find: /^#main\//, replacement: `${root.replaceAll('\\', '/')}/main/` },
]
