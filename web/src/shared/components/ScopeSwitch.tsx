import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'

/** Own organisation, those directly below, all below. */
export type ListScope = 'unit' | 'children' | 'subtree'

const scopes: ListScope[] = ['unit', 'children', 'subtree']

/** 本级 / 直属下辖 / 下辖全部, on every list. */
export function ScopeSwitch({ value, onChange }: { value: ListScope; onChange: (scope: ListScope) => void }) {
  const { t } = useTranslation()
  return (
    <Segmented<ListScope>
      aria-label={t('shared:scope.label')}
      value={value}
      onChange={onChange}
      options={scopes.map((scope) => ({ value: scope, label: t(`shared:scope.${scope}`) }))}
    />
  )
}
