import type { MessageTable } from './message-table.ts'

export const layerMessages = {} satisfies MessageTable
