import type { AugmentationKind, AugmentationStep } from '#shared/document/augmentation.ts'
import type { Formats } from '../../../charts/use-formats.ts'

/** How the number of a setting reads. */
type Unit = 'pixels' | 'degrees' | 'share' | 'times' | 'slope' | 'value'

const units: Record<string, Unit> = {
  padding: 'pixels',
  degrees: 'degrees',
  heightFactor: 'share',
  widthFactor: 'share',
  factor: 'share',
  strength: 'share',
  probability: 'share',
  xFactor: 'slope',
  yFactor: 'slope',
  scale: 'share',
  ratio: 'times',
  value: 'value',
}

function unitOf(kind: AugmentationKind, name: string): Unit {
  return kind === 'RandomZoom' && name === 'scale' ? 'times' : (units[name] ?? 'value')
}

/** Settings that a step's line leaves out. */
const unsaid = new Set(['kind', 'probability', 'fill', 'value', 'mode'])
const bothWays: ReadonlySet<Unit> = new Set(['pixels', 'degrees', 'share', 'slope'])

/** A step's settings in one short line of figures: `±15°`, `50 %–100 %`, `±10 % · ±20 %`. */
export function describeStep(step: AugmentationStep, formats: Pick<Formats, 'real' | 'percent'>): string {
  const parts = Object.entries(step).flatMap(([name, value]: [string, unknown]) => {
    if (unsaid.has(name)) return []
    const unit = unitOf(step.kind, name)
    if (typeof value === 'number') return [`${bothWays.has(unit) ? '±' : ''}${formatIn(unit, value, formats)}`]
    if (!Array.isArray(value)) return []
    return [value.map((end) => formatIn(unit, Number(end), formats)).join('–')]
  })
  const { probability } = step
  return [...parts, ...(probability < 1 ? [`P\u00a0${formats.percent(probability, 0)}`] : [])].join(' · ')
}

function formatIn(unit: Unit, value: number, { real, percent }: Pick<Formats, 'real' | 'percent'>): string {
  switch (unit) {
    case 'pixels':
      return `${real(value)}\u00a0px`
    case 'degrees':
      return `${real(value)}°`
    case 'share':
      return percent(value, 0)
    case 'times':
      return `${real(value)}×`
    case 'slope':
    case 'value':
      return real(value)
  }
}
