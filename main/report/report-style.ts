/** The look of the report: always light; on a wide screen, a phone and A4 paper. */
export const reportStyle = `
:root { color-scheme: light; color: #1d2430; background: #f4f6f9; font: 15px/1.5 system-ui, 'Segoe UI', 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif }
* { box-sizing: border-box; -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { max-width: 1120px; margin: 0 auto; padding: 32px 24px 64px; overflow-wrap: break-word }
header { margin-bottom: 24px }
header p { margin: 0; color: #5a6675 }
h1 { margin: 4px 0; font-size: 30px; line-height: 1.2; letter-spacing: -0.01em }
.figure { font-size: 48px; font-weight: 650; line-height: 1.2; color: #1f5faa; font-variant-numeric: tabular-nums }
header p.figure { color: #1f5faa }
h2 { margin: 0 0 8px; font-size: 18px }
h3 { margin: 20px 0 8px; font-size: 15px }
h2 + h3, h2 + article > h3:first-child { margin-top: 0 }
h2, h3, h2 + .note { break-after: avoid }
section { margin: 0 0 20px; padding: 20px 24px; background: #fff; border: 1px solid #e1e5ec; border-radius: 12px }
.note, .verdict { margin: 0 0 12px }
.note { color: #5a6675 }
.verdict { padding-left: 12px; border-left: 3px solid #98a1b2 }
.verdict.clear { border-color: #2b8a3e }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 12px; padding: 0; list-style: none; color: #5a6675; font-size: 13px }
.legend svg { display: inline-block; width: 26px; height: 10px; margin-right: 6px }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr)); gap: 16px }
.network { display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: 24px; align-items: start }
.network.wide { grid-template-columns: minmax(0, 1fr) }
svg { max-width: 100%; height: auto; display: block }
svg.chart, svg.matrix { width: 100%; break-inside: avoid }
svg.matrix { max-width: 620px }
svg.drawing { break-inside: avoid; margin: 0 auto }
svg text { font-family: inherit }
svg .title { font-size: 14px; font-weight: 600; fill: #1d2430 }
svg .tick { font-size: 12px; fill: #5a6675; font-variant-numeric: tabular-nums }
svg .cell { font-variant-numeric: tabular-nums }
svg .grid { stroke: #e4e9ef; stroke-width: 1 }
.scroll { overflow-x: auto }
.scroll + .note { margin-top: 10px }
.settings td { overflow-wrap: anywhere }
.short { break-inside: avoid }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13.5px }
th, td { padding: 4px 18px 4px 0; text-align: right; vertical-align: top; border-bottom: 1px solid #edf1f5 }
th:last-child, td:last-child { padding-right: 0 }
th { color: #5a6675; font-weight: 600; vertical-align: bottom }
tr { break-inside: avoid }
thead { display: table-header-group }
.word { text-align: left }
td { white-space: nowrap }
td.word { white-space: pre-wrap }
td.word:first-child { min-width: 7em }
.total td, .strong td { font-weight: 650 }
.total td { border-top: 1px solid #98a1b2 }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(76px, 1fr)); gap: 12px }
figure { margin: 0; text-align: center; break-inside: avoid }
figure img { width: 72px; height: 72px; image-rendering: pixelated; border-radius: 6px; outline: 2px solid #d66614 }
figcaption { font-size: 13px; color: #5a6675 }
@page { size: A4; margin: 14mm 14mm 16mm }
@media (max-width: 640px) {
  body { padding: 20px 12px 40px }
  section { padding: 16px 14px }
  .network { grid-template-columns: minmax(0, 1fr) }
  td.word { white-space: normal }
}
@media print {
  :root { background: #fff; font-size: 12px }
  body { max-width: none; padding: 0 }
  section { padding: 0; border: 0; border-radius: 0; margin: 0 0 22px }
  h1 { font-size: 25px }
  h2 { font-size: 16px; padding-bottom: 4px; border-bottom: 1px solid #c6cdd9 }
  table { font-size: 10.5px }
  th, td { padding: 3px 10px 3px 0 }
  td { white-space: normal }
  .scroll { overflow: visible }
  .pair { grid-template-columns: 1fr 1fr }
  .pair.tall { grid-template-columns: minmax(0, 1fr) }
  svg.matrix { max-width: 130mm; max-height: 230mm }
  svg.drawing { max-height: 235mm }
}
`
