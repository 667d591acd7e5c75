import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { proxyFor } from './proxy.ts'
import { askForFile } from './request.ts'

let server: Server | undefined
afterEach(() => {
  vi.unstubAllEnvs()
  server?.closeAllConnections()
  server?.close()
})

async function listen(started: Server): Promise<string> {
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://user:pass%20word@127.0.0.1:${(started.address() as AddressInfo).port}`
}

const options = () => ({ start: 0, signal: new AbortController().signal, idleMs: 5000 })

describe('proxies', () => {
  it.each<[address: string, environment: Record<string, string>, proxy: string | null]>([
    ['https://a.org/x', { HTTPS_PROXY: 'http://p:1' }, 'p:1'],
    ['https://a.org/x', { https_proxy: 'http://p:1', HTTPS_PROXY: 'http://q:1' }, 'p:1'],
    ['https://a.org/x', { HTTP_PROXY: 'http://p:1' }, null],
    ['http://a.org/x', { HTTP_PROXY: 'http://p:1' }, 'p:1'],
    ['https://a.org/x', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'b.org, .a.org' }, null],
    ['https://x.a.org/x', { HTTPS_PROXY: 'http://p:1', no_proxy: 'a.org' }, null],
    ['https://aa.org/x', { HTTPS_PROXY: 'http://p:1', no_proxy: 'a.org' }, 'p:1'],
    ['https://a.org/x', { HTTPS_PROXY: 'http://p:1', no_proxy: '*' }, null],
    ['https://a.org/x', { HTTPS_PROXY: 'socks5://p:1' }, null],
    ['https://a.org/x', { HTTPS_PROXY: 'nonsense' }, null],
    ['https://a.org/x', {}, null],
  ])('for %s with %j: %s', (address, environment, proxy) => {
    expect(proxyFor(new URL(address), environment)?.host ?? null).toBe(proxy)
  })

  it('are told plain addresses whole', async () => {
    const seen: (string | undefined)[] = []
    const proxy = await listen(
      createServer((request, response) => {
        seen.push(request.url, request.headers.host, request.headers['proxy-authorization'])
        response.end('ok')
      }),
    )
    for (const name of ['HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, proxy)
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '')
    const response = await askForFile('http://data.invalid/set.gz', options())
    expect(response.statusCode).toBe(200)
    expect(seen).toEqual(['http://data.invalid/set.gz', 'data.invalid', `Basic ${btoa('user:pass word')}`])
    response.resume()
  })

  it('let https pass, and say so where they do not', async () => {
    const asked: (string | undefined)[] = []
    const started = createServer()
    started.on('connect', (request, socket) => {
      asked.push(request.url)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    const proxy = await listen(started)
    for (const name of ['HTTPS_PROXY', 'https_proxy']) vi.stubEnv(name, proxy)
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '')
    await expect(askForFile('https://data.invalid/set.gz', options())).rejects.toThrow(/refuses: 403 Forbidden/)
    expect(asked).toEqual(['data.invalid:443'])
  })
})
