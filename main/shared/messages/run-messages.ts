import type { MessageTable } from './message-table.ts'

export const runMessages = {} satisfies MessageTable
