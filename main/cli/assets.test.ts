import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDocument, printDocument } from '#shared/document/parse.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { createDatasetOpener } from '../datasets/open-dataset.ts'
import { digitsFolder } from '../datasets/testing/digits-folder.ts'
import { printLoomSchema, writeLoomSchema } from './loom-schema.ts'

const assets = path.resolve(import.meta.dirname, '../../assets')
/** LAYERLOOM_UPDATE=1 npx vitest run main/cli writes the files anew that follow from the code; npm run fix formats them. */
const isUpdate = process.env.LAYERLOOM_UPDATE === '1'

const schemaFile = path.join(assets, 'loom.schema.json')
const examples = readdirSync(path.join(assets, 'examples')).filter((name) => name.endsWith('.loom'))
const study = ['study-mnist-cnn', 'study-mnist-fcn', 'study-cifar-cnn', 'study-cifar-fcn']

function read(name: string): string {
  return readFileSync(path.join(assets, 'examples', name), 'utf8')
}

describe('assets/loom.schema.json', () => {
  it('follows from the code', async () => {
    if (isUpdate) await writeLoomSchema(schemaFile)
    expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(printLoomSchema()))
  })

  it('asks for no more than programs must write, and names the limits', () => {
    const schema = JSON.parse(printLoomSchema())
    expect(schema.required).toEqual(['format', 'version'])
    expect(schema.properties.training.properties.batchSize).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 65_536,
    })
    const conv = schema.properties.nodes.items.allOf.find(
      (rule: { if: { properties: { kind: { const: string } } } }) => rule.if.properties.kind.const === 'Conv2D',
    )
    expect(conv.then.properties.parameters.properties.padding).toEqual({
      type: 'string',
      enum: ['valid', 'same'],
      default: 'valid',
    })
  })
})

describe('assets/examples', () => {
  it('has the study’s networks and one more', () => {
    for (const id of study) {
      const file = path.join(assets, 'examples', `${id}.loom`)
      if (isUpdate) writeFileSync(file, printDocument(findZooNetwork(id)?.build() ?? parseDocument('', id)))
      expect(parseDocument(readFileSync(file, 'utf8'), id)).toEqual(findZooNetwork(id)?.build())
    }
    expect(examples).toContain('colours-and-shapes.loom')
  })

  it.each(examples)('%s can be read, written back as it is, and trained', (name) => {
    const document = parseDocument(read(name), name)
    if (isUpdate) writeFileSync(path.join(assets, 'examples', name), printDocument(document))
    expect(printDocument(document)).toBe(read(name))
    expect(checkGraph(document)).toMatchObject({ isTrainable: true, diagnostics: [] })
  })

  it.each(['study-mnist-cnn.loom', 'study-mnist-fcn.loom', 'colours-and-shapes.loom'])(
    '%s fits its own data',
    async (name) => {
      const document = parseDocument(read(name), name)
      const open = createDatasetOpener({ digitsDirectory: await digitsFolder() })
      const dataset = await open(document.data)
      const data = { inputShape: dataset.inputShape, classCount: dataset.classes.length }
      expect(checkGraph(document, { data }).diagnostics).toEqual([])
    },
    60_000,
  )

  it('colours-and-shapes.loom is the textbook’s network with its parameter total', () => {
    const { totals } = checkGraph(parseDocument(read('colours-and-shapes.loom'), 'colours-and-shapes.loom'))
    expect([totals.trainableParameters, totals.parameters]).toEqual([20_217, 20_281])
  })
})
