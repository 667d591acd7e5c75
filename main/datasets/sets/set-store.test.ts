import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { flat, openPictureData } from '../testing/picture-files.ts'
import { createSetStore, type SetStore } from './set-store.ts'

let directory: string
let sets: SetStore
beforeEach(async () => {
  directory = path.join(await mkdtemp(path.join(tmpdir(), 'layerloom-sets-')), 'sets')
  sets = createSetStore(directory)
})

afterEach(() => rm(path.dirname(directory), { recursive: true }))

const drawing = async (className: string, colour = '#102030') => ({ set: '手势', className, bytes: await flat(colour) })

describe('sets of own pictures', () => {
  it('begin with their first picture, and can be learned from', async () => {
    expect(await sets.list()).toEqual([])
    for (const className of ['fist', 'palm']) {
      for (let index = 0; index < 5; index += 1) await sets.add(await drawing(className, `rgb(${index}, 0, 0)`))
    }
    const [set] = await sets.list()
    expect(set?.classes.map(({ name, pictures }) => [name, pictures.length])).toEqual([
      ['fist', 5],
      ['palm', 5],
    ])
    const dataset = await openPictureData(set?.path ?? '')
    expect([dataset.train.count, dataset.test.count]).toEqual([8, 2])
  })

  it('number pictures that come at once, each by its kind', async () => {
    const pictures = [
      await flat('#111111'),
      await flat('#222222', [8, 8], 'jpeg'),
      await flat('#333333', [8, 8], 'webp'),
    ]
    const added = await Promise.all(pictures.map((bytes) => sets.add({ set: 's', className: 'c', bytes })))
    expect(added.map(({ picture }) => picture)).toEqual(['0001.png', '0002.jpg', '0003.webp'])
  })

  it('lose a class with its last picture, and end with their last class', async () => {
    await sets.add(await drawing('a'))
    await sets.add(await drawing('a'))
    await sets.add(await drawing('b'))
    await sets.remove({ set: '手势', className: 'a', picture: '0001.png' })
    expect((await sets.list())[0]?.classes[0]).toEqual({ name: 'a', pictures: ['0002.png'] })
    await sets.remove({ set: '手势', className: 'a', picture: '0002.png' })
    expect((await sets.list())[0]?.classes.map(({ name }) => name)).toEqual(['b'])
    await sets.remove({ set: '手势', className: 'b', picture: '0001.png' })
    expect(await sets.list()).toEqual([])
    // What is gone already is no error.
    await sets.remove({ set: '手势', className: 'b', picture: '0001.png' })
  })

  it.each(['..', '.hidden', 'a/b', 'a\\b', 'C:', ' space', 'dot.', 'nul', 'COM1.txt', 'line\nbreak'])(
    'refuse the name %j',
    async (name) => {
      const bytes = await flat('#111111')
      const refusal = { code: 'data.setName' }
      await expect(sets.add({ set: name, className: 'c', bytes })).rejects.toMatchObject(refusal)
      await expect(sets.add({ set: 's', className: name, bytes })).rejects.toMatchObject(refusal)
      await expect(sets.remove({ set: 's', className: 'c', picture: name })).rejects.toMatchObject(refusal)
      expect(await sets.list()).toEqual([])
    },
  )

  it('give pictures back, rename their classes, and go as a whole', async () => {
    const bytes = await flat('#102030')
    for (const className of ['a', 'b']) await sets.add({ set: 's', className, bytes })
    const place = { set: 's', className: 'c', picture: '0001.png' }
    await sets.rename({ set: 's', className: 'a', to: 'c' })
    expect(Buffer.from((await sets.read(place)).bytes).equals(bytes)).toBe(true)
    await expect(sets.rename({ set: 's', className: 'c', to: 'B' })).rejects.toMatchObject({
      code: 'data.setClassThere',
    })
    await expect(sets.rename({ set: 's', className: 'c', to: '../c' })).rejects.toMatchObject({ code: 'data.setName' })
    await expect(sets.read({ ...place, className: 'a' })).rejects.toMatchObject({ code: 'data.unreadable' })
    expect((await sets.list())[0]?.classes.map(({ name }) => name)).toEqual(['b', 'c'])
    await expect(sets.removeSet({ set: '..' })).rejects.toMatchObject({ code: 'data.setName' })
    await sets.removeSet({ set: 's' })
    expect(await sets.list()).toEqual([])
  })

  it('refuse what is no picture, and tell when it cannot be kept', async () => {
    const add = (bytes: Uint8Array) => sets.add({ set: 's', className: 'c', bytes })
    await expect(add(Buffer.from('no picture'))).rejects.toMatchObject({ code: 'data.badPicture' })
    await expect(add((await flat('#111111')).subarray(0, 20))).rejects.toMatchObject({ code: 'data.badPicture' })
    expect(await sets.list()).toEqual([])
    await mkdir(directory, { recursive: true })
    await writeFile(path.join(directory, 's'), 'in the way')
    await expect(add(await flat('#111111'))).rejects.toMatchObject({ code: 'data.setUnwritable' })
  })
})
