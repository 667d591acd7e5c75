import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { AxisTarget } from '#shared/sweep/sweep.ts'

/** What an axis is called: `Conv2D 1 · Filters`, `Learning rate`. */
export function useAxisName(): (target: AxisTarget, document?: LoomDocument) => string {
  const { t } = useTranslation('runs')
  return useCallback(
    (target, document) => {
      if (target.kind === 'setting') return t(`sweep.setting.${target.setting}`, { defaultValue: target.setting })
      const { nodeId, parameter } = target
      const node = document?.nodes.find(({ id }) => id === nodeId)
      const keys = [`layers:own.${node?.kind}.${parameter}.label`, `layers:parameter.${parameter}.label`]
      return `${node?.name || nodeId} · ${t(keys, { defaultValue: parameter })}`
    },
    [t],
  )
}
