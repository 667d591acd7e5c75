import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { LoomError } from '#shared/messages/loom-error.ts'
import { reasonOf } from '../reason-of.ts'
import type { PublishedFile } from './published-sets.ts'
import { askForFile, HttpRefusal } from './request.ts'

export interface FetchOptions {
  directory: string
  addresses: readonly string[]
  signal: AbortSignal
  /** Bytes of the file that are there by now. */
  onProgress(receivedBytes: number): void
  /** How long nothing may come before the connection counts as broken. */
  idleMs?: number
  /** Before the next attempt. */
  pauseMs?: number
}

/** Attempts in a row at one address that bring nothing new. */
const mostAttempts = 3

/**
 * Fetches a published file into the folder, unless it is there already. What has come is kept in `<name>.part`, from which a
 * broken or cancelled download goes on, now or another day. The file gets its name only when its sums are right.
 * @throws LoomError data.download…; the signal's reason when it was cancelled
 */
export async function fetchFile(file: PublishedFile, options: FetchOptions): Promise<void> {
  const target = path.join(options.directory, file.name)
  if (await isRight(target, file)) return options.onProgress(file.bytes)
  const part = `${target}.part`
  try {
    await mkdir(options.directory, { recursive: true })
    const host = await fetchPart(file, part, options)
    if (!(await isRight(part, file))) {
      await rm(part, { force: true })
      throw new LoomError('data.downloadChecksum', { file: file.name, host })
    }
    await setAside(target)
    await rename(part, target)
  } catch (error) {
    options.signal.throwIfAborted()
    throw explainDisk(error, file, options.directory)
  }
}

/** Fills the part up, from one address after the other. Answers the host it came from last. */
async function fetchPart(file: PublishedFile, part: string, options: FetchOptions): Promise<string> {
  let failure: unknown
  let host = ''
  for (const address of options.addresses) {
    host = new URL(address).host
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const before = await sizeOf(part)
      // Longer than it should be: of another file.
      if (before > file.bytes) await rm(part)
      if (before === file.bytes) return host
      try {
        await pour(address + file.name, part, { file, ...options })
        return host
      } catch (error) {
        options.signal.throwIfAborted()
        if (isOfDisk(error)) throw error
        failure = error
        // 416: the server has less than we have; begin anew.
        if (error instanceof HttpRefusal && error.status === 416) await rm(part, { force: true })
        else if (isFinal(error)) break
        if ((await sizeOf(part)) > before) attempt = -1
        await wait(options.pauseMs ?? 1000, undefined, { signal: options.signal })
      }
    }
  }
  if (failure instanceof LoomError) throw failure
  throw new LoomError(
    isUnreachable(failure) ? 'data.downloadOffline' : 'data.downloadFailed',
    { host, reason: reasonOf(failure), files: file.name, directory: options.directory },
    { cause: failure },
  )
}

async function pour(address: string, part: string, options: FetchOptions & { file: PublishedFile }): Promise<void> {
  const { file, signal, onProgress, idleMs = 30_000 } = options
  const have = await sizeOf(part)
  const response = await askForFile(address, { start: have, signal, idleMs })
  // A server that cannot go on from the middle sends all of it again.
  const goesOn = response.statusCode === 206
  const otherFile = () => new LoomError('data.downloadChecksum', { file: file.name, host: new URL(address).host })
  if (!isExpected(response, have, file.bytes)) {
    response.destroy()
    throw otherFile()
  }
  let received = goesOn ? have : 0
  let failure: unknown = new Error('the connection broke off')
  // What came before the connection broke is written all the same: a pipeline from the response itself would drop it.
  const arriving = async function* () {
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        received += chunk.length
        if (received > file.bytes) throw otherFile()
        yield chunk
        onProgress(received)
      }
    } catch (error) {
      if (error instanceof LoomError) throw error
      failure = error
    }
  }
  await pipeline(arriving, createWriteStream(part, { flags: goesOn ? 'a' : 'w' }), { signal })
  if (received < file.bytes) throw failure
}

/** Whether the server sends as much as it should, from where it should; a portal's page of greeting is told by its length. */
function isExpected({ statusCode, headers }: IncomingMessage, start: number, bytes: number): boolean {
  if (statusCode === 206) return headers['content-range'] === `bytes ${start}-${bytes - 1}/${bytes}`
  const length = headers['content-length']
  return length === undefined || Number(length) === bytes
}

const offlineCodes = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN']

function isUnreachable(error: unknown): boolean {
  return offlineCodes.includes((error as NodeJS.ErrnoException).code ?? '')
}

/** Refusals that another attempt at this address does not change. */
function isFinal(error: unknown): boolean {
  return isUnreachable(error) || error instanceof LoomError || (error instanceof HttpRefusal && error.status < 500)
}

const diskCodes = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST']

function isOfDisk(error: unknown): boolean {
  return diskCodes.includes((error as NodeJS.ErrnoException).code ?? '')
}

function explainDisk(error: unknown, file: PublishedFile, directory: string): unknown {
  if (!isOfDisk(error)) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const megabytes = Math.ceil(file.bytes / 1e6)
    return new LoomError('data.downloadNoSpace', { file: file.name, directory, megabytes }, { cause: error })
  }
  return new LoomError('data.downloadUnwritable', { directory, reason: reasonOf(error) }, { cause: error })
}

/** Whether the file is there and is the published one. */
async function isRight(place: string, file: PublishedFile): Promise<boolean> {
  if ((await sizeOf(place)) !== file.bytes) return false
  const md5 = createHash('md5')
  const sha256 = createHash('sha256')
  for await (const chunk of createReadStream(place)) {
    md5.update(chunk)
    sha256.update(chunk)
  }
  return md5.digest('hex') === file.md5 && (file.sha256 === undefined || sha256.digest('hex') === file.sha256)
}

/** A file of this name that is not the published one may be someone's own. */
async function setAside(target: string): Promise<void> {
  if ((await sizeOf(target)) > 0) await rename(target, `${target}.old`)
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}
