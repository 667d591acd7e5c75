import type { ClassName, Labels } from '#shared/contract/data.ts'

/** Labels as they are in a file, numbers or names. */
export type RawLabels = ArrayLike<number> | readonly string[]

/** More than this are hardly classes but measured values. */
export const mostClasses = 10_000

/**
 * The different labels, in order: numbers by size, where all are numbers; else names by the alphabet. No class is without
 * pictures, so that files that count from 1, or leave a number out, give the classes that they have.
 */
export function distinctLabels(splits: readonly RawLabels[]): string[] {
  const found = new Set<string>()
  for (const labels of splits) {
    for (let index = 0; index < labels.length; index += 1) found.add(String(labels[index]))
  }
  const names = [...found]
  const isNumeric = names.every((name) => name.trim() !== '' && Number.isFinite(Number(name)))
  return isNumeric ? names.sort((a, b) => Number(a) - Number(b)) : names.sort((a, b) => (a < b ? -1 : 1))
}

/** The place of each label among the different ones. */
export function numberLabels(labels: RawLabels, names: readonly string[]): Labels {
  const places = new Map(names.map((name, place) => [name, place]))
  const numbered = names.length > 256 ? new Uint16Array(labels.length) : new Uint8Array(labels.length)
  for (let index = 0; index < labels.length; index += 1) numbered[index] = places.get(String(labels[index])) ?? 0
  return numbered
}

export function asClassNames(names: readonly string[]): ClassName[] {
  return names.map((name) => ({ en: name, 'zh-CN': name }))
}
