import type { MessageTable } from './message-table.ts'

export const shellMessages = {} satisfies MessageTable
