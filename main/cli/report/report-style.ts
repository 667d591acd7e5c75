/** The look of the report, on a screen and on paper. */
export const reportStyle = `
:root { color: #1c2733; background: #f4f6f9; font: 15px/1.5 system-ui, 'Segoe UI', 'Noto Sans SC', 'Microsoft YaHei', sans-serif }
body { max-width: 1120px; margin: 0 auto; padding: 32px 24px 64px }
header { margin-bottom: 24px }
header p { margin: 0; color: #5a6875 }
h1 { margin: 4px 0; font-size: 30px; letter-spacing: -0.01em }
.figure { font-size: 52px; font-weight: 650; line-height: 1.15; color: #1f5faa; font-variant-numeric: tabular-nums }
h2 { margin: 0 0 8px; font-size: 18px }
section { margin: 0 0 20px; padding: 20px 24px; background: #fff; border: 1px solid #e1e7ee; border-radius: 12px }
section > p { margin: 0 0 12px; color: #5a6875 }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 16px }
svg { width: 100%; height: auto; display: block }
svg.matrix { max-width: 640px }
svg .title { font-size: 14px; font-weight: 600; fill: #1c2733 }
svg .tick { font-size: 12px; fill: #5a6875 }
svg .cell { font-size: 13px; font-variant-numeric: tabular-nums }
svg .grid { stroke: #e4e9ef; stroke-width: 1 }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 5px 18px 5px 0; text-align: right; border-bottom: 1px solid #edf1f5 }
th { color: #5a6875; font-weight: 600 }
.word { text-align: left }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(76px, 1fr)); gap: 12px }
figure { margin: 0; text-align: center }
figure img { width: 72px; height: 72px; image-rendering: pixelated; border-radius: 6px; outline: 2px solid #d66614 }
figcaption { font-size: 13px; color: #5a6875 }
@media print { :root { background: #fff } section { break-inside: avoid } }
`
