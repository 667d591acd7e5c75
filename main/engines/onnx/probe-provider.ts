import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { buildIdentity } from '#main/compile/onnx/identity.ts'
import type { Message } from '#shared/messages/message.ts'
import { askingMark, wasEndedAsking, whileMarked } from './asking-mark.ts'
import type { Provider } from './provider.ts'

export type CardProvider = Exclude<Provider, 'cpu'>

/** A driver that hangs must not keep the program waiting. */
const patienceMs = 20_000

/**
 * Why a provider for graphics cards cannot be used; null where a tiny session on it gave back what it was fed. Never throws.
 *
 * Drivers can end the process that asks them, so under plain Node.js the asking is done in a child. In Electron it is done
 * here: a packaged program cannot run as Node.js (its fuse is off), and the core is a process of its own that the shell
 * starts again; a mark keeps the next one from asking the same driver.
 */
export async function explainUnusable(provider: CardProvider): Promise<Message | null> {
  const early = await explainWithoutAsking(provider)
  if (early) return early
  const isElectron = process.versions.electron !== undefined
  const mark = askingMark(provider)
  if (isElectron && wasEndedAsking(mark)) return { code: 'engine.driverEndedProgram', values: { provider, mark } }
  const failure = isElectron ? await whileMarked(mark, () => askHere(provider)) : await askInChild(provider)
  if (failure === null) return null
  const isNoAdapter = provider === 'webgpu' && /No supported adapters/i.test(failure)
  return isNoAdapter
    ? { code: 'engine.noAdapter' }
    : { code: 'engine.providerFailed', values: { provider, reason: shorten(failure) } }
}

/** What can be told by looking at files alone: without the provider's library the runtime only complains at length. */
async function explainWithoutAsking(provider: CardProvider): Promise<Message | null> {
  const { listSupportedBackends } = await import('onnxruntime-node')
  const isBuiltIn = listSupportedBackends().some(({ name }) => name === provider)
  const isCudaMissing = provider === 'cuda' && !existsSync(path.join(nativeFolder(), cudaLibrary()))
  if (isCudaMissing) return { code: 'engine.cudaNotInstalled', values: { library: cudaLibrary() } }
  return isBuiltIn ? null : { code: 'engine.providerNotBuiltIn', values: { provider } }
}

function cudaLibrary(): string {
  return process.platform === 'win32' ? 'onnxruntime_providers_cuda.dll' : 'libonnxruntime_providers_cuda.so'
}

function nativeFolder(): string {
  const platform = path.join('bin', 'napi-v6', process.platform, process.arch)
  return path.join(path.dirname(runtimeEntry()), '..', platform)
}

function runtimeEntry(): string {
  return createRequire(fileURLToPath(import.meta.url)).resolve('onnxruntime-node')
}

const questions = [1, 2, 3]

async function askHere(provider: CardProvider): Promise<string | null> {
  try {
    const session = await InferenceSession.create(buildIdentity(), {
      executionProviders: [provider],
      logSeverityLevel: 4,
    })
    const { copy } = await session.run({ vector: new Tensor('float32', new Float32Array(questions), [3]) })
    const answer = copy?.data instanceof Float32Array ? [...copy.data] : []
    await session.release()
    return answer.join() === questions.join() ? null : `it answered ${answer.join()} instead of ${questions.join()}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The same as `askHere`, as a script of its own: model, provider and the runtime's place come as arguments. */
const script = `
const [entry, model, provider] = process.argv.slice(1)
const { InferenceSession, Tensor } = require(entry)
const questions = [${questions}]
const tell = (failure) => process.stdout.write(JSON.stringify({ failure }) + '\\n')
InferenceSession.create(Buffer.from(model, 'base64'), { executionProviders: [provider], logSeverityLevel: 4 })
  .then((session) => session.run({ vector: new Tensor('float32', new Float32Array(questions), [3]) }))
  .then(({ copy }) => tell(copy.data.join() === questions.join() ? null : 'it answered ' + copy.data.join()))
  .catch((error) => tell(String(error.message)))
`

async function askInChild(provider: CardProvider): Promise<string | null> {
  const model = Buffer.from(buildIdentity()).toString('base64')
  const args = ['-e', script, '--', runtimeEntry(), model, provider]
  const ended = await promisify(execFile)(process.execPath, args, { timeout: patienceMs, windowsHide: true }).catch(
    (error: { stdout?: string; stderr?: string; message: string }) => ({
      stdout: error.stdout ?? '',
      stderr: error.stderr || error.message,
    }),
  )
  // What it said counts, not how it ended: some drivers fail on the way out.
  const told = /^\{"failure":.*\}$/m.exec(ended.stdout)?.[0]
  if (told === undefined) return `the driver ended the process. ${ended.stderr.trim().split('\n').at(-1) ?? ''}`.trim()
  return (JSON.parse(told) as { failure: string | null }).failure
}

/** The runtime's messages begin with places in its own sources. */
function shorten(reason: string): string {
  const [line = ''] = reason.replace(/\/onnxruntime_src\/\S+:\d+ .*? was false\. /s, '').split('\n')
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
