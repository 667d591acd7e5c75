import i18next from 'i18next'
import { shell } from '../client/shell-client.ts'
import { type LayerTable, listLayers, printCsv, printMarkdown } from '../editor/export/layer-table.ts'
import { pictureOfDrawing, toPng } from '../editor/export/picture-of-drawing.ts'
import { checkedGraph, useDocumentStore } from '../stores/document-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { formatCount } from '../ui/format.ts'
import { offerDownload } from '../ui/offer-download.ts'
import type { Action } from './action.ts'
import { shownTitle } from './projects.ts'

const base = {
  shortcuts: [],
  undo: 'never',
  menu: { places: ['canvas'], group: 'export' },
  isEnabled: ({ document }) => document.nodes.length > 0,
} as const satisfies Partial<Action>

/** The drawing as a picture or as a table of its layers, into a file or onto the clipboard. */
export const exportActions: readonly Action[] = [
  {
    ...base,
    id: 'exportSvg',
    labelKey: 'actions.exportSvg',
    perform: () => offerDownload(new Blob([pictureOfDrawing()], { type: 'image/svg+xml' }), fileName('svg')),
  },
  {
    ...base,
    id: 'exportPng',
    labelKey: 'actions.exportPng',
    perform: async () => offerDownload(await toPng(pictureOfDrawing()), fileName('png')),
  },
  {
    ...base,
    id: 'exportCsv',
    labelKey: 'actions.exportCsv',
    perform: () => offerDownload(new Blob([printCsv(table())], { type: 'text/csv' }), fileName('csv')),
  },
  {
    ...base,
    id: 'exportMarkdown',
    labelKey: 'actions.exportMarkdown',
    perform: () => offerDownload(new Blob([printMarkdown(table())], { type: 'text/markdown' }), fileName('md')),
  },
  {
    ...base,
    id: 'copyTable',
    labelKey: 'actions.copyTable',
    async perform() {
      await shell.writeClipboard({ text: printMarkdown(table()) })
      useShellStore.getState().notify({ tone: 'info', content: { textKey: 'app:notices.tableCopied' } })
    },
  },
]

function fileName(ending: string): string {
  return `${shownTitle().replaceAll(/[\\/:*?"<>|]/g, '-')}.${ending}`
}

function table(): LayerTable {
  const { t } = i18next
  const locale = i18next.language === 'zh-CN' ? 'zh-CN' : 'en'
  return listLayers(useDocumentStore.getState().document, checkedGraph(), {
    layer: t('app:layerTable.layer'),
    window: t('app:layerTable.window'),
    strides: t('app:layerTable.strides'),
    input: t('app:layerTable.input'),
    output: t('app:layerTable.output'),
    parameters: t('app:layerTable.parameters'),
    activation: t('app:layerTable.activation'),
    total: t('app:layerTable.total'),
    block: t('app:block.unnamed'),
    count: (count) => formatCount(count, locale),
  })
}
