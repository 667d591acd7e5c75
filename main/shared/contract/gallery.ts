import { z } from 'zod'
import { galleryOrders } from './runs.ts'

/** Which test pictures are wanted, and in which order. */
export const galleryChoice = {
  filter: z.enum(['all', 'wrong', 'right']),
  /** One cell of the confusion matrix. */
  cell: z
    .object({ actual: z.int().min(0), predicted: z.int().min(0) })
    .nullable()
    .default(null),
  /** As they come when left out. */
  order: z.enum(galleryOrders).optional(),
}
