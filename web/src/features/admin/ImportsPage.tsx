import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '@/shared/components/PageHeader'
import { today } from '@/shared/lib/dates'
import { useUrlState } from '@/shared/lib/url'
import type { ImportKind } from './api'
import { ImportForm } from './ImportForm'
import './admin.css'

const kinds: readonly ImportKind[] = ['regions', 'orgs', 'users', 'days']
const defaults = { kind: 'regions' }

/** /imports: tables from elsewhere, checked before anything is saved. */
export default function ImportsPage() {
  const { t } = useTranslation()
  const [url, change] = useUrlState(defaults)
  const kind = kinds.find((k) => k === url.kind) ?? 'regions'
  return (
    <>
      <PageHeader title={t('admin:imports.title')} meta={t('admin:imports.lead')} />
      <Radio.Group
        className="import-kinds"
        optionType="button"
        aria-label={t('admin:imports.what')}
        value={kind}
        onChange={(e) => change({ kind: String(e.target.value) })}
        options={kinds.map((k) => ({ value: k, label: t(`admin:imports.${k}`) }))}
      />
      <section className="card">
        <ImportForm key={kind} kind={kind} year={Number(today().slice(0, 4))} />
      </section>
    </>
  )
}
