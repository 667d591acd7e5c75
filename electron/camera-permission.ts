import { isOurPage } from './app-protocol.ts'

/** Whether the person has the camera switched on. */
export interface CameraSwitch {
  isOn: boolean
}

/** What a page asks for. */
export interface PermissionAsked {
  permission: string
  /** `video`, `audio`; empty where the page names none. */
  media: readonly string[]
  url: string
  isMainFrame: boolean
}

/** The camera is all that our page can be given, without its sound, and only while it is switched on. */
export function isCameraAllowed(
  { isOn }: CameraSwitch,
  { permission, media, url, isMainFrame }: PermissionAsked,
): boolean {
  const isVideoAlone = media.length > 0 && media.every((kind) => kind === 'video')
  return isOn && permission === 'media' && isVideoAlone && isMainFrame && isOurPage(url)
}
