import type { TFunction } from 'i18next'
import type { CurveTexts } from './curves-figure.ts'

/** The words of the curves, in the language of `t`. */
export function curveTexts(t: TFunction<'views'>): CurveTexts {
  return {
    loss: t('curves.loss'),
    accuracy: t('curves.accuracy'),
    epoch: t('curves.epoch'),
    train: t('curves.train'),
    validation: t('curves.validation'),
    batch: t('curves.batch'),
  }
}
