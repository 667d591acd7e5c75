import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, type Session } from 'electron'

const scheme = 'app'
const host = 'layerloom'
const computeHost = 'compute'
export const homePage = `${scheme}://${host}/index.html`
export const computePage = `${scheme}://${computeHost}/index.html`

/** A page that is only printed. */
export function reportPage(id: string): string {
  return `${scheme}://report/${id}`
}

/** The build writes this word where the page's own style and script tags need the nonce. */
const noncePlaceholder = 'CSP_NONCE'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
}

export function isOurPage(url: string): boolean {
  return hasHost(url, host)
}

/** The page of the hidden window, or what belongs to it. */
export function isComputePage(url: string): boolean {
  return hasHost(url, computeHost)
}

function hasHost(url: string, expected: string): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === `${scheme}:` && parsed.host === expected
  } catch {
    return false
  }
}

/** A folder served as one host of the scheme. */
interface Site {
  owns(url: string): boolean
  /** Absolute. */
  folder: string
  policy(nonce: string): string
}

/** Serves the files of `folder`, and nothing outside it, as `app://layerloom/`. */
export function serveRenderer(session: Session, folder: string): void {
  serveSite(session, { owns: isOurPage, folder, policy: contentSecurityPolicy })
}

/** The same as `app://compute/`, for the hidden window. */
export function serveCompute(session: Session, folder: string): void {
  serveSite(session, { owns: isComputePage, folder, policy: () => computePolicy })
}

function serveSite(session: Session, site: Site): void {
  const notFound = () => new Response('Not found', { status: 404, headers: headers(site.policy('')) })
  session.protocol.handle(scheme, async (request) => {
    const file = fileFor(request.url, site.folder, site.owns)
    const type = file && types[path.extname(file)]
    if (request.method !== 'GET' || !file || !type) return notFound()
    try {
      return await respond(file, type, site)
    } catch {
      return notFound()
    }
  })
}

async function respond(file: string, type: string, { policy }: Site): Promise<Response> {
  const content = await readFile(file)
  const answer = (body: string | Uint8Array<ArrayBuffer>, nonce: string) =>
    new Response(body, { headers: { ...headers(policy(nonce)), 'Content-Type': type } })
  if (!file.endsWith('.html')) return answer(content, '')
  const nonce = randomBytes(16).toString('base64')
  return answer(content.toString('utf8').replaceAll(noncePlaceholder, nonce), nonce)
}

/**
 * The file that a URL of ours means, or undefined where it means another host or a place outside `folder`.
 * `folder` is absolute.
 */
export function fileFor(url: string, folder: string, owns = isOurPage): string | undefined {
  if (!owns(url)) return undefined
  let name: string
  try {
    name = decodeURIComponent(new URL(url).pathname)
  } catch {
    return undefined
  }
  if (name.includes('\0') || name.includes('\\')) return undefined
  const file = path.join(folder, name === '/' ? 'index.html' : name)
  const inside = path.relative(folder, file)
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? undefined : file
}

function headers(policy: string): Record<string, string> {
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
}

/** The hidden window runs its own scripts and does nothing else. */
export const computePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Only the app's own files run or load. Style tags need the nonce (Mantine and plotly.js make some); style attributes are
 * allowed, because charts are drawn with them.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce && ` 'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
