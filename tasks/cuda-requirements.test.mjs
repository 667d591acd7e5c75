// @ts-check
import { describe, expect, it } from 'vitest'
import { cardProblem, libraryProblems, machineProblem, nodeProblem } from './cuda-requirements.mjs'

describe('what CUDA needs', () => {
  it('is a machine and a Node.js that the binding was made for', () => {
    expect(machineProblem({ platform: 'linux', arch: 'x64' })).toBeNull()
    expect(machineProblem({ platform: 'darwin', arch: 'arm64' })).toMatch(/not for darwin on arm64/)
    expect(nodeProblem({ node: '20.19.0' })).toBeNull()
    expect(nodeProblem({ node: '22.1.0' })).toMatch(/Node\.js 22\.1\.0 is too new/)
  })

  it('is a card with a driver that is new enough', () => {
    expect(cardProblem(() => 'NVIDIA A100-SXM4-40GB, 535.54.03\n')).toBeNull()
    expect(cardProblem(() => 'Tesla K80, 410.48\n')).toMatch(/410\.48 of Tesla K80 is too old/)
    expect(cardProblem(() => '\n')).toMatch(/finds no card/)
    expect(cardProblem(() => null)).toMatch(/nvidia-smi is not here/)
  })

  it('is CUDA and cuDNN, each named with what is missing of it', () => {
    expect(libraryProblems(() => true)).toEqual([])
    expect(libraryProblems((name) => !name.includes('cudnn'))).toEqual([expect.stringMatching(/^cuDNN 8\.1 \(/)])
    expect(libraryProblems(() => false)).toHaveLength(2)
  })
})
