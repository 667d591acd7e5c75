// @ts-check
import { expect, it } from 'vitest'
import { countPlaywright, countVitest } from './test-reports.mjs'

it('counts a Vitest report, with a file that could not be loaded as one failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  }
  expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

it('counts a Playwright report, with errors outside tests as failures', () => {
  const report = { stats: { expected: 7, flaky: 1, unexpected: 2, skipped: 3 }, errors: [{}] }
  expect(countPlaywright(report)).toEqual({ passed: 8, failed: 3, skipped: 3 })
})

it('counts an absent report as nothing', () => {
  expect(countVitest(undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 })
  expect(countPlaywright(undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
