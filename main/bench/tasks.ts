import path from 'node:path'
import { engines } from '#main/engines/registry.ts'
import { type CheckedGraph, checkGraph } from '#shared/graph/check-graph.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { buildNetwork } from './networks.ts'
import type { PeerNetwork, Task } from './protocol.ts'

interface Peer {
  engine: string
  /** The variable that names its Python; tasks/bench.mjs looks for one. */
  variable: string
  script: string
  devices: readonly string[]
}

/** Only the fastest device of a peer counts. */
const peers: readonly Peer[] = [
  {
    engine: 'pytorch',
    variable: 'LAYERLOOM_PYTORCH',
    script: 'pytorch_worker.py',
    devices: ['cpu', 'cpu channels_last'],
  },
  { engine: 'keras', variable: 'LAYERLOOM_KERAS', script: 'keras_worker.py', devices: ['cpu', 'cpu xla'] },
]

export const peerNames = peers.map(({ engine }) => engine)

export interface TaskOptions {
  batch: number
  threads: number
}

/** Every usable device of ours, but for the reference in plain JavaScript: one of its steps takes minutes. */
export async function listOwnTasks(network: string, options: TaskOptions): Promise<Task[]> {
  const reports = (await Promise.all(engines.map((engine) => engine.probe()))).flat()
  return reports.flatMap((report) => {
    if (!report.isUsable || report.isReference) return []
    const { engine, device } = report.device
    return [{ network, ...options, engine, device }]
  })
}

export function listPeerTasks(network: string, options: TaskOptions): Task[] {
  const document = buildNetwork(network)
  const peer = describeForPeer(checkGraph(document), document.training.optimizer)
  return peers.flatMap(({ engine, variable, devices }) =>
    process.env[variable] ? devices.map((device) => ({ network, ...options, engine, device, peer })) : [],
  )
}

/** What does not take part, and why: a line each. */
export async function explainAbsent(): Promise<string[]> {
  const reports = (await Promise.all(engines.map((engine) => engine.probe()))).flat()
  const ours = reports.flatMap((report) =>
    report.isUsable ? [] : [`${report.engine} ${report.device}: ${formatMessage(report.reason, 'en')}`],
  )
  const others = peers.flatMap(({ engine, variable }) =>
    process.env[variable] ? [] : [`${engine}: no Python has it. "npm run bench:setup" installs it.`],
  )
  return [...ours, ...others]
}

/** The program that takes part for a task. */
export function commandOf({ engine }: Task): string[] {
  const peer = peers.find((candidate) => candidate.engine === engine)
  if (!peer) return [process.execPath, process.argv[1] ?? '', 'worker']
  return [process.env[peer.variable] ?? 'python3', path.join('main', 'bench', peer.script)]
}

function describeForPeer(graph: CheckedGraph, optimizer: PeerNetwork['optimizer']): PeerNetwork {
  const used = graph.nodes.filter(({ isUsed }) => isUsed)
  const places = new Map(used.map(({ node }, place) => [node.id, place]))
  const layers = used.map(({ node, values, sources, input, output, weights }) => ({
    kind: node.kind,
    values,
    sources: sources.flatMap((id) => places.get(id) ?? []),
    input,
    output,
    weights: weights.map(({ shape }) => shape),
  }))
  return { layers, optimizer, classes: layers.at(-1)?.output[0] ?? 0 }
}
