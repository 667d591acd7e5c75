import { useTranslation } from 'react-i18next'
import type { Action } from '../../actions/action.ts'
import { isSubmenu } from '../../actions/menu.ts'

/** An action's name where its menu cannot be seen: `Align: left`. */
export function useActionName(): (action: Action) => string {
  const { t } = useTranslation()
  return ({ labelKey, menu }) =>
    menu && isSubmenu(menu.group)
      ? t('commands.inGroup', { group: t(`menu.${menu.group}`), action: t(labelKey) })
      : t(labelKey)
}
