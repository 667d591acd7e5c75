/** How wide a text is about, in letters: Chinese ones are wider than others. */
export function lettersOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + letterWidth(letter), 0)
}

function letterWidth(letter: string): number {
  return (letter.codePointAt(0) ?? 0) > 0x2e80 ? 1.7 : 1
}

/** The text cut to so many letters, with … for what is missing. */
export function cutText(text: string, letters: number): string {
  if (lettersOf(text) <= letters) return text
  let used = 1
  const kept = Array.from(text).filter((letter) => {
    used += letterWidth(letter)
    return used <= letters
  })
  return `${kept.join('')}…`
}

/** The text in lines of so many letters: broken between words, and between any two Chinese letters. */
export function wrapText(text: string, letters: number): string[] {
  const lines: string[] = []
  for (const part of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
    const last = lines.at(-1)
    if (last !== undefined && lettersOf((last + part).trimEnd()) <= letters) lines[lines.length - 1] = last + part
    else lines.push(part)
  }
  return lines.map((line) => cutText(line.trim(), letters))
}

/** Room for the longest of the texts at a font size of 12 px, up to `most`, in CSS pixels. */
export function columnWidth(texts: readonly string[], most: number): number {
  const letters = Math.max(0, ...texts.map(lettersOf))
  return Math.min(most, Math.ceil(7.2 * letters) + 4)
}
