export interface NumberLimits {
  min: number
  max: number
  isWhole: boolean
}

/** What people type as a number: `0.001`, `1e-3`, `１２` in full width; null for anything that is none or out of range. */
export function parseNumber(text: string, { min, max, isWhole }: NumberLimits): number | null {
  const plain = text.normalize('NFKC').trim()
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null
  const value = Number(plain)
  if (!Number.isFinite(value) || value < min || value > max) return null
  return isWhole && !Number.isInteger(value) ? null : value
}
