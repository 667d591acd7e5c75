/** Whatever people typed, as text between tags or in an attribute's quotes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

export function printSection(heading: string, body: string): string {
  return body === '' ? '' : `<section><h2>${escapeHtml(heading)}</h2>${body}</section>\n`
}

export function printNote(text: string): string {
  return `<p class="note">${escapeHtml(text)}</p>`
}

/** Cells are text; those of columns named in `words` (by number) stand to the left, numbers to the right. */
export interface HtmlTable {
  head: readonly string[]
  rows: readonly (readonly string[])[]
  words: readonly number[]
  /** The last row is the total of the others. */
  hasTotal?: boolean
  /** Rows in bold, by number. */
  strong?: ReadonlySet<number>
}

/** Tables of no more rows than these stay on one page. */
const mostKeptTogether = 24

export function printTable({ head, rows, words, hasTotal = false, strong }: HtmlTable): string {
  const cell = (tag: 'th' | 'td', text: string, column: number) =>
    `<${tag}${words.includes(column) ? ' class="word"' : ''}>${escapeHtml(text)}</${tag}>`
  const line = (tag: 'th' | 'td', row: readonly string[], kind = '') =>
    `<tr${kind}>${row.map((text, column) => cell(tag, text, column)).join('')}</tr>`
  const kindOf = (place: number) => {
    if (hasTotal && place === rows.length - 1) return ' class="total"'
    return strong?.has(place) ? ' class="strong"' : ''
  }
  const body = rows.map((row, place) => line('td', row, kindOf(place))).join('')
  const kind = rows.length <= mostKeptTogether ? 'scroll short' : 'scroll'
  return `<div class="${kind}"><table><thead>${line('th', head)}</thead><tbody>${body}</tbody></table></div>`
}
