import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { LoomDocument } from '#shared/document/schema.ts'
import { linesInto } from '#shared/graph/remedies/apply-remedy.ts'
import type { Remedy } from '#shared/layers/layer.ts'

type Settings = Extract<Remedy, { kind: 'setParameters' }>
type Insertion = Extract<Remedy, { kind: 'insertBefore' }>

/** What a remedy's button says: `Insert Flatten`, `Set units = 10 in Dense`. */
export function useRemedyText(document: LoomDocument, problemId: string | undefined): (remedy: Remedy) => string {
  const { t } = useTranslation()
  return (remedy) => wordRemedy(remedy, { t, document, problemId })
}

interface Place {
  t: TFunction
  document: LoomDocument
  problemId: string | undefined
}

function wordRemedy(remedy: Remedy, place: Place): string {
  const { t, document, problemId } = place
  switch (remedy.kind) {
    case 'insertBefore':
      return t('remedy.insert', { layer: insertedText(remedy) })
    case 'setParameters':
      return settingsText(remedy, place)
    case 'removeNode':
      return remedy.nodeId === undefined || remedy.nodeId === problemId
        ? t('remedy.removeNode')
        : t('remedy.removeOther', { layer: layerName(document, remedy.nodeId) })
    case 'removeEdge': {
      const edge = document.edges.find(({ id }) => id === remedy.edgeId)
      return t('remedy.removeEdge', { layer: layerName(document, edge?.source) })
    }
    case 'keepInputs': {
      const lines = linesInto(document, problemId ?? '')
      const layers = remedy.inputs.map((input) => layerName(document, lines[input]?.source))
      return layers.length === 0 ? t('remedy.removeInputs') : t('remedy.keepInputs', { layers: layers.join(' + ') })
    }
    case 'joinInputs':
      return t('remedy.joinInputs', { layer: remedy.layer })
    case 'connect':
      return t('remedy.connect', { layer: layerName(document, remedy.source) })
    case 'addEnds': {
      const layers = [remedy.input ? 'Input' : [], remedy.output ? 'Output' : []].flat()
      return t('remedy.add', { layers: layers.join(' + ') })
    }
    case 'setBatchSize':
      return t('remedy.set', { values: `${t('views:training.batchSize')} = ${remedy.batchSize}` })
    case 'augmentLess':
      return remedy.step === null ? t('remedy.withoutMixup') : t('remedy.removeStep', { step: remedy.step })
    case 'labelPictures':
      return t('remedy.labelPictures')
    case 'labelPixels':
      return t('remedy.labelPixels')
    case 'rewrite':
      return t(`rewrites.${remedy.rewrite}.title`)
    case 'several':
      return severalText(remedy.remedies, place)
  }
}

/** What is inserted is named in one go; of the same setting in many layers only the number of layers is told. */
function severalText(remedies: readonly Remedy[], place: Place): string {
  const { t } = place
  const inserted = remedies.filter((each) => each.kind === 'insertBefore')
  const settings = remedies.filter((each) => each.kind === 'setParameters')
  const values = new Set(settings.map((each) => valuesText(t, each.parameters)))
  const [only] = values
  const settingsTexts =
    only !== undefined && values.size === 1 && settings.length > 1
      ? [t('remedy.setMany', { values: only, count: settings.length })]
      : settings.map((each) => settingsText(each, place))
  const layers = [...new Set(inserted.map(insertedText))]
  const insertedTexts = layers.length > 0 ? [t('remedy.insert', { layer: layers.join(' + ') })] : []
  return [...settingsTexts, ...insertedTexts].join('; ')
}

function settingsText({ parameters, nodeId }: Settings, { t, document, problemId }: Place): string {
  const values = valuesText(t, parameters)
  return nodeId === undefined || nodeId === problemId
    ? t('remedy.set', { values })
    : t('remedy.setIn', { values, layer: layerName(document, nodeId) })
}

function valuesText(t: TFunction, parameters: Record<string, unknown>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${t(`layers:parameter.${name}.label`, { defaultValue: name })} = ${valueText(value)}`)
    .join(', ')
}

function insertedText({ layer, parameters }: Insertion): string {
  const values = Object.values(parameters ?? {})
  return values.length > 0 ? `${layer} (${values.map(valueText).join(', ')})` : layer
}

function layerName({ nodes }: LoomDocument, id: string | undefined): string {
  return nodes.find((node) => node.id === id)?.name ?? id ?? ''
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map((part) => (Array.isArray(part) ? part.join('+') : part)).join('×')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
