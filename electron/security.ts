import { app, type Session, type WebContents } from 'electron'
import { isComputePage, isOurPage } from './app-protocol.ts'

/** The window shows our own page and nothing else: no other page, window, frame, permission or address. */
export function refuseEverythingElse(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  app.on('session-created', lockSession)
}

function lockContents(contents: WebContents): void {
  const refuseForeign = (event: { url: string; preventDefault(): void }) => {
    if (!isOurPage(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', refuseForeign)
  contents.on('will-redirect', refuseForeign)
  contents.on('will-frame-navigate', refuseForeign)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // The page hands over only what it made itself, such as the picture of a chart; the person is asked where to.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:app://layerloom/')) event.preventDefault()
  })
  // There is no network in the window: whatever the page asks for outside itself is refused here too, besides the CSP.
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isLocal(url) }))
}

function isLocal(url: string): boolean {
  return isOurPage(url) || isComputePage(url) || /^(blob:app:\/\/layerloom\/|data:|devtools:)/.test(url)
}
