// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheDir } from '../electron/runtime/cache-dir.mjs'
import { cardProblem, libraryProblems, machineProblem, nodeProblem } from './cuda-requirements.mjs'
import { heading, run, runTask, say, TaskError, withHeartbeat } from './terminal.mjs'

const packageName = '@tensorflow/tfjs-node-gpu'
const version = '4.22.0'

/** A folder of its own: the program's packages stay as they are. The program looks here (main/engines/tfjs). */
const folder = path.join(cacheDir(), 'engine-cuda')
const packageFolder = path.join(folder, 'node_modules', packageName)

// npm run engine:cuda [-- --anyway]: TensorFlow.js for NVIDIA cards, and what it still needs.
await runTask(async () => {
  const isAnyway = process.argv.includes('--anyway')
  heading('TensorFlow.js on CUDA')
  // What no download can mend comes before the download, which is half a gigabyte.
  const hopeless = [machineProblem(), nodeProblem(), cardProblem()].filter((problem) => problem !== null)
  const problems = [...hopeless]
  if (hopeless.length === 0 || isAnyway) problems.push(...(await install()))
  problems.push(...libraryProblems())
  if (problems.length === 0) problems.push(...tryCard())
  if (problems.length === 0) {
    say(`${packageName} ${version} is ready in ${folder}. "layerloom engines" lists it as tfjs/node-gpu.`)
    return 0
  }
  for (const problem of problems) say(`- ${problem}`)
  if (hopeless.length > 0 && !isAnyway)
    say('Nothing was downloaded. "npm run engine:cuda -- --anyway" downloads it all the same.')
  const count = problems.length === 1 ? 'one thing is' : `${problems.length} things are`
  throw new TaskError(
    `CUDA cannot be used yet: ${count} missing (see above). Until then, ONNX Runtime trains without it.`,
  )
})

/** @returns {Promise<string[]>} what went wrong */
async function install() {
  if (hasBinding()) return []
  mkdirSync(folder, { recursive: true })
  const manifest = path.join(folder, 'package.json')
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "name": "layerloom-engine-cuda", "private": true }\n')
  say(`-- Installing ${packageName} ${version} into ${folder} (about half a gigabyte)`)
  const args = ['install', `${packageName}@${version}`, '--ignore-scripts=false', '--no-audit', '--no-fund']
  const installing = run('npm', [...args, '--loglevel=error'], { cwd: folder, quiet: true })
  const { code, output } = await withHeartbeat('npm install', installing)
  if (code === 0 && hasBinding()) return []
  const said = output.trim().split('\n').slice(-12).join('\n    ')
  return [
    `${packageName} could not be installed: its native part is downloaded from storage.googleapis.com, and this failed.` +
      ` npm said:\n    ${said || '(nothing)'}`,
  ]
}

/** Whether the native part is there: npm counts an installation as good without it. */
function hasBinding() {
  const names = ['napi-v9', 'napi-v8', 'napi-v7', 'napi-v6', 'napi-v5', 'napi-v4', 'napi-v3']
  return names.some((name) => existsSync(path.join(packageFolder, 'lib', name, 'tfjs_binding.node')))
}

/** In a process of its own, for a library that does not fit can end it. */
function tryCard() {
  const script = `
    const tf = require(${JSON.stringify(packageFolder)})
    tf.ready().then(() => process.stdout.write('on card: ' + tf.backend().isUsingGpuDevice))`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', timeout: 120_000 })
  if (stdout.includes('on card: true')) return []
  if (stdout.includes('on card: false')) return [`${packageName} is loaded, but finds no card that it can use.`]
  return [`${packageName} cannot be loaded: ${stderr.trim().split('\n').at(-1) || 'it ended without a word'}`]
}
