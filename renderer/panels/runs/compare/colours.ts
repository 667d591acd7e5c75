const light = ['#3569d4', '#d9560b', '#0d8f83', '#8446c6', '#c2356f', '#8a6a00', '#0b7fa3', '#5b6676']
const dark = ['#79a3f7', '#f5a05a', '#46c7b9', '#bd8df0', '#f07fae', '#f2cf4a', '#5cc3e3', '#a9b3c3']

/** The colour of a group of runs in charts and headings, by its place. */
export function groupColour(place: number, isDark: boolean): string {
  const colours = isDark ? dark : light
  return colours[place % colours.length] ?? '#3569d4'
}
