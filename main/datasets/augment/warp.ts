/**
 * Where a pixel's colour comes from: `x' = a·x + b·y + c`, `y' = d·x + e·y + f`, in pixels from the middle of the picture.
 */
export interface Affine {
  kind: 'affine'
  a: number
  b: number
  c: number
  d: number
  e: number
  f: number
}

/** The same for a lens: what is at distance r from the middle comes from r·(1 + k·r²), with r = 1 in the corners. */
export interface Lens {
  kind: 'lens'
  k: number
}

/** From a pixel of the new picture to its place in the old one, stage by stage. Neighbouring affine stages are one. */
export type Warp = readonly (Affine | Lens)[]

export interface Frame {
  height: number
  width: number
}

export function affine(a: number, b: number, c: number, d: number, e: number, f: number): Affine {
  return { kind: 'affine', a, b, c, d, e, f }
}

/** The warp of a picture that was warped by `warp` and is now warped once more, by `next`. */
export function append(warp: Warp, next: Affine | Lens): Warp {
  const [first, ...rest] = warp
  return next.kind === 'affine' && first?.kind === 'affine' ? [chain(next, first), ...rest] : [next, ...warp]
}

/** First `p`, then `q`. */
function chain(p: Affine, q: Affine): Affine {
  return affine(
    q.a * p.a + q.b * p.d,
    q.a * p.b + q.b * p.e,
    q.a * p.c + q.b * p.f + q.c,
    q.d * p.a + q.e * p.d,
    q.d * p.b + q.e * p.e,
    q.d * p.c + q.e * p.f + q.f,
  )
}

/** A warp that only flips the picture and moves it by whole pixels: the source of column x is `left ± x`, of row y `top ± y`. */
export interface Shift {
  left: number
  isMirrored: boolean
  top: number
  isUpsideDown: boolean
}

/** Null where the warp is more than that. */
export function asShift(warp: Warp, { height, width }: Frame): Shift | null {
  const [{ kind, ...only } = affine(1, 0, 0, 0, 1, 0), ...more] = warp
  if (more.length > 0 || kind !== 'affine' || !('a' in only)) return null
  const { a, b, c, d, e, f } = only
  if (b !== 0 || d !== 0 || Math.abs(a) !== 1 || Math.abs(e) !== 1) return null
  if (!Number.isInteger(c) || !Number.isInteger(f)) return null
  return {
    left: a > 0 ? c : width - 1 + c,
    isMirrored: a < 0,
    top: e > 0 ? f : height - 1 + f,
    isUpsideDown: e < 0,
  }
}

/** For each pixel of row `y`: its place in the old picture, in pixels from the middle of the first one. */
export function mapRow(warp: Warp, { height, width }: Frame, y: number, xs: Float64Array, ys: Float64Array): void {
  const middleX = (width - 1) / 2
  const middleY = (height - 1) / 2
  // A picture of one pixel has no corner to speak of.
  const corner = Math.max(middleX * middleX + middleY * middleY, 0.25)
  for (let x = 0; x < width; x += 1) xs[x] = x - middleX
  ys.fill(y - middleY, 0, width)
  for (const stage of warp) {
    if (stage.kind === 'affine') {
      const { a, b, c, d, e, f } = stage
      for (let x = 0; x < width; x += 1) {
        const u = xs[x] ?? 0
        const v = ys[x] ?? 0
        xs[x] = a * u + b * v + c
        ys[x] = d * u + e * v + f
      }
    } else {
      const k = stage.k / corner
      for (let x = 0; x < width; x += 1) {
        const u = xs[x] ?? 0
        const v = ys[x] ?? 0
        const scale = 1 + k * (u * u + v * v)
        xs[x] = u * scale
        ys[x] = v * scale
      }
    }
  }
  for (let x = 0; x < width; x += 1) {
    xs[x] = (xs[x] ?? 0) + middleX
    ys[x] = (ys[x] ?? 0) + middleY
  }
}
