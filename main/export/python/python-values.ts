/** Python's own words, which no variable may have. */
const keywords = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield False None True'.split(
    ' ',
  ),
)

/** A value as it stands in Python: lists as tuples, text in quotes. */
export function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) {
    const parts = value.map(pythonValue)
    return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`
  }
  return String(value)
}

/** `kernelSize` → `kernel_size` */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Names for variables, one for each id, none twice. */
export function nameVariables(ids: readonly string[], taken: Iterable<string> = []): Map<string, string> {
  const used = new Set([...keywords, ...taken])
  return new Map(
    ids.map((id) => {
      const plain = id.replaceAll(/\W/g, '_')
      let name = /^[A-Za-z]/.test(plain) ? plain : `layer_${plain}`
      while (used.has(name)) name += '_'
      used.add(name)
      return [id, name]
    }),
  )
}
