import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'

// The npm package of this name is no module but the path of a program.
vi.mock('electron', () => ({ protocol: {} }))

const { computePage, computePolicy, contentSecurityPolicy, fileFor, homePage, isComputePage, isOurPage } = await import(
  './app-protocol.ts'
)
const folder = path.resolve('/opt/app/renderer')

describe('fileFor', () => {
  it.each([
    ['app://layerloom/', 'index.html'],
    ['app://layerloom/index.html?x=1#y', 'index.html'],
    ['app://layerloom/assets/a%20b.js', 'assets/a b.js'],
  ])('%s', (url, file) => {
    expect(fileFor(url, folder)).toBe(path.join(folder, file))
  })

  it.each([
    'app://layerloom/..%2fsecret.json',
    'app://layerloom/assets/..%2f..%2fsecret.json',
    'app://layerloom/..%5csecret.json',
    'app://layerloom/%2e%2e%2f%2e%2e%2fetc/passwd',
    'app://layerloom/a%00.html',
    'app://layerloom/%zz',
    'app://other/index.html',
    'https://layerloom/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('refuses %s', (url) => {
    expect(fileFor(url, folder)).toBeUndefined()
  })
})

it('knows its own page only', () => {
  expect(isOurPage('app://layerloom/index.html')).toBe(true)
  for (const url of ['app://layerloom.evil/', 'app://evil/layerloom', 'apps://layerloom/', 'about:blank', '']) {
    expect(isOurPage(url)).toBe(false)
  }
})

it('keeps the hidden window and the page apart', () => {
  expect(isOurPage(computePage)).toBe(false)
  expect(isComputePage(homePage)).toBe(false)
  expect(fileFor(computePage, folder)).toBeUndefined()
  expect(fileFor(computePage, folder, isComputePage)).toBe(path.join(folder, 'index.html'))
  expect(computePolicy).not.toMatch(/unsafe|https?:|blob:|connect-src/)
})

it('lets no inline script and no foreign address in', () => {
  const policy = contentSecurityPolicy('abc')
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'")
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
})
