// @ts-check
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './aliases.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const reportDir = path.join(root, 'test-results', 'reports')
export const vitestReport = path.join(reportDir, 'vitest.json')
export const playwrightReport = path.join(reportDir, 'playwright.json')

/** So that a run which ends early is not counted by the report of an older one. */
export function forgetReports() {
  rmSync(reportDir, { recursive: true, force: true })
}

/** @returns {Counts} the sum of the reports that are there */
export function countTests() {
  const counts = [countVitest(readJson(vitestReport)), countPlaywright(readJson(playwrightReport))]
  return counts.reduce((sum, each) => ({
    passed: sum.passed + each.passed,
    failed: sum.failed + each.failed,
    skipped: sum.skipped + each.skipped,
  }))
}

/**
 * @param {any} report of Vitest's json reporter
 * @returns {Counts}
 */
export function countVitest(report) {
  if (!report) return { passed: 0, failed: 0, skipped: 0 }
  // A file that cannot be loaded has no test in it to fail; it counts as one.
  const unloaded = report.testResults.filter((/** @type {any} */ file) => {
    return file.status === 'failed' && file.assertionResults.length === 0
  }).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * @param {any} report of Playwright's json reporter
 * @returns {Counts}
 */
export function countPlaywright(report) {
  if (!report) return { passed: 0, failed: 0, skipped: 0 }
  const { expected, flaky, unexpected, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped }
}

/** @returns {string[]} what failed in the reports that are there: file, test, and what was said first */
export function failedTests() {
  return [...failuresOfVitest(readJson(vitestReport)), ...failuresOfPlaywright(readJson(playwrightReport))]
}

/**
 * @param {any} report of Vitest's json reporter
 * @returns {string[]}
 */
export function failuresOfVitest(report) {
  return (report?.testResults ?? []).flatMap((/** @type {any} */ file) => {
    const name = path.relative(root, file.name)
    if (file.status === 'failed' && file.assertionResults.length === 0) return [failure(name, file.message)]
    return file.assertionResults
      .filter((/** @type {any} */ test) => test.status === 'failed')
      .map((/** @type {any} */ test) => failure(`${name} > ${test.fullName}`, test.failureMessages[0]))
  })
}

/**
 * @param {any} report of Playwright's json reporter
 * @returns {string[]}
 */
export function failuresOfPlaywright(report) {
  if (!report) return []
  const outside = report.errors.map((/** @type {any} */ error) => failure('outside of tests', error.message))
  return [...outside, ...report.suites.flatMap(failuresOfSuite)]
}

/**
 * @param {any} suite a file, or a group in one
 * @returns {string[]}
 */
function failuresOfSuite(suite) {
  const own = suite.specs
    .filter((/** @type {any} */ spec) => !spec.ok)
    .map((/** @type {any} */ spec) => {
      const results = spec.tests.flatMap((/** @type {any} */ test) => test.results)
      const said = results.find((/** @type {any} */ result) => result.error)?.error.message
      return failure(`${spec.file}:${spec.line} > ${spec.title}`, said)
    })
  return [...own, ...(suite.suites ?? []).flatMap(failuresOfSuite)]
}

/**
 * @param {string} place
 * @param {string | undefined} message
 */
function failure(place, message) {
  const [first = ''] = stripVTControlCharacters(message ?? '').split('\n')
  return first ? `${place}: ${first}` : place
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
