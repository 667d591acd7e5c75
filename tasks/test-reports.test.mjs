// @ts-check
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './aliases.mjs'
import { countPlaywright, countVitest, failuresOfPlaywright, failuresOfVitest } from './test-reports.mjs'

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

it('names what failed in a Vitest report, with the first line of what was said', () => {
  const report = {
    testResults: [
      {
        name: path.join(root, 'main', 'a.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'a holds', failureMessages: [] },
          { status: 'failed', fullName: 'b holds', failureMessages: ['\x1b[31mexpected 1\x1b[0m\n at line 3'] },
        ],
      },
      { name: path.join(root, 'main', 'b.test.ts'), status: 'failed', assertionResults: [], message: 'no such file' },
    ],
  }
  const [a, b] = ['a', 'b'].map((name) => path.join('main', `${name}.test.ts`))
  expect(failuresOfVitest(report)).toEqual([`${a} > b holds: expected 1`, `${b}: no such file`])
})

it('names what failed in a Playwright report, in groups and outside of tests too', () => {
  const failed = (/** @type {string} */ title) => ({
    ok: false,
    title,
    file: 'app/a.spec.ts',
    line: 7,
    tests: [{ results: [{}, { error: { message: 'not visible\nmore' } }] }],
  })
  const report = {
    errors: [{ message: 'port in use' }],
    suites: [{ specs: [{ ok: true }, failed('one')], suites: [{ specs: [failed('two')] }] }],
  }
  expect(failuresOfPlaywright(report)).toEqual([
    'outside of tests: port in use',
    'app/a.spec.ts:7 > one: not visible',
    'app/a.spec.ts:7 > two: not visible',
  ])
})

it('names nothing where there is no report', () => {
  expect(failuresOfVitest(undefined)).toEqual([])
  expect(failuresOfPlaywright(undefined)).toEqual([])
})
