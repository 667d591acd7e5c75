import { countCells } from '#shared/statistics/class-scores.ts'
import { escapeHtml, printNote, printSection } from './html.ts'
import { encodePng } from './png.ts'
import type { ReportContext } from './report-content.ts'

/** Test pictures that were taken for something else. */
export function mistakesSection({ mistakes, runs, locale, say }: ReportContext): string {
  const [first] = runs
  if (!mistakes || !first || mistakes.task !== 'classification') return ''
  const { height, width, channels, pixels } = mistakes.images
  const size = height * width * channels
  const nameOf = (label: number) => first.run.classes[label]?.[locale] ?? String(label)
  const figures = mistakes.items.map(({ label, predicted }, place) => {
    const png = encodePng(width, height, channels, pixels.subarray(place * size, (place + 1) * size))
    const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
    const text = `${nameOf(label)} → ${nameOf(predicted)}`
    return `<figure><img alt="" src="${source}"><figcaption>${escapeHtml(text)}</figcaption></figure>`
  })
  const { total: count } = countCells(first.run.confusion ?? [])
  const note = printNote(say('report.mistakesNote', { wrong: mistakes.total, count }))
  return printSection(say('report.mistakes'), `${note}<div class="gallery">${figures.join('')}</div>`)
}
