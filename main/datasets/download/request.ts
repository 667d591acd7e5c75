import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { credentials, openTunnel, proxyFor } from './proxy.ts'

export interface AskOptions {
  /** The first byte that is wanted. */
  start: number
  signal: AbortSignal
  /** How long nothing may come. */
  idleMs: number
}

const mostRedirects = 5

/** Why there is no answer that can be used, as the server said it: `404 Not Found`. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    text: string | undefined,
  ) {
    super(`${status} ${text ?? ''}`.trim())
  }
}

/**
 * Asks for a file, from its byte `start` on, and follows where it was moved to, but never from https to http. Answers with
 * status 200 (from the beginning) or 206 (from `start`). HTTPS_PROXY,
 * HTTP_PROXY and NO_PROXY count.
 * @throws HttpRefusal, or the system's error
 */
export async function askForFile(address: string, options: AskOptions): Promise<IncomingMessage> {
  let url = new URL(address)
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const response = await ask(url, options)
    const { statusCode = 0, statusMessage, headers } = response
    if (statusCode === 200 || statusCode === 206) return response
    response.resume()
    const isMoved = [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined
    if (!isMoved) throw new HttpRefusal(statusCode, statusMessage)
    const next = new URL(headers.location ?? '', url)
    if (next.protocol !== 'https:' && next.protocol !== url.protocol) throw new HttpRefusal(statusCode, next.protocol)
    url = next
  }
  throw new HttpRefusal(310, 'moved too often')
}

async function ask(url: URL, options: AskOptions): Promise<IncomingMessage> {
  const { start, signal, idleMs } = options
  const proxy = proxyFor(url, process.env)
  const headers = { 'accept-encoding': 'identity', ...(start > 0 ? { range: `bytes=${start}-` } : {}) }
  const common = { signal, agent: false as const }
  const send = await connectTo(url, proxy, options)
  return new Promise((resolve, reject) => {
    const request = send({ ...common, headers }, resolve)
    request.setTimeout(idleMs, () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    request.once('error', reject)
  })
}

type Send = (options: RequestOptions, answer: (response: IncomingMessage) => void) => ClientRequest

/** How an address is asked: by itself, or by a proxy, which is told plain addresses whole and lets https pass through. */
async function connectTo(url: URL, proxy: URL | null, options: AskOptions): Promise<Send> {
  if (!proxy) return (more, answer) => (url.protocol === 'http:' ? http : https).get(url, more, answer)
  if (url.protocol === 'https:') {
    const socket = await openTunnel(url, proxy, options)
    return (more, answer) => https.get(url, { ...more, createConnection: () => socket }, answer)
  }
  return (more, answer) => {
    const headers = { ...more.headers, host: url.host, ...credentials(proxy) }
    return http.get({ ...more, host: proxy.hostname, port: proxy.port || 80, path: url.href, headers }, answer)
  }
}
