import { currentVersion } from './schema.ts'

type Stored = Record<string, unknown> & { version: number }

/** `migrations[n]` turns version n into n + 1. */
const migrations: Record<number, (stored: Stored) => Stored> = {}

/** Brings an older file to the current version, step by step; the file on disk stays as it is until it is saved. */
export function migrate(stored: Stored): Stored {
  let document = stored
  while (document.version < currentVersion) {
    const step = migrations[document.version]
    if (!step) return document
    document = { ...step(document), version: document.version + 1 }
  }
  return document
}
