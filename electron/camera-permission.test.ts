import { expect, it, vi } from 'vitest'
import type { PermissionAsked } from './camera-permission.ts'

// The npm package of this name is no module but the path of a program.
vi.mock('electron', () => ({ protocol: {} }))

const { isCameraAllowed } = await import('./camera-permission.ts')

const camera: PermissionAsked = {
  permission: 'media',
  media: ['video'],
  url: 'app://layerloom/index.html',
  isMainFrame: true,
}

it('lets our page have the camera while the person has it switched on', () => {
  expect(isCameraAllowed({ isOn: true }, camera)).toBe(true)
  expect(isCameraAllowed({ isOn: false }, camera)).toBe(false)
})

it.each<[string, Partial<PermissionAsked>]>([
  ['sound', { media: ['audio'] }],
  ['sound beside it', { media: ['video', 'audio'] }],
  ['media of no kind', { media: [] }],
  ['another permission', { permission: 'geolocation' }],
  ['the screen', { permission: 'display-capture' }],
  ['another page', { url: 'https://example.com/' }],
  ['the hidden window', { url: 'app://compute/index.html' }],
  ['a frame', { isMainFrame: false }],
])('refuses %s all the same', (_what, asked) => {
  expect(isCameraAllowed({ isOn: true }, { ...camera, ...asked })).toBe(false)
})
