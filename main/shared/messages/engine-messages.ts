import type { MessageTable } from './message-table.ts'

export const engineMessages = {} satisfies MessageTable
