/** Words that the summary needs in the language of the window. */
export interface SummaryWords {
  stride: (text: string) => string
  dilation: (text: string) => string
  groups: (text: string) => string
  units: (text: string) => string
  withoutBias: string
  auxiliary: string
}

type Format = (value: unknown, values: Record<string, unknown>, words: SummaryWords) => string | null

const pairText = (value: unknown): string => (Array.isArray(value) ? value.join('×') : String(value))

/** How a parameter is told in a few letters, in this order; null where it goes without saying. */
const formats: [name: string, format: Format][] = [
  ['filters', (value, { kernelSize }) => `${String(value)} @ ${pairText(kernelSize)}`],
  ['kernelSize', (value, { filters }) => (filters === undefined ? pairText(value) : null)],
  ['units', (value, _values, words) => words.units(String(value))],
  ['poolSize', (value) => pairText(value)],
  ['strides', (value, _values, words) => strideText(value, words)],
  ['dilationRate', (value, _values, words) => (isOne(value) ? null : words.dilation(pairText(value)))],
  ['groups', (value, _values, words) => (isOne(value) ? null : words.groups(String(value)))],
  ['depthMultiplier', (value) => (isOne(value) ? null : `×${String(value)}`)],
  ['padding', (value) => (value === 'same' ? 'same' : null)],
  ['activation', (value) => (value === 'linear' ? null : String(value))],
  ['useBias', (value, _values, words) => (value === false ? words.withoutBias : null)],
  ['auxiliary', (value, _values, words) => (value === true ? words.auxiliary : null)],
  ['lossWeight', (value) => (isOne(value) ? null : `×${String(value)}`)],
  ['rate', (value) => (typeof value === 'number' ? `${Number((value * 100).toFixed(2))} %` : null)],
]

function strideText(value: unknown, words: SummaryWords): string | null {
  if (isOne(value)) return null
  return words.stride(Array.isArray(value) && value[0] === value[1] ? String(value[0]) : pairText(value))
}

function isOne(value: unknown): boolean {
  return [value].flat().every((side) => side === 1)
}

/** A layer's key parameters in one line: `16 @ 3×3 · same · relu`. */
export function summarize(values: Record<string, unknown>, words: SummaryWords): string {
  return formats
    .filter(([name]) => name in values)
    .map(([name, format]) => format(values[name], values, words))
    .filter((text) => text !== null)
    .join(' · ')
}
