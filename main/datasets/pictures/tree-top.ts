import { splitOfFolder } from './listing.ts'

/**
 * The folder that all paths lie in and that does no more than hold folders, with a `/` at its end; empty where there is none.
 * It is never one that names a part of the data, or the only folder with pictures.
 */
export function findTop(paths: readonly string[]): string {
  let top = ''
  for (;;) {
    const [first] = partsBelow(paths[0] ?? '', top)
    if (first === undefined || splitOfFolder(first)) return top
    const next = `${top}${first}/`
    const holdsFolders = paths.every((path) => path.startsWith(next) && path.indexOf('/', next.length) > 0)
    if (!holdsFolders) return top
    top = next
  }
}

export function partsBelow(path: string, top: string): string[] {
  return path.slice(top.length).split('/')
}
