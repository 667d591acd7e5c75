import type { Handlers } from '#shared/contract/define.ts'
import type { LibraryBlock, OpenedProject, ProjectVersion, ShellCalls } from '#shared/contract/shell.ts'
import { readDocument } from '#shared/document/parse.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { nearestLocale } from '../../i18n/setup.ts'

/** A shell whose files live as long as the page. `?lang=zh-CN` in the address begins in Chinese. */
export function createFakeShell(): Handlers<ShellCalls> {
  const files = new Map<string, LoomDocument>()
  let clipboard = ''
  const versions: ProjectVersion[] = []
  const blocks = new Map<string, LibraryBlock>()
  const write = (document: LoomDocument, path: string) => {
    files.set(path, document)
    return { path }
  }
  const read = (path: string): OpenedProject => ({ document: readDocument(files.get(path), path), path })
  return {
    start: () => ({
      locale: nearestLocale(new URLSearchParams(location.search).get('lang') ?? navigator.language),
      project: null,
      isRecovered: false,
      version: '0.0.0',
    }),
    setCamera: () => {},
    openDialog: () => {
      const [path] = files.keys()
      return path === undefined ? null : read(path)
    },
    openPath: ({ path }) => read(path),
    save: ({ document, path }) => write(document, path ?? '/drawings/first.loom'),
    saveAs: ({ document }) => write(document, `/drawings/drawing-${files.size + 1}.loom`),
    saveReport: ({ name }) => ({ path: `/reports/${name}.html` }),
    chooseProject: () => {
      const [path] = files.keys()
      return path === undefined ? null : read(path)
    },
    recentFiles: () =>
      [...files].map(([path, document]) => ({
        path,
        name: path.split('/').at(-1) ?? path,
        folder: '/drawings',
        changedAt: Date.now(),
        document,
      })),
    forgetRecent: ({ path }) => void files.delete(path),
    keepVersion: ({ document, cause }) => {
      versions.unshift({ id: String(versions.length), keptAt: Date.now(), cause, document })
    },
    versions: () => ({ versions, damaged: [] }),
    autosave: () => {},
    setDirty: () => {},
    askSave: () => 'discard',
    chooseNewFile: () => '/drawings/model.onnx',
    chooseDirectory: () => '/drawings/model',
    chooseFile: () => '/data/mnist.npz',
    setLocale: () => {},
    confirmClose: () => {},
    showInFolder: () => {},
    readClipboard: () => clipboard,
    writeClipboard: ({ text }) => {
      clipboard = text
    },
    blockLibrary: () => ({ blocks: [...blocks.values()], setAside: [] }),
    keepBlock: ({ document }) => {
      const block = { id: crypto.randomUUID(), document }
      blocks.set(block.id, block)
      return block
    },
    replaceBlock: (block) => {
      blocks.set(block.id, block)
      return block
    },
    dropBlock: ({ id }) => void blocks.delete(id),
  }
}
