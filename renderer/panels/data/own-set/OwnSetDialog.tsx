import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnSet } from '#shared/contract/sets.ts'
import { core } from '../../../client/core-client.ts'
import { BrushTools } from '../../../ui/drawing/BrushTools.tsx'
import { DrawingPad } from '../../../ui/drawing/DrawingPad.tsx'
import { firstBrush, padSide, wipe } from '../../../ui/drawing/drawing.ts'
import { middleSquare, useCamera } from '../../try/use-camera.ts'
import { CameraPad } from './CameraPad.tsx'
import { ClassColumn } from './ClassColumn.tsx'
import classes from './OwnSet.module.css'
import { SetChoice } from './SetChoice.tsx'
import { shrinkToPng } from './shrink-to-png.ts'
import { type OwnSets, useOwnSets } from './use-own-sets.ts'

interface OwnSetDialogProps {
  onClose: () => void
  /** Gets the folder of the set. */
  onUse: (path: string) => void
}

/** Two at least make a set that can be learned from, and each needs one to train and one to test. */
const leastPictures = 2

/** Where people make a small set by hand: classes side by side, and a pad to draw their pictures on. */
export function OwnSetDialog({ onClose, onUse }: OwnSetDialogProps) {
  const { t } = useTranslation('data')
  const own = useOwnSets()
  const [chosen, setChosen] = useState<string | null>(null)
  const name = chosen ?? own.sets?.[0]?.name ?? t('own.firstName')
  const set = own.sets?.find((each) => each.name === name)
  const isReady = (set?.classes.filter(({ pictures }) => pictures.length >= leastPictures).length ?? 0) >= 2
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('own.title')}
      size={940}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
      data-testid="own-set-dialog"
    >
      {own.sets ? (
        <>
          <SetChoice own={own} name={name} onName={setChosen} />
          <Workplace key={name} own={own} name={name} set={set} />
        </>
      ) : null}
      <footer className={classes.foot}>
        <span className={classes.hint}>{t(isReady ? 'own.ready' : 'own.notReady')}</span>
        <Button disabled={!isReady || !set} onClick={() => set && onUse(set.path)} data-testid="own-set-use">
          {t('own.use')}
        </Button>
      </footer>
    </Modal>
  )
}

const ways = ['draw', 'camera'] as const
type Way = (typeof ways)[number]
const squarePad = { width: padSide, height: padSide }
/** Of the pictures that are kept. */
const sides = [28, 32, 64] as const

/** The pad with the classes beside it. Classes without pictures are not on the disk yet. */
function Workplace({ own, name, set }: { own: OwnSets; name: string; set: OwnSet | undefined }) {
  const { t } = useTranslation('data')
  const pad = useRef<HTMLCanvasElement>(null)
  const [side, setSide] = useState(28)
  const [isEmpty, setEmpty] = useState(true)
  const [brush, setBrush] = useState(firstBrush)
  const [way, setWay] = useState<Way>('draw')
  const video = useRef<HTMLVideoElement>(null)
  const camera = useCamera()
  const kept = set?.classes ?? []
  const [added, setAdded] = useState<string[]>(() =>
    kept.length > 0 ? [] : [t('own.class', { number: 1 }), t('own.class', { number: 2 })],
  )
  const fresh = added.filter((each) => !kept.some((one) => one.name === each))
  const columns = [...kept, ...fresh.map((each) => ({ name: each, pictures: [] }))]
  const clear = () => {
    if (pad.current) wipe(pad.current)
    setEmpty(true)
  }
  const add = async (className: string) => {
    const drawn = way === 'draw' ? pad.current : video.current && middleSquare(video.current)
    const bytes = drawn && (await shrinkToPng(drawn, side))
    const isKept = bytes && (await own.change(() => core.addPicture({ set: name, className, bytes })))
    if (isKept && way === 'draw') clear()
  }
  const rename = (className: string, to: string) => {
    setAdded(added.map((each) => (each === className ? to : each)))
    if (kept.some((each) => each.name === className)) {
      void own.change(() => core.renameClass({ set: name, className, to }))
    }
  }
  return (
    <div className={classes.workplace}>
      <div className={classes.pad}>
        <SegmentedControl
          fullWidth
          data={ways.map((value) => ({ value, label: t(`own.way.${value}`) }))}
          value={way}
          onChange={(value) => {
            camera.stop()
            setEmpty(true)
            setWay(value as Way)
          }}
          aria-label={t('own.ways')}
          data-testid="own-set-way"
        />
        {way === 'draw' ? (
          <>
            <DrawingPad
              pad={pad}
              size={squarePad}
              brush={brush}
              onStrokeEnd={() => setEmpty(false)}
              testId="own-set-pad"
            />
            <BrushTools
              brush={brush}
              onBrush={setBrush}
              hasColours
              isEmpty={isEmpty}
              onClear={clear}
              testId="own-set-clear"
            />
          </>
        ) : (
          <CameraPad camera={camera} video={video} />
        )}
        <SegmentedControl
          fullWidth
          data={sides.map((value) => ({ value: String(value), label: `${value}×${value}` }))}
          value={String(side)}
          onChange={(value) => setSide(Number(value))}
          aria-label={t('own.side')}
        />
      </div>
      <div className={classes.columns}>
        {columns.map((column) => (
          <ClassColumn
            key={column.name}
            set={name}
            {...column}
            canAdd={way === 'draw' ? !isEmpty : camera.camera.phase === 'on'}
            onAdd={() => void add(column.name)}
            onRename={(to) => rename(column.name, to)}
            onRemovePicture={(picture) =>
              void own.change(() => core.removePicture({ set: name, className: column.name, picture }))
            }
            onRemove={() => setAdded(added.filter((each) => each !== column.name))}
          />
        ))}
        <Button
          className={classes.addClass}
          variant="default"
          onClick={() => setAdded([...added, freeName(columns, (number) => t('own.class', { number }))])}
          data-testid="own-add-class"
        >
          {t('own.addClass')}
        </Button>
      </div>
    </div>
  )
}

function freeName(columns: readonly { name: string }[], nameOf: (number: number) => string): string {
  for (let number = columns.length + 1; ; number += 1) {
    const name = nameOf(number)
    if (columns.every((column) => column.name !== name)) return name
  }
}
