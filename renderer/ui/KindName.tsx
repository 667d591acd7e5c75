/** A layer's kind, which may be broken between the words of which it is made: `Global`, `Average`, `Pooling2D`. */
export function KindName({ kind }: { kind: string }) {
  const [first = '', ...rest] = kind.split(/(?<=[a-z]|\dD)(?=[A-Z])/)
  return rest.reduce<React.ReactNode>(
    (before, word) => (
      <>
        {before}
        <wbr />
        {word}
      </>
    ),
    first,
  )
}
