import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { askingMark, wasEndedAsking, whileMarked } from './asking-mark.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'layerloom-mark-'))
const mark = askingMark('webgpu', folder)

afterAll(() => rmSync(folder, { recursive: true }))

describe('the mark of asking', () => {
  it('stands while the driver is asked, and goes afterwards', async () => {
    const seen = await whileMarked(mark, async () => [existsSync(mark), wasEndedAsking(mark)])
    expect(seen).toEqual([true, false])
    expect(existsSync(mark)).toBe(false)
  })

  it('goes when asking fails, too', async () => {
    await expect(whileMarked(mark, () => Promise.reject(new Error('no card')))).rejects.toThrow('no card')
    expect(existsSync(mark)).toBe(false)
  })

  it('of a process that is gone says that asking ended it', () => {
    expect(wasEndedAsking(mark)).toBe(false)
    writeFileSync(mark, '999999999')
    expect(wasEndedAsking(mark)).toBe(true)
  })

  it('does without where no file can be written', async () => {
    expect(await whileMarked(path.join(folder, 'no', 'such', 'folder'), async () => 'asked')).toBe('asked')
  })
})
