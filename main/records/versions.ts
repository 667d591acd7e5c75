import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import type { EngineDevice } from '#shared/contract/engines.ts'
import type { RunDetails } from '#shared/contract/records.ts'

const packagesOf: Record<EngineDevice['engine'], string> = {
  onnx: 'onnxruntime-node',
  tfjs: '@tensorflow/tfjs-core',
}

/** What a run was computed with, as far as it can be found out. */
export function readVersions(program: string, { engine }: EngineDevice): RunDetails['versions'] {
  return {
    program,
    engine: `${packagesOf[engine]} ${packageVersion(packagesOf[engine])}`.trim(),
    node: process.versions.electron ? `${process.version} (Electron ${process.versions.electron})` : process.version,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
  }
}

/** Empty where it is not installed. */
function packageVersion(name: string): string {
  try {
    const require = createRequire(import.meta.url)
    const entry = require.resolve(name)
    const folder = entry.slice(0, entry.lastIndexOf(name.replaceAll('/', entry.includes('\\') ? '\\' : '/')))
    const { version } = JSON.parse(readFileSync(`${folder}${name}/package.json`, 'utf8')) as { version: string }
    return version
  } catch {
    return ''
  }
}
