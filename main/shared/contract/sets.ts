import { z } from 'zod'
import { call } from './define.ts'

/** Pictures that people draw or take themselves: a folder for each class, which can be learned from like any other. */
export interface OwnSet {
  name: string
  /** Of the data choice `pictures`. */
  path: string
  classes: { name: string; pictures: string[] }[]
}

const name = z.string().min(1).max(80)
const place = { set: name, className: name }

/** Of one picture, as its file has it. */
const mostBytes = 16 * 1024 ** 2

export const setCalls = {
  /** All sets, by name. */
  listSets: call<OwnSet[]>()(z.object({})),
  /** Keeps a picture (PNG, JPEG, WebP or GIF) in a set, which begins with its first one. Answers its name. Errors: data.* */
  addPicture: call<{ picture: string }>()(
    z.object({
      ...place,
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= mostBytes),
    }),
  ),
  /** A picture as its file has it. Errors: data.* */
  readPicture: call<{ bytes: Uint8Array }>()(z.object({ ...place, picture: name })),
  /** Gives a class another name, which no class of the set has yet. Errors: data.* */
  renameClass: call<void>()(z.object({ ...place, to: name })),
  /** A set with all of its pictures. Errors: data.* */
  removeSet: call<void>()(z.object({ set: name })),
  /** A class goes with its last picture, and a set with its last class. Errors: data.* */
  removePicture: call<void>()(z.object({ ...place, picture: name })),
}
