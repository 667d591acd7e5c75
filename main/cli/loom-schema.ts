import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { documentSchema } from '#shared/document/schema.ts'
import type { LayerDefinition } from '#shared/layers/layer.ts'
import { layers } from '#shared/layers/registry.ts'

type JsonSchema = z.core.JSONSchema.JSONSchema

/**
 * The `.loom` format as JSON Schema (draft 2020-12), for programs that write it: that of the document's own zod schema, and
 * for each kind of layer that of its parameters. What is left out takes the default that is named.
 */
export function buildLoomSchema(): JsonSchema {
  const schema = z.toJSONSchema(documentSchema, { io: 'input' })
  const node = schema.properties?.nodes
  const items = typeof node === 'object' && typeof node.items === 'object' ? node.items : {}
  if (Array.isArray(items)) throw new Error('nodes are not of one schema')
  items.allOf = layers.map(describeLayer)
  return {
    ...schema,
    title: 'LayerLoom project',
    description: 'A drawing of layers, the choice of data and the settings of training. Files end in .loom, in UTF-8.',
  }
}

/** `kind` decides which parameters there are. */
function describeLayer({ kind, parameters }: LayerDefinition): JsonSchema {
  const properties = Object.entries(parameters).map(([name, { schema, initial }]): [string, JsonSchema] => {
    const { $schema: _draft, ...described } = z.toJSONSchema(schema, { io: 'input' })
    return [name, { ...described, default: initial as z.core.util.JSONType }]
  })
  return {
    if: { properties: { kind: { const: kind } } },
    // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's
    then: { properties: { parameters: { properties: Object.fromEntries(properties) } } },
  }
}

export function printLoomSchema(): string {
  return `${JSON.stringify(buildLoomSchema(), null, 2)}\n`
}

export async function writeLoomSchema(file: string): Promise<void> {
  await writeFile(file, printLoomSchema())
}
