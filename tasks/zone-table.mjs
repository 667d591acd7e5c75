// @ts-check

/**
 * Who may import whom. The longest matching `zone` decides about a file, which may import the files of that same zone,
 * the places in this repository named in `local` ("a/": all below, "a/*": the files right there), the npm packages
 * named in `packages` ('*': all but `never`), with `node` the modules of Node.js.
 * @typedef {object} Zone
 * @property {string} zone
 * @property {readonly string[]} local
 * @property {readonly string[] | '*'} packages
 * @property {readonly string[]} [never]
 * @property {boolean} [node]
 */

const windowPackages = [
  'electron',
  'react',
  'react-*',
  '@mantine/*',
  '@tabler/*',
  '@xyflow/*',
  'zustand',
  'zundo',
  'i18next',
  'plotly.*',
]
const corePackages = ['electron', '@tensorflow/*', 'onnxruntime-*', 'protobufjs', 'commander', 'cli-progress', 'mnist']
const tfjs = '@tensorflow/*'
const shared = 'main/shared/'
const bottom = ['main/shared/messages/', 'main/shared/*']

/** @type {readonly Zone[]} */
export const zones = [
  // layers <- document <- graph <- zoo <- contract; nothing but zod, so that it runs anywhere.
  { zone: 'main/shared/', local: ['main/shared/messages/'], packages: ['zod'] },
  { zone: 'main/shared/messages/', local: [], packages: [] },
  { zone: 'main/shared/layers/', local: [...bottom], packages: ['zod'] },
  { zone: 'main/shared/document/', local: [...bottom, 'main/shared/layers/'], packages: ['zod'] },
  { zone: 'main/shared/graph/', local: [...bottom, 'main/shared/layers/', 'main/shared/document/'], packages: ['zod'] },
  {
    zone: 'main/shared/zoo/',
    local: [...bottom, 'main/shared/layers/', 'main/shared/document/', 'main/shared/graph/'],
    packages: ['zod'],
  },
  {
    zone: 'main/shared/training/',
    local: [...bottom, 'main/shared/layers/', 'main/shared/document/', 'main/shared/graph/'],
    packages: [],
  },
  {
    zone: 'main/shared/sweep/',
    local: [
      ...bottom,
      'main/shared/layers/',
      'main/shared/document/',
      'main/shared/graph/',
      'main/shared/training/monitor.ts',
    ],
    packages: ['zod'],
  },
  { zone: 'main/shared/contract/', local: [shared], packages: ['zod'] },
  { zone: 'main/shared/comparison/', local: [shared], packages: [] },

  { zone: 'main/', local: ['main/'], packages: '*', never: windowPackages, node: true },
  { zone: 'main/compile/', local: [shared, 'main/compile/'], packages: ['zod'], node: true },
  { zone: 'main/compile/tfjs/', local: [shared, 'main/compile/'], packages: [tfjs], node: true },
  { zone: 'main/compile/tfjs/testing/', local: [shared], packages: ['fast-check'] },
  {
    zone: 'main/compile/onnx/',
    local: [shared, 'main/compile/'],
    packages: ['protobufjs', 'protobufjs/*'],
    node: true,
  },
  {
    zone: 'main/engines/',
    local: [shared, 'main/compile/', 'main/datasets/dataset.ts'],
    packages: '*',
    never: windowPackages,
    node: true,
  },
  { zone: 'main/stream/', local: [shared], packages: ['zod'], node: true },
  {
    zone: 'main/records/',
    local: [
      shared,
      'main/records/',
      'main/datasets/',
      'main/inspect/',
      'main/runs/run-observer.ts',
      'main/runs/testing/',
    ],
    packages: ['node-sqlite3-wasm', 'zod'],
    node: true,
  },
  { zone: 'main/report/', local: [shared], packages: [], node: true },
  { zone: 'main/datasets/', local: [shared], packages: '*', never: [...windowPackages, tfjs], node: true },
  {
    zone: 'main/export/',
    local: [shared, 'main/compile/', 'main/runs/write-atomically.ts'],
    packages: '*',
    never: windowPackages,
    node: true,
  },
  {
    zone: 'main/export/testing/',
    local: [shared, 'main/compile/', 'main/engines/', 'main/export/'],
    packages: [],
    node: true,
  },

  { zone: 'electron/', local: [shared], packages: ['electron', 'zod'], node: true },
  { zone: 'electron/runtime/', local: ['tasks/'], packages: [], node: true },
  { zone: 'electron/packaging/', local: ['tasks/'], packages: ['electron-builder'], node: true },

  { zone: 'compute/', local: [shared, 'main/compile/tfjs/', 'main/engines/'], packages: [tfjs] },

  { zone: 'renderer/', local: [shared, 'renderer/'], packages: '*', never: corePackages },
  { zone: 'renderer/ui/', local: [shared, 'renderer/i18n/', 'renderer/stores/'], packages: '*', never: corePackages },
  {
    zone: 'renderer/stores/',
    local: [shared, 'renderer/client/', 'renderer/i18n/'],
    packages: '*',
    never: [...corePackages, '@mantine/*', '@tabler/*', 'react-dom'],
  },
  ...['charts', 'panels', 'editor', 'actions', 'client'].map((name) => ({
    zone: `renderer/${name}/`,
    local: [
      shared,
      ...['ui', 'stores', 'i18n', 'client', 'actions', 'charts', 'panels', 'editor'].map(
        (place) => `renderer/${place}/`,
      ),
    ],
    packages: /** @type {const} */ ('*'),
    never: corePackages,
  })),

  // The starter of the command line looks whether the program must be built first.
  { zone: 'main/cli/layerloom.mjs', local: ['tasks/targets.mjs'], packages: [], node: true },

  { zone: 'e2e/', local: ['e2e/', shared, 'assets/', 'electron/runtime/'], packages: '*', node: true },
  { zone: 'tasks/', local: ['tasks/', 'electron/runtime/'], packages: '*', node: true },
]

/**
 * A test may import its whole top folder, main/shared, assets and Node.js, and these packages more. tfjs on the CPU is the
 * reference of every gradient.
 */
export const testPackages = ['vitest', 'fast-check', '@tensorflow/*', 'zod']
