// @ts-check
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
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

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
