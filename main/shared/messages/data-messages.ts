import type { MessageTable } from './message-table.ts'

export const dataMessages = {} satisfies MessageTable
