import type { Diagnostic } from '#shared/graph/check-graph.ts'

/** `open`: a layer that only waits to be connected, as every new one does; it is no mistake yet. */
export type NodeSeverity = 'error' | 'warning' | 'open'

const openCodes = new Set<Diagnostic['code']>([
  'graph.noInput',
  'graph.noOutput',
  'graph.missingInput',
  'graph.upstream',
  'graph.unused',
])

export function isOpen(problem: Diagnostic): boolean {
  return openCodes.has(problem.code)
}

/** How bad a layer's problems are; undefined when it has none. */
export function severityOf(problems: readonly Diagnostic[]): NodeSeverity | undefined {
  if (problems.length === 0) return undefined
  if (problems.every(isOpen)) return 'open'
  return problems.some((problem) => problem.severity === 'error' && !isOpen(problem)) ? 'error' : 'warning'
}

/** Problems that people can do something about. Waiting for another layer is none: it ends when the error there is mended. */
export function listProblems(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ code }) => code !== 'graph.upstream')
}
