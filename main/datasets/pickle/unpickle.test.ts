import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import { readNumbers } from '../arrays/nd-array.ts'
import type { PickleValue } from './pickle-values.ts'
import { unpickle } from './unpickle.ts'

/** {'labels': [6, 9], 'data': numpy.arange(24, dtype='u1').reshape(2, 12)}, as Python 2 (cPickle) and 3 write it. */
const batches = {
  'Python 2, protocol 2':
    'gAJ9cQEoVQRkYXRhcQJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxA2NudW1weQpuZGFycmF5CnEESwCFcQVVAWKHUnEGKEsBigECigEMhnEHY251bXB5CmR0eXBlCnEIVQJ1MXEJSwBLAYdxClJxCyhLA1UBfE5OTkr/////Sv////9LAHRxDGKJVRgAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhdxDXRiVQZsYWJlbHNxDl1xDyhLBksJZVULYmF0Y2hfbGFiZWxxEFUVdHJhaW5pbmcgYmF0Y2ggMSBvZiA1cRFVCWZpbGVuYW1lc3ESXXETKFUFYS5wbmdxFFUFYi5wbmdxFWV1Lg==',
  'protocol 2':
    'gAJ9cQAoY19jb2RlY3MKZW5jb2RlCnEBWAYAAABsYWJlbHNxAlgGAAAAbGF0aW4xcQOGcQRScQVdcQYoSwZLCWVoAVgEAAAAZGF0YXEHaAOGcQhScQljbnVtcHkuX2NvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQpjbnVtcHkKbmRhcnJheQpxC0sAhXEMaAFYAQAAAGJxDWgDhnEOUnEPh3EQUnERKEsBSwJLDIZxEmNudW1weQpkdHlwZQpxE1gCAAAAdTFxFImIh3EVUnEWKEsDWAEAAAB8cRdOTk5K/////0r/////SwB0cRhiiWgBWBgAAAAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhdxGWgDhnEaUnEbdHEcYnUu',
  'protocol 3':
    'gAN9cQAoQwZsYWJlbHNxAV1xAihLBksJZUMEZGF0YXEDY251bXB5Ll9jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnEEY251bXB5Cm5kYXJyYXkKcQVLAIVxBkMBYnEHh3EIUnEJKEsBSwJLDIZxCmNudW1weQpkdHlwZQpxC1gCAAAAdTFxDImIh3ENUnEOKEsDWAEAAAB8cQ9OTk5K/////0r/////SwB0cRBiiUMYAAECAwQFBgcICQoLDA0ODxAREhMUFRYXcRF0cRJidS4=',
  'protocol 4':
    'gASVvwAAAAAAAAB9lChDBmxhYmVsc5RdlChLBksJZUMEZGF0YZSMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5RSlChLAUsCSwyGlGgHjAVkdHlwZZSTlIwCdTGUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LAHSUYolDGAABAgMEBQYHCAkKCwwNDg8QERITFBUWF5R0lGJ1Lg==',
  'protocol 5':
    'gAWVqgAAAAAAAAB9lChDBmxhYmVsc5RdlChLBksJZUMEZGF0YZSME251bXB5Ll9jb3JlLm51bWVyaWOUjAtfZnJvbWJ1ZmZlcpSTlCiWGAAAAAAAAAAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFheUjAVudW1weZSMBWR0eXBllJOUjAJ1MZSJiIeUUpQoSwOMAXyUTk5OSv////9K/////0sAdJRiSwJLDIaUjAFDlHSUUpR1Lg==',
}

/** numpy.asfortranarray(numpy.arange(6, dtype='>i2').reshape(2, 3)) */
const fortran =
  'gASVoQAAAAAAAAB9lIwEZGF0YZSMFm51bXB5Ll9jb3JlLm11bHRpYXJyYXmUjAxfcmVjb25zdHJ1Y3SUk5SMBW51bXB5lIwHbmRhcnJheZSTlEsAhZRDAWKUh5RSlChLAUsCSwOGlGgFjAVkdHlwZZSTlIwCaTKUiYiHlFKUKEsDjAE+lE5OTkr/////Sv////9LAHSUYohDDAAAAAMAAQAEAAIABZR0lGJzLg=='

function read(bytes: Uint8Array): Map<string, PickleValue> {
  const value = unpickle('batch', bytes)
  if (!(value instanceof Map)) throw new Error('expected a dict')
  return value
}

function arrayIn(dict: Map<string, PickleValue>) {
  const value = dict.get('data')
  if (typeof value !== 'object' || value === null || !('array' in value) || !value.array) throw new Error('no array')
  return value.array
}

function failure(bytes: Uint8Array): LoomError {
  try {
    unpickle('batch', bytes)
  } catch (error) {
    if (error instanceof LoomError) return error
    throw error
  }
  throw new Error('expected a failure')
}

const text = (content: string) => Buffer.from(content, 'latin1')

describe('pickles', () => {
  it.each(Object.entries(batches))('reads an array and labels of %s', (_, base64) => {
    const dict = read(Buffer.from(base64, 'base64'))
    expect(dict.get('labels')).toEqual([6, 9])
    const array = arrayIn(dict)
    expect(array.shape).toEqual([2, 12])
    expect([...readNumbers(array)]).toEqual(Array.from({ length: 24 }, (_, index) => index))
  })

  it('reads Fortran’s order and high bytes first', () => {
    const array = arrayIn(read(Buffer.from(fortran, 'base64')))
    expect([...readNumbers(array)]).toEqual([0, 1, 2, 3, 4, 5])
  })

  it.each<[what: string, bytes: Uint8Array, code: string]>([
    ['os.system', text("cos\nsystem\n(S'echo'\ntR."), 'data.pickleGlobal'],
    ['eval', text("c__builtin__\neval\n(S'1'\ntR."), 'data.pickleGlobal'],
    ['a name on the stack', text('\x80\x04\x8c\x02os\x8c\x06system\x93.'), 'data.pickleGlobal'],
    ['a name of Object’s', text('cconstructor\nprototype\n.'), 'data.pickleGlobal'],
    ['INST', text('(ios\nsystem\n.'), 'data.pickleOpcode'],
    ['NEWOBJ', text('\x80\x02cnumpy\nndarray\n)\x81.'), 'data.pickleOpcode'],
    ['a persistent id', text('Pfile\n.'), 'data.pickleOpcode'],
    ['an extension', text('\x82\x01.'), 'data.pickleOpcode'],
    ['no instruction at all', text('\xff'), 'data.pickleOpcode'],
    ['making an ndarray itself', text('cnumpy\nndarray\n(tR.'), 'data.pickleBroken'],
    ['calling a text', text("S'a'\n(tR."), 'data.pickleBroken'],
    ['a stack that is empty', text('.'), 'data.pickleBroken'],
    ['items without a mark', text('e.'), 'data.pickleBroken'],
    ['a memo that was never kept', text('h\x05.'), 'data.pickleBroken'],
    ['a long of 200 bytes', text(`\x8a\xc8${'\0'.repeat(200)}.`), 'data.pickleBroken'],
    ['no end', text('}('), 'data.pickleTruncated'],
    ['a text longer than the file', text('T\xff\xff\xff\x7fabc.'), 'data.pickleTruncated'],
    ['a text of 2^63 bytes', text('\x8e\xff\xff\xff\xff\xff\xff\xff\x7fabc.'), 'data.pickleTruncated'],
    ['a line without an end', text("S'abc"), 'data.pickleTruncated'],
    ['nothing', text(''), 'data.pickleTruncated'],
  ])('refuses %s', (_, bytes, code) => {
    const error = failure(bytes)
    expect(error.code).toBe(code)
    expect(error.message).toContain('batch')
  })

  it('does not copy one text until the memory is full', () => {
    // A text of 1000 bytes that is turned into bytes again and again, for 4 bytes each time.
    const start = `c_codecs\nencode\nq\x01X\xe8\x03\0\0${'a'.repeat(1000)}X\x06\0\0\0latin1\x86q\x02R`
    expect(failure(text(`${start}${'h\x01h\x02R'.repeat(100)}.`)).code).toBe('data.pickleBroken')
  })

  it('never fails but with a reason, whatever the bytes', () => {
    const real = Buffer.from(batches['protocol 4'], 'base64')
    fc.assert(
      fc.property(fc.nat(real.length - 1), fc.nat(255), fc.nat(real.length), (place, byte, end) => {
        const changed = Buffer.from(real.subarray(0, end))
        if (place < end) changed[place] = byte
        try {
          unpickle('batch', changed)
        } catch (error) {
          expect(error).toBeInstanceOf(LoomError)
        }
      }),
      { seed: 1, numRuns: 3000 },
    )
  })
})
