import { IconPointer } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { selectedBlock } from '#shared/document/block-tree.ts'
import type { LoomBlock, LoomNode } from '#shared/document/schema.ts'
import type { Diagnostic } from '#shared/graph/check-graph.ts'
import type { LayerDefinition } from '#shared/layers/layer.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { renameNode } from '../../stores/edits.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { chosenColor, layerColor, layerIcon } from '../../ui/layer-look.ts'
import { ProblemNote } from '../problems/ProblemNote.tsx'
import { VaryParameter } from '../sweep/VaryButton.tsx'
import { BlockInspector } from './BlockInspector.tsx'
import { ColourPicker } from './ColourPicker.tsx'
import classes from './Inspector.module.css'
import { LayerCosts } from './LayerCosts.tsx'
import { LayerShapes } from './LayerShapes.tsx'
import { NameHeading } from './NameHeading.tsx'
import { NetworkFacts } from './NetworkFacts.tsx'
import { NoteInspector } from './NoteInspector.tsx'
import { ParameterField } from './ParameterField.tsx'

/** All of the layer that was selected last. */
export function Inspector() {
  const { t } = useTranslation()
  const nodeId = useSelectionStore((state) => state.selectedNodeIds.at(-1))
  const count = useSelectionStore((state) => state.selectedNodeIds.length)
  const node = useDocumentStore((state) => state.document.nodes.find(({ id }) => id === nodeId))
  const block = useChosenBlock()
  const note = useDocumentStore((state) => state.document.notes.find(({ id }) => id === nodeId))
  if (block) return <BlockInspector key={block.id} block={block} />
  if (note) return <NoteInspector key={note.id} note={note} />
  if (!node) {
    return (
      <>
        <NetworkFacts />
        <div className={classes.empty}>
          <IconPointer size={26} stroke={1.4} />
          <p>{t('inspector.empty')}</p>
        </div>
      </>
    )
  }
  return (
    <div data-testid="inspector">
      {count > 1 && <p className={classes.many}>{t('inspector.many', { count })}</p>}
      <NodeInspector key={node.id} node={node} />
    </div>
  )
}

function useChosenBlock(): LoomBlock | undefined {
  const document = useDocumentStore((state) => state.document)
  const selected = useSelectionStore((state) => state.selectedNodeIds)
  const blockId = useMemo(() => selectedBlock(document, selected), [document, selected])
  return document.blocks.find(({ id }) => id === blockId)
}

function NodeInspector({ node }: { node: LoomNode }) {
  const { t } = useTranslation()
  const graph = useCheckedGraph()
  const layer = findLayer(node.kind)
  const checked = graph.nodes.find((each) => each.node.id === node.id)
  const problems = graph.diagnostics.filter(({ nodeId }) => nodeId === node.id)
  const general = problems.filter((problem) => parameterOf(problem) === null)
  return (
    <>
      <Heading node={node} />
      {layer && (
        <p className={classes.note} data-testid="inspector-note">
          {t(`layers:kind.${node.kind}.note`)}
        </p>
      )}
      {checked && <LayerShapes checked={checked} />}
      {general.map((problem) => (
        <ProblemNote key={`${problem.code} ${JSON.stringify(problem.values)}`} problem={problem} />
      ))}
      {layer && <Parameters layer={layer} node={node} problems={problems} />}
      {checked && <LayerCosts checked={checked} />}
      <ColourPicker colour={node.colour} />
    </>
  )
}

function Heading({ node }: { node: LoomNode }) {
  const { t } = useTranslation()
  const Icon = layerIcon(node.kind)
  return (
    <NameHeading
      color={chosenColor(node.colour, layerColor(node.kind))}
      icon={<Icon size={18} stroke={1.8} />}
      name={node.name ?? ''}
      label={t('inspector.name')}
      placeholder={node.kind}
      onName={(text) => renameNode(node.id, text)}
    >
      {t(`layers:kind.${node.kind}.name`, { defaultValue: node.kind })} · {node.id}
    </NameHeading>
  )
}

function Parameters({ layer, node, problems }: { layer: LayerDefinition; node: LoomNode; problems: Diagnostic[] }) {
  const { t } = useTranslation()
  return Object.entries(layer.parameters).map(([name, parameter]) => {
    const own = problems.filter((problem) => parameterOf(problem) === name)
    const label = t([`layers:own.${node.kind}.${name}.label`, `layers:parameter.${name}.label`], { defaultValue: name })
    const help = t([`layers:own.${node.kind}.${name}.help`, `layers:parameter.${name}.help`], { defaultValue: '' })
    return (
      <div key={name} className={classes.parameter}>
        <div className={classes.label}>
          {label} <code>{name}</code>
          {layer.group !== 'ends' && (
            <VaryParameter target={{ kind: 'layer', nodeId: node.id, parameter: name }} testId={`vary-${name}`} />
          )}
        </div>
        <ParameterField
          nodeId={node.id}
          name={name}
          parameter={parameter}
          value={node.parameters[name]}
          hasError={own.length > 0}
          label={label}
        />
        {own.map((problem) => (
          <ProblemNote key={problem.code} problem={problem} />
        ))}
        {own.length === 0 && (
          <p className={classes.help} data-testid="parameter-help">
            {help}
          </p>
        )}
      </div>
    )
  })
}

/** The parameter that a problem is about; null when it is about the layer. */
function parameterOf({ code, values }: Diagnostic): string | null {
  const isParameter = code === 'graph.parameterRange' || code === 'graph.parameterType'
  return isParameter && typeof values?.name === 'string' ? values.name : null
}
