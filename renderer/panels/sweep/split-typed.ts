import type { Control } from '#shared/layers/parameters.ts'

/** Between values; a space is one too where a value has none inside. */
const separators = { spaced: /[,，、;；\s]+/, plain: /[,，、;；]+/ }

/** What is typed or pasted into a field of values: those that are complete, and what is still being typed. */
export function splitTyped(text: string, { control }: Control): { values: string[]; rest: string } {
  const isPlain = control === 'integer' || control === 'real'
  const parts = text.split(isPlain ? separators.spaced : separators.plain)
  const rest = parts.pop() ?? ''
  return { values: parts.map((part) => part.trim()).filter(Boolean), rest: rest.trimStart() }
}

/** The values with more behind them, each once. */
export function addValues(values: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...values, ...more])]
}
