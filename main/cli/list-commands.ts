import { checkGraph } from '#shared/graph/check-graph.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { formatMessage, isMessageCode } from '#shared/messages/message.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import { paperOf, type ZooFamilyId, zooFamilyIds } from '#shared/zoo/families.ts'
import type { ZooNetwork } from '#shared/zoo/network.ts'
import { zoo } from '#shared/zoo/zoo.ts'
import type { CoreParts } from '../core-service.ts'
import type { Terminal } from './terminal.ts'
import { printTable } from './text-table.ts'

/** The ready-made networks, family by family. Answers the exit code. */
export async function zooCommand(options: { json?: boolean }, terminal: Terminal): Promise<number> {
  const { say, locale } = terminal
  const networks = zoo.map((network) => describeNetwork(network, locale))
  if (options.json) {
    terminal.out(`${JSON.stringify({ networks }, null, 2)}\n`)
    return 0
  }
  const rows = zooFamilyIds.flatMap((family) => [
    [familyHeading(family, locale)],
    ...networks
      .filter((network) => network.family === family)
      .map(({ id, title, inputShape, parameters }) => [
        `  zoo:${id}`,
        title,
        formatShape(inputShape),
        parameters.toLocaleString('en'),
      ]),
  ])
  const heading = [say('cli.network'), say('cli.name'), say('cli.input'), say('cli.parameters')]
  terminal.out(printTable([heading, ...rows], [3]))
  return 0
}

/** One of the objects of `--json`. */
function describeNetwork({ id, family, scale, data, build }: ZooNetwork, locale: Locale) {
  const graph = checkGraph(build())
  const input = graph.nodes.find(({ node }) => node.id === graph.ends.inputId)
  return {
    id,
    family,
    year: paperOf(family)?.year ?? null,
    scale,
    data,
    title: word(`zoo.${id}.title`, locale),
    note: word(`zoo.${id}.note`, locale),
    inputShape: input?.output ?? [],
    layers: graph.nodes.length,
    parameters: graph.totals.parameters,
    trainableParameters: graph.totals.trainableParameters,
  }
}

function familyHeading(family: ZooFamilyId, locale: Locale): string {
  const year = paperOf(family)?.year
  const title = word(`zoo.family.${family}.title`, locale)
  return year === undefined ? title : `${title}, ${year}`
}

function word(code: string, locale: Locale): string {
  return isMessageCode(code) ? formatMessage({ code }, locale) : ''
}

/** The devices found, and why others cannot be used. Answers the exit code. */
export async function enginesCommand(
  options: { json?: boolean },
  { engines }: CoreParts,
  terminal: Terminal,
): Promise<number> {
  const { say, locale } = terminal
  const reports = (await Promise.all(engines.map((engine) => engine.probe()))).flat()
  const devices = reports.map((report) =>
    report.isUsable
      ? { ...report.device, isUsable: true, isReference: report.isReference, reason: null }
      : {
          engine: report.engine,
          device: report.device,
          name: null,
          isUsable: false,
          isReference: false,
          reason: formatMessage(report.reason, locale),
        },
  )
  if (options.json) terminal.out(`${JSON.stringify({ devices }, null, 2)}\n`)
  else {
    const rows = devices.map(({ engine, device, name, isReference, reason }) => [
      engine,
      device,
      name ?? '',
      reason ?? say(isReference ? 'cli.reference' : 'cli.usable'),
    ])
    terminal.out(printTable([[say('cli.engine'), say('cli.device'), say('cli.name'), ''], ...rows]))
  }
  return 0
}
