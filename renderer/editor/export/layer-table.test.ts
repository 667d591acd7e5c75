import { describe, expect, it } from 'vitest'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { addVggBlock } from '#shared/zoo/blocks/vgg-block.ts'
import { startDrawing } from '#shared/zoo/draw.ts'
import { listLayers, printCsv, printMarkdown } from './layer-table.ts'

const words = {
  layer: 'Layer',
  window: 'Window',
  strides: 'Strides',
  input: 'Input',
  output: 'Output',
  parameters: 'Parameters',
  activation: 'Activation',
  total: 'Total',
  block: 'Block',
  count: (count: number) => count.toLocaleString('en'),
}

function drawn(isCollapsed: boolean): LoomDocument {
  const net = startDrawing('net')
  const input = net.add('Input', { shape: [8, 8, 3] }, null)
  const last = addVggBlock(net, input, { convolutions: 1, filters: 4, name: 'Stem, one', isCollapsed })
  const flat = net.add('Flatten', {}, last, { name: 'a|b' })
  net.add('Output', {}, net.add('Dense', { units: 10, activation: 'softmax' }, flat))
  return net.finish()
}
const tableOf = (document: LoomDocument) => listLayers(document, checkGraph(document), words)

describe('listLayers', () => {
  it('has a row for each layer, those of open blocks set in, and the total', () => {
    const rows = tableOf(drawn(false)).rows.map((row) => row.join(' ; '))
    expect(rows).toEqual([
      'Layer ; Window ; Strides ; Input ; Output ; Parameters ; Activation',
      'Input ;  ;  ;  ; 8×8×3 ; 0 ; ',
      'Stem, one ;  ;  ;  ;  ;  ; ',
      '\u2003Conv2D ; 4 @ 3×3 ; 1 ; 8×8×3 ; 8×8×4 ; 112 ; relu',
      '\u2003MaxPooling2D ; 2×2 ; 2 ; 8×8×4 ; 4×4×4 ; 0 ; ',
      'a|b (Flatten) ;  ;  ; 4×4×4 ; 64 ; 0 ; ',
      'Dense ; 10 ;  ; 64 ; 10 ; 650 ; softmax',
      'Output ;  ;  ; 10 ; 10 ; 0 ; ',
      'Total ;  ;  ;  ;  ; 762 ; ',
    ])
  })

  it('makes one row of a collapsed block', () => {
    expect(tableOf(drawn(true)).rows[2]).toEqual(['Stem, one', '', '', '8×8×3', '4×4×4', '112', ''])
  })

  it('is printed for spreadsheets and for Markdown', () => {
    const table = tableOf(drawn(true))
    expect(printCsv(table).split('\r\n')[2]).toBe('"Stem, one",,,8×8×3,4×4×4,112,')
    const markdown = printMarkdown(table).split('\n')
    expect(markdown[1]).toBe('| --- | --- | --- | --- | --- | ---: | --- |')
    expect(markdown[4]).toContain('a\\|b')
  })
})
