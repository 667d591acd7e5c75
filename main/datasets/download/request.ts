import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'

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
 * status 200 (from the beginning) or 206 (from `start`). HTTPS_PROXY and NO_PROXY count where Node.js knows them (24.5 on).
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

function ask(url: URL, { start, signal, idleMs }: AskOptions): Promise<IncomingMessage> {
  const isPlain = url.protocol === 'http:'
  // Not known to the types of the oldest Node.js that the core runs on.
  const proxied: object = { proxyEnv: process.env, keepAlive: false }
  const agent = isPlain ? new http.Agent(proxied) : new https.Agent(proxied)
  const headers = { 'accept-encoding': 'identity', ...(start > 0 ? { range: `bytes=${start}-` } : {}) }
  return new Promise((resolve, reject) => {
    const request = (isPlain ? http : https).get(url, { agent, headers, signal }, resolve)
    request.setTimeout(idleMs, () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    request.once('error', reject)
  })
}
