import type { TFunction } from 'i18next'
import type { SummaryWords } from './summarize.ts'

/** The words of a layer's summary in the language of the window. */
export function summaryWords(t: TFunction): SummaryWords {
  return {
    stride: (text) => t('app:node.stride', { text }),
    dilation: (text) => t('app:node.dilation', { text }),
    groups: (text) => t('app:node.groups', { text }),
    units: (text) => t('app:node.units', { text }),
    withoutBias: t('app:node.withoutBias'),
    auxiliary: t('app:node.auxiliary'),
  }
}
