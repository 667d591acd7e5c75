// @ts-check
import { describe, expect, it } from 'vitest'
import { zoneViolations } from './import-zones.mjs'

describe('zoneViolations', () => {
  it.each([
    ['main/shared/layers/conv2d.ts', "import { inferShapes } from '#shared/graph/infer-shapes.ts'"],
    ['main/shared/layers/conv2d.ts', "import { readFileSync } from 'node:fs'"],
    ['main/shared/document/parse.ts', "export { x } from '../graph/order.ts'"],
    ['main/compile/pipeline.ts', "import type { Engine } from '../engines/engine.ts'"],
    ['main/compile/onnx/lower.ts', "import * as tf from '@tensorflow/tfjs-core'"],
    ['main/engines/onnx/session.ts', "const runs = await import('../../runs/run-loop.ts')"],
    ['main/runs/run-loop.ts', "import { app } from 'electron'"],
    ['main/stream/coalesce.ts', "import { e } from '#main/engines/engine.ts'"],
    ['main/export/tfjs.ts', "import { r } from '#main/runs/run-state.ts'"],
    ['electron/app.ts', "import { run } from '../main/runs/run-loop.ts'"],
    ['electron/app.ts', "type App = import('../renderer/App.tsx').App"],
    ['renderer/panels/Data.tsx', "import path from 'node:path'"],
    ['renderer/panels/Data.tsx', "import { x } from '../../main/compile/ir.ts'"],
    ['renderer/panels/Data.tsx', "import { App } from '../App.tsx'"],
    ['renderer/stores/run-store.ts', "import { Loss } from '../charts/LossChart.tsx'"],
    ['renderer/App.tsx', "import { ipcRenderer } from 'electron'"],
    ['main/shared/graph/order.test.ts', "import { App } from '../../../renderer/App.tsx'"],
  ])('refuses in %s: %s', (file, source) => {
    expect(zoneViolations(file, source)).toHaveLength(1)
  })

  it.each([
    ['main/shared/layers/conv2d.ts', "import { z } from 'zod'\nimport { t } from './layer.ts'"],
    ['main/shared/graph/order.ts', "import type { Document } from '#shared/document/types.ts'"],
    ['main/compile/tfjs/build.ts', "import * as tf from '@tensorflow/tfjs-layers'\nimport { x } from '../ir.ts'"],
    ['main/engines/onnx/session.ts', "import * as ort from 'onnxruntime-node'\nimport '#main/datasets/dataset.ts'"],
    ['main/runs/run-loop.ts', "import { e } from '#main/engines/engine.ts'\nimport 'node:fs'"],
    ['main/engines/gradients.test.ts', "import { it } from 'vitest'\nimport { r } from '../runs/run-loop.ts'"],
    ['electron/app.ts', "import { app } from 'electron'\nimport { shell } from '#shared/contract/shell.ts'"],
    ['renderer/App.tsx', "import { Canvas } from './editor/Canvas.tsx'\nimport 'react'\nimport './ui/theme.css'"],
    ['renderer/charts/LossChart.tsx', "const p = import('plotly.js-cartesian-dist-min')"],
  ])('allows in %s: %s', (file, source) => {
    expect(zoneViolations(file, source)).toEqual([])
  })
})
