// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { parseSync } from 'vite'
import { root } from './aliases.mjs'
import { testPackages, zones } from './zone-table.mjs'

/**
 * @param {string} file relative to the repository, with forward slashes
 * @param {string} source
 * @returns {string[]} one sentence for each import that breaks the table
 */
export function zoneViolations(file, source) {
  const zone = zoneOf(file)
  if (!zone) return []
  return importsOf(file, source)
    .filter((specifier) => !isAllowed(file, zone, specifier))
    .map((specifier) => `${file}: ${zone.zone} may not import "${specifier}"`)
}

/** @param {string} file */
function zoneOf(file) {
  return zones.filter((each) => file.startsWith(each.zone)).sort((a, b) => b.zone.length - a.zone.length)[0]
}

/**
 * @param {string} file
 * @param {string} source
 * @returns {string[]} what the file imports in any way: statically, re-exported, dynamically, by require, or as a type
 */
function importsOf(file, source) {
  /** @type {Set<string>} */
  const found = new Set()
  noteImports(parseSync(file, source).program, found)
  return [...found]
}

/** The field of a syntax node that names another module. */
const moduleFields = new Map([
  ['ImportDeclaration', 'source'],
  ['ExportNamedDeclaration', 'source'],
  ['ExportAllDeclaration', 'source'],
  ['ImportExpression', 'source'],
  ['TSImportType', 'source'],
  ['TSExternalModuleReference', 'expression'],
])

/**
 * @param {any} node a syntax node, a list of them, or a plain value
 * @param {Set<string>} found
 */
function noteImports(node, found) {
  if (typeof node !== 'object' || node === null) return
  const isRequire = node.type === 'CallExpression' && node.callee.name === 'require'
  const named = isRequire ? node.arguments[0] : node[moduleFields.get(node.type) ?? '']
  if (named?.type === 'Literal') found.add(String(named.value))
  for (const child of Object.values(node)) noteImports(child, found)
}

/**
 * @param {string} file
 * @param {import('./zone-table.mjs').Zone} zone
 * @param {string} specifier
 */
function isAllowed(file, zone, specifier) {
  const isTest = /\.test\.\w+$/.test(file)
  const local = localTarget(file, specifier)
  if (local !== undefined) {
    const ownTop = `${file.split('/')[0]}/`
    const places = isTest ? [...zone.local, ownTop, 'main/shared/', 'assets/'] : zone.local
    return zoneOf(local) === zone || places.some((place) => covers(place, local))
  }
  if (isTest && (isBuiltin(specifier) || testPackages.some((name) => names(name, specifier)))) return true
  if (isBuiltin(specifier)) return zone.node === true
  if ((zone.never ?? []).some((never) => names(never, specifier))) return false
  return zone.packages === '*' || zone.packages.some((name) => names(name, specifier))
}

/**
 * @param {string} file
 * @param {string} specifier
 * @returns {string | undefined} the place in this repository that is meant, if it is one
 */
function localTarget(file, specifier) {
  if (specifier.startsWith('#shared/')) return `main/shared/${specifier.slice('#shared/'.length)}`
  if (specifier.startsWith('#main/')) return `main/${specifier.slice('#main/'.length)}`
  if (specifier.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
  return undefined
}

/**
 * @param {string} place a folder ("a/"), a file, or the files directly in a folder ("a/*")
 * @param {string} target
 */
function covers(place, target) {
  if (place.endsWith('/*')) return path.posix.dirname(target) === place.slice(0, -2)
  return place.endsWith('/') ? target.startsWith(place) : target === place
}

/**
 * @param {string} pattern a package, or a beginning of one and "*"
 * @param {string} specifier
 */
function names(pattern, specifier) {
  if (pattern.endsWith('*')) return specifier.startsWith(pattern.slice(0, -1))
  return specifier === pattern || specifier.startsWith(`${pattern}/`)
}

/** @returns {string[]} what breaks the table in the whole repository */
export function allZoneViolations() {
  const tops = [...new Set(zones.map((each) => each.zone.split('/')[0] ?? ''))]
  return tops.flatMap(sourceFiles).flatMap((file) => zoneViolations(file, readFileSync(path.join(root, file), 'utf8')))
}

/** @param {string} top */
function sourceFiles(top) {
  const folder = path.join(root, top)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => `${top}/${name.replaceAll('\\', '/')}`)
}
