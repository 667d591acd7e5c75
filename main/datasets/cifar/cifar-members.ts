/** Which of the two data sets, by its number of classes. */
export type CifarKind = 10 | 100
export type CifarForm = 'binary' | 'python'

/** What a file of CIFAR is, by its name. */
export interface CifarRole {
  kind: CifarKind
  form: CifarForm
  part: 'train' | 'test' | 'names'
}

const roles: readonly (CifarRole & { name: RegExp })[] = [
  { name: /^data_batch_[1-9]\d?\.bin$/, kind: 10, form: 'binary', part: 'train' },
  { name: /^test_batch\.bin$/, kind: 10, form: 'binary', part: 'test' },
  { name: /^batches\.meta\.txt$/, kind: 10, form: 'binary', part: 'names' },
  { name: /^data_batch_[1-9]\d?$/, kind: 10, form: 'python', part: 'train' },
  { name: /^test_batch$/, kind: 10, form: 'python', part: 'test' },
  { name: /^batches\.meta$/, kind: 10, form: 'python', part: 'names' },
  { name: /^train\.bin$/, kind: 100, form: 'binary', part: 'train' },
  { name: /^test\.bin$/, kind: 100, form: 'binary', part: 'test' },
  { name: /^(fine|coarse)_label_names\.txt$/, kind: 100, form: 'binary', part: 'names' },
  { name: /^train$/, kind: 100, form: 'python', part: 'train' },
  { name: /^test$/, kind: 100, form: 'python', part: 'test' },
  { name: /^meta$/, kind: 100, form: 'python', part: 'names' },
]

/** Where the publisher's archives unpack to. */
export const cifarFolders = [
  'cifar-10-batches-bin',
  'cifar-10-batches-py',
  'cifar-100-binary',
  'cifar-100-python',
] as const

/** Files that the whole data set has to train with. */
export const trainFilesOf: Record<CifarKind, number> = { 10: 5, 100: 1 }

/** `name` without its folders. Null for a file that is none of CIFAR's. */
export function roleOf(name: string): CifarRole | null {
  return roles.find((role) => role.name.test(name)) ?? null
}

export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
