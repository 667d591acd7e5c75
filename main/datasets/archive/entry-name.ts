const longestPath = 1000

/**
 * Texts whose encoding is not told: the first that fits them all of UTF-8, GBK, which Chinese Windows writes, and Latin-1, in which
 * every byte is a letter. One short name alone may be right in several.
 */
export function decodeTexts(texts: readonly Uint8Array[]): string[] {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const decoder = new TextDecoder(encoding, { fatal: true })
      return texts.map((bytes) => decoder.decode(bytes))
    } catch {
      // The next one may fit.
    }
  }
  return texts.map((bytes) => new TextDecoder('latin1').decode(bytes))
}

export function decodeText(bytes: Uint8Array): string {
  return decodeTexts([bytes])[0] ?? ''
}

/** The name as a path that stays within the archive's own folder; null for one that would leave it, or is none. */
export function safePath(name: string): string | null {
  const path = name.replaceAll('\\', '/')
  if (path.length > longestPath || path.includes('\0') || path.startsWith('/') || /^[a-z]:/i.test(path)) return null
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/')
}
