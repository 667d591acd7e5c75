import type { ElectronApplication } from '@playwright/test'

/** Answers the next "Save as" with this file, as a person would. */
export function answerSaveDialog(app: ElectronApplication, filePath: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, filePath)
}

/** Answers the next "Open" or "Choose a folder" with this path. */
export function answerOpenDialog(app: ElectronApplication, filePath: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, filePath)
}

/** Puts what the page hands over next, such as the picture of a chart, into this file. */
export function answerDownload(app: ElectronApplication, filePath: string): Promise<void> {
  return app.evaluate(({ session }, chosen) => {
    session.defaultSession.once('will-download', (_event, item) => item.setSavePath(chosen))
  }, filePath)
}

/** Answers "Save the changes?" with no, from now on. */
export function answerNotToSave(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
  })
}
