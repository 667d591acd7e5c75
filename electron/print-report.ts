import { randomUUID } from 'node:crypto'
import { BrowserWindow, type Session, session } from 'electron'
import { reportPage } from './app-protocol.ts'

/** Forgotten with the program; nothing of the other windows' is seen from it. */
const partition = 'report'
/** What is being printed, by its address. */
const pages = new Map<string, string>()

/** A report has no script and fetches nothing; its page is told so once more. */
export const reportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Page numbers in the margin. */
const footer =
  '<div style="width:100%;text-align:center;font:8px sans-serif;color:#5a6675"><span class="pageNumber"></span> / <span class="totalPages"></span></div>'

/** The page as a PDF on A4: printed by a window that nobody sees, without script, network or bridge. */
export async function printReport(html: string): Promise<Uint8Array> {
  const address = reportPage(randomUUID())
  pages.set(address, html)
  const window = createHiddenWindow()
  try {
    await window.loadURL(address)
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footer,
    })
  } finally {
    window.destroy()
    pages.delete(address)
  }
}

function createHiddenWindow(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    skipTaskbar: true,
    webPreferences: {
      session: reportSession(),
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
}

let prepared: Session | undefined

function reportSession(): Session {
  if (prepared) return prepared
  const own = session.fromPartition(partition)
  own.protocol.handle('app', ({ url }) => {
    const html = pages.get(url)
    if (html === undefined) return new Response('Not found', { status: 404 })
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': reportPolicy }
    return new Response(html, { headers })
  })
  own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !pages.has(url) && !url.startsWith('data:') }))
  prepared = own
  return own
}
