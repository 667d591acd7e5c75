import { Presets, SingleBar } from 'cli-progress'
import type { DataProgress } from '#shared/contract/data.ts'
import type { Terminal } from './terminal.ts'

/** A bar while a data set is prepared, on a terminal. */
export function createDataBar({ bars, say }: Pick<Terminal, 'bars' | 'say'>) {
  let bar: SingleBar | null = null
  const end = () => {
    bar?.stop()
    bar = null
  }
  return {
    update({ done, total }: DataProgress) {
      if (!bars || total === null) return
      bar ??= startBar(bars, total, say('cli.preparingData'))
      bar.update(done)
      if (done === total) end()
    },
    end,
  }
}

function startBar(stream: NodeJS.WriteStream, total: number, title: string): SingleBar {
  const format = `${title} {bar} {percentage} %  {value}/{total}`
  const bar = new SingleBar({ stream, format, clearOnComplete: true, barsize: 24 }, Presets.shades_classic)
  bar.start(total, 0)
  return bar
}
