/** Beside the pointer, in pixels. */
const gap = 14

/** Shows the text beside the pointer, on the side of it where there is more room in the chart. */
export function showTip(tip: HTMLElement, chart: HTMLElement, text: string, pointer: MouseEvent): void {
  const { left, top, width, height } = chart.getBoundingClientRect()
  const [x, y] = [pointer.clientX - left, pointer.clientY - top]
  const [isRight, isLow] = [x > width / 2, y > height / 2]
  tip.textContent = text
  tip.hidden = false
  tip.style.left = isRight ? 'auto' : `${x + gap}px`
  tip.style.right = isRight ? `${width - x + gap}px` : 'auto'
  tip.style.top = isLow ? 'auto' : `${y + gap}px`
  tip.style.bottom = isLow ? `${height - y + gap}px` : 'auto'
}
