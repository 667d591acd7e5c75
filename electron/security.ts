import { app, type Session, type WebContents } from 'electron'
import { isComputePage, isOurPage } from './app-protocol.ts'
import { type CameraSwitch, isCameraAllowed } from './camera-permission.ts'

/**
 * The window shows our own page and nothing else: no other page, window, frame, permission or address. The one permission is
 * the camera, while it is switched on.
 */
export function refuseEverythingElse(camera: CameraSwitch): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, camera))
  app.on('session-created', (session) => lockSession(session, camera))
}

function lockContents(contents: WebContents, camera: CameraSwitch): void {
  const refuseForeign = (event: { url: string; preventDefault(): void }) => {
    if (!isOurPage(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', refuseForeign)
  contents.on('will-redirect', refuseForeign)
  contents.on('will-frame-navigate', refuseForeign)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // A page that was loaded anew has nothing switched on.
  contents.on('did-navigate', (_event, url) => {
    if (isOurPage(url)) camera.isOn = false
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function lockSession(session: Session, camera: CameraSwitch): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    decide(isCameraAllowed(camera, { permission, media, url: details.requestingUrl, isMainFrame: details.isMainFrame }))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType, requestingUrl, isMainFrame }) => {
    return isCameraAllowed(camera, { permission, media: [mediaType ?? ''], url: requestingUrl ?? origin, isMainFrame })
  })
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
