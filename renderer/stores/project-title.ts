import type { LoomDocument } from '#shared/document/schema.ts'

/** What the project is called: its file's name, else its own; empty when it has neither. */
export function projectTitle(document: LoomDocument, path: string | null): string {
  const file = path
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\.loom$/i, '')
  return (file || document.name).slice(0, 300)
}
