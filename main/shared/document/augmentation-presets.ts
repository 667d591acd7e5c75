import { type Augmentation, augmentationSchema } from './augmentation.ts'

/** Ready-made augmentations; `cifar` is that of the ResNet paper (He et al. 2015, section 4.2). */
export const augmentationPresets = {
  none: augmentationSchema.parse({}),
  cifar: augmentationSchema.parse({ steps: [{ kind: 'RandomCrop', padding: 4 }, { kind: 'RandomFlip' }] }),
  digits: augmentationSchema.parse({
    steps: [
      { kind: 'RandomRotation', degrees: 10 },
      { kind: 'RandomZoom', scale: [0.9, 1.1] },
      { kind: 'RandomTranslation', heightFactor: 0.1, widthFactor: 0.1 },
    ],
  }),
  photos: augmentationSchema.parse({
    steps: [
      { kind: 'RandomResizedCrop', scale: [0.5, 1] },
      { kind: 'RandomFlip' },
      { kind: 'RandomRotation', degrees: 10 },
      { kind: 'RandomBrightness', factor: 0.15 },
      { kind: 'RandomContrast', factor: 0.2 },
      { kind: 'RandomSaturation', factor: 0.2 },
      { kind: 'RandomHue', degrees: 10 },
    ],
    fillMode: 'reflect',
  }),
} satisfies Record<string, Augmentation>

export type AugmentationPreset = keyof typeof augmentationPresets
export const augmentationPresetNames = Object.keys(augmentationPresets) as AugmentationPreset[]
