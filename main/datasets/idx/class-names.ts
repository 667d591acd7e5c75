import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ClassName } from '#shared/contract/data.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { recognizeLabels } from '../known/recognize-idx.ts'
import { reasonOf } from '../reason-of.ts'

/** The classes of Fashion-MNIST, by label. */
const fashion: ClassName[] = [
  { en: 'T-shirt/top', 'zh-CN': 'T恤/上衣' },
  { en: 'Trouser', 'zh-CN': '裤子' },
  { en: 'Pullover', 'zh-CN': '套头衫' },
  { en: 'Dress', 'zh-CN': '连衣裙' },
  { en: 'Coat', 'zh-CN': '外套' },
  { en: 'Sandal', 'zh-CN': '凉鞋' },
  { en: 'Shirt', 'zh-CN': '衬衫' },
  { en: 'Sneaker', 'zh-CN': '运动鞋' },
  { en: 'Bag', 'zh-CN': '包' },
  { en: 'Ankle boot', 'zh-CN': '短靴' },
]

/** Labels are bytes. */
const mostClasses = 256
const namesFile = 'classes.txt'

export function plainName(name: string): ClassName {
  return { en: name, 'zh-CN': name }
}

/**
 * Names for the labels 0 … `count` − 1: the lines of `classes.txt` in the folder; else Fashion-MNIST's, where the first labels
 * or the folder say so and the labels fit; else the numbers. A `classes.txt` may name more classes than the labels show.
 * @throws LoomError data.classNames, data.unreadable
 */
export async function readClassNames(directory: string, count: number, first: Uint8Array): Promise<ClassName[]> {
  const named = await readNamesFile(path.join(directory, namesFile))
  if (named) return named
  const isNamed = path.basename(path.resolve(directory)).toLowerCase().includes('fashion')
  const isFashion = isNamed || recognizeLabels(first) === 'fashion-mnist'
  if (isFashion && count <= fashion.length) return fashion
  return Array.from({ length: count }, (_, label) => plainName(String(label)))
}

async function readNamesFile(file: string): Promise<ClassName[] | null> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
  }
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trim())
  const empty = lines.indexOf('')
  if (empty >= 0) throw new LoomError('data.classNameEmpty', { file, line: empty + 1 })
  if (lines.length > mostClasses) {
    throw new LoomError('data.classNamesMany', { file, count: lines.length, limit: mostClasses })
  }
  return lines.map(plainName)
}
