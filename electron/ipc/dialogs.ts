import { existsSync } from 'node:fs'
import path from 'node:path'
import { type BrowserWindow, dialog, type FileFilter } from 'electron'
import type { Wording } from '#shared/messages/wording.ts'

// `dialog` is read at each call, so that tests can answer in a person's place.

export async function askForProject(window: BrowserWindow, say: Wording): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: projectFilters(say),
  })
  return canceled ? null : (filePaths[0] ?? null)
}

export function askWhereToSave(window: BrowserWindow, say: Wording, proposal: string): Promise<string | null> {
  return askForNewFile(window, say, proposal, projectFilters(say))
}

/** A page, or the same as PDF: the ending that people choose decides. */
export function askWhereToSaveReport(window: BrowserWindow, say: Wording, proposal: string): Promise<string | null> {
  return askForNewFile(window, say, proposal, [
    { name: say('shell.reportHtml'), extensions: ['html'] },
    { name: say('shell.reportPdf'), extensions: ['pdf'] },
  ])
}

export function askWhereToSaveModel(window: BrowserWindow, say: Wording, proposal: string): Promise<string | null> {
  return askForNewFile(window, say, proposal, [{ name: say('shell.onnxFile'), extensions: ['onnx'] }])
}

/** A name without an ending gets that of the first filter. */
async function askForNewFile(
  window: BrowserWindow,
  say: Wording,
  proposal: string,
  filters: FileFilter[],
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: proposal,
    filters,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  if (canceled || !filePath) return null
  if (path.extname(filePath) !== '') return filePath
  // The dialog asked about the name as it was typed, not about the one that we make of it.
  const completed = `${filePath}.${filters[0]?.extensions[0]}`
  return !existsSync(completed) || (await mayReplace(window, say, completed)) ? completed : null
}

export async function askSave(window: BrowserWindow, say: Wording, title: string) {
  const choices = ['save', 'discard', 'cancel'] as const
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: say('shell.askSave.message', { title: title || say('shell.untitled') }),
    detail: say('shell.askSave.detail'),
    buttons: [say('shell.askSave.save'), say('shell.askSave.discard'), say('shell.cancel')],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  })
  return choices[response] ?? 'cancel'
}

export async function askForFolder(window: BrowserWindow, title: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties: ['openDirectory', 'createDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

const dataFiles = {
  data: { title: 'shell.chooseData', extensions: ['npz', 'npy', 'csv', 'tsv', 'tar', 'gz', 'tgz'] },
  /** Archives of pictures, and tables of their paths. */
  pictures: { title: 'shell.choosePictures', extensions: ['zip', 'tar', 'gz', 'tgz', 'csv', 'tsv', 'txt'] },
} as const

export async function askForDataFile(
  window: BrowserWindow,
  say: Wording,
  purpose: keyof typeof dataFiles,
): Promise<string | null> {
  const { title, extensions } = dataFiles[purpose]
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: say(title),
    properties: ['openFile'],
    filters: [
      { name: say('shell.dataFiles'), extensions: [...extensions] },
      { name: say('shell.allFiles'), extensions: ['*'] },
    ],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

async function mayReplace(window: BrowserWindow, say: Wording, file: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: say('shell.askReplace.message', { file: path.basename(file) }),
    buttons: [say('shell.askReplace.replace'), say('shell.cancel')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

function projectFilters(say: Wording): FileFilter[] {
  return [{ name: say('shell.fileType'), extensions: ['loom'] }]
}
