import { useTranslation } from 'react-i18next'

const rows = { page: 6, table: 10, form: 5, lines: 3 }

/** The grey shape of what is coming, read out as "loading". `kind` names the real shape. */
export function Skeletons({ kind }: { kind: keyof typeof rows }) {
  const { t } = useTranslation()
  return (
    <div className="skeleton" data-kind={kind} role="status">
      <span className="visually-hidden">{t('shared:loading')}</span>
      {kind === 'page' && <i className="skeleton-title" />}
      {Array.from({ length: rows[kind] }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <i key={i} />
      ))}
    </div>
  )
}
