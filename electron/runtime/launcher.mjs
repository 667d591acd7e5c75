// @ts-check

/** What the official binary has built in as its default app: it runs the script or folder named on the command line. */
export const launcherPackage = `${JSON.stringify({ name: 'electron-launcher', version: '1.0.0', main: 'main.js' }, null, 2)}\n`

export const launcherMain = `'use strict'
const { app } = require('electron')
const fs = require('node:fs')
const path = require('node:path')

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (!named) {
  console.error('Usage: electron [options] path/to/app')
  process.exit(1)
}
const target = path.resolve(named)
const folder = fs.statSync(target).isDirectory() ? target : path.dirname(target)
const packageFile = path.join(folder, 'package.json')
if (fs.existsSync(packageFile)) {
  const { productName, name, version } = JSON.parse(fs.readFileSync(packageFile, 'utf8'))
  if (productName || name) app.setName(productName || name)
  if (version) app.setVersion(version)
}
app.setAppPath(folder)
process.defaultApp = true
require(target)
`
