import http from 'node:http'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy that HTTPS_PROXY or HTTP_PROXY names for an address; null where there is none, or NO_PROXY leaves the host out. Only
 * proxies that are spoken to by http are known.
 */
export function proxyFor(url: URL, environment: Environment): URL | null {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || ''
  const leftOut = read('NO_PROXY')
    .split(',')
    .map((each) => each.trim().replace(/^\*?\./, ''))
    .filter((each) => each !== '')
  if (leftOut.some((each) => each === '*' || url.hostname === each || url.hostname.endsWith(`.${each}`))) return null
  const text = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  if (text === '') return null
  const proxy = parse(text)
  return proxy?.protocol === 'http:' ? proxy : null
}

/** A connection to an https address through a proxy (CONNECT, RFC 9110 section 9.3.6). */
export function openTunnel(url: URL, proxy: URL, { signal, idleMs }: TunnelOptions): Promise<Socket> {
  const authority = `${url.hostname}:${url.port || 443}`
  return new Promise((resolve, reject) => {
    const request = http.request(proxy, {
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...credentials(proxy) },
      signal,
      agent: false,
    })
    request.setTimeout(idleMs, () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    request.once('error', reject)
    request.once('connect', ({ statusCode, statusMessage }, socket) => {
      if (statusCode === 200) return resolve(connectTls({ socket, servername: url.hostname }))
      socket.destroy()
      reject(new Error(`the proxy ${proxy.host} refuses: ${statusCode} ${statusMessage}`))
    })
    request.end()
  })
}

interface TunnelOptions {
  signal: AbortSignal
  /** How long nothing may come. */
  idleMs: number
}

export function credentials({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(text).toString('base64')}` }
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
