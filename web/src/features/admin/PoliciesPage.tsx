import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { may, useSession } from '@/api/session'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { FilterBar } from '@/shared/components/FilterBar'
import { PageHeader } from '@/shared/components/PageHeader'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { toast } from '@/shared/components/Toasts'
import { ToneTag } from '@/shared/components/Tones'
import { today } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { useUrlState } from '@/shared/lib/url'
import { currentCodes, listPolicies, retirePolicy } from './api'
import { PolicyForm } from './PolicyForm'
import { SourceStatus } from './parts'
import { countOf, ended, policyLists } from './policy'
import type { CodeItem, Policy } from './types'
import './admin.css'

const defaults = { past: '', kind: '' }

/** /policies: every time limit and threshold with its source; a change is a new rule from a day on. */
export default function PoliciesPage() {
  const { t } = useTranslation()
  const session = useSession()
  const [url, change] = useUrlState(defaults)
  const [revising, setRevising] = useState<Policy | null>(null)
  const query = useQuery({ queryKey: ['policies'], queryFn: listPolicies })
  const codes = useQuery({ queryKey: ['codes', policyLists.join(',')], queryFn: () => currentCodes(policyLists) })
  const day = today()
  const rows = query.data?.items.filter((p) => url.past || !ended(p, day))
  const revise = may(session, 'manage.codes') ? setRevising : undefined
  return (
    <>
      <PageHeader title={t('admin:policies.title')} meta={t('admin:policies.lead')} />
      <FilterBar
        chips={[{ key: '1', label: t('admin:policies.past') }]}
        active={url.past}
        onActive={(past) => change({ past })}
      />
      <DataTable
        name="policies"
        label={t('admin:policies.title')}
        columns={useColumns(codes.data ?? {}, day, revise)}
        rows={rows}
        rowKey={(p) => p.id}
        problem={query.error && toProblem(query.error)}
        onRetry={() => void query.refetch()}
        empty={{ title: t('admin:policies.none') }}
      />
      {revising && <PolicyForm policy={revising} onClose={() => setRevising(null)} />}
    </>
  )
}

// Ends a rule from today on; the last one for all cases of its kind the server keeps.
function Retire({ policy }: { policy: Policy }) {
  const { t } = useTranslation()
  const retire = useSubmit({
    send: (id: string, h) => retirePolicy(id, h),
    version: policy.version,
    refresh: [['policies']],
    onDone: () => toast(t('admin:saved')),
  })
  return (
    <>
      <ConfirmButton
        size="small"
        aria-label={t('admin:policies.retireOne', { name: t(`admin:policyKind.${policy.kind}`) })}
        question={t('admin:policies.retireAsk')}
        detail={t('admin:policies.retireHelp')}
        loading={retire.busy}
        onConfirm={() => retire.submit(policy.id)}
      >
        {t('admin:policies.retire')}
      </ConfirmButton>
      <ProblemNotice problem={retire.problem} />
    </>
  )
}

// The code list an outcome is of, by the kind of rule.
const outcomeLists: Record<string, string> = { scale_threshold: 'event_scale', retention: 'retention' }

type Lists = Record<string, CodeItem[]>

/** useConditions says for what cases a rule holds, in words; nothing is said of a rule for all. */
function useConditions(codes: Lists) {
  const { t, i18n } = useTranslation()
  const name = (list: string, code: string) => {
    const item = codes[list]?.find((c) => c.code === code)
    return item ? (i18n.language === 'en' ? item.en : item.zh) : code
  }
  return (p: Policy) => {
    const parts = [
      p.level && name('case_level', p.level),
      p.category && name('gb31000_category', p.category),
      p.difficulty && name('difficulty', p.difficulty),
      p.batch && name('batch', p.batch),
      p.org_level && t(`admin:orgLevel.${p.org_level}`),
      p.outcome && name(outcomeLists[p.kind] ?? 'case_level', p.outcome),
    ].filter(Boolean)
    return parts.length > 0 ? parts.join(t('admin:comma')) : t('admin:policies.all')
  }
}

function useLimit() {
  const { t } = useTranslation()
  return (p: Policy) => {
    const count = p.count ?? 0
    const counts = countOf(p)
    if (counts) return t(`admin:policies.${counts}`, { count })
    if (p.kind === 'performance') return t('admin:policies.byAgreement')
    const days = (p.visit_days ?? []).join(t('admin:comma'))
    if (days) return t('admin:policies.visits', { days })
    return t(`admin:unit.${p.unit}`, { count: p.length })
  }
}

function useColumns(codes: Lists, day: string, onRevise?: (policy: Policy) => void): Column<Policy>[] {
  const { t } = useTranslation()
  const conditions = useConditions(codes)
  const limit = useLimit()
  const starts = (p: Policy) => (p.starts ? t(`admin:starts.${p.starts}`) : '')
  const columns: Column<Policy>[] = [
    { key: 'kind', title: t('admin:policies.kind'), card: 'title', render: (p) => t(`admin:policyKind.${p.kind}`) },
    { key: 'for', title: t('admin:policies.for'), render: conditions },
    { key: 'limit', title: t('admin:policies.limit'), render: limit },
    { key: 'starts', title: t('admin:policies.starts'), render: starts },
    { key: 'yellow', title: t('admin:policies.yellow'), optional: true, render: (p) => `${p.yellow_percent} %` },
    {
      key: 'pausable',
      optional: true,
      title: t('admin:policies.pausable'),
      render: (p) => (countOf(p) ? '' : t(p.pausable ? 'admin:yes' : 'admin:no')),
    },
    { key: 'status', title: t('admin:source'), render: (p) => <SourceStatus status={p.status} /> },
    {
      key: 'citation',
      title: t('admin:citation'),
      render: (p) => <span title={p.citation}>{p.citation || t('admin:policies.noCitation')}</span>,
    },
    {
      key: 'validity',
      optional: true,
      title: t('admin:policies.validity'),
      render: (p) =>
        ended(p, day) ? (
          <ToneTag tone="paused">{t('admin:policies.ended', { on: p.until })}</ToneTag>
        ) : p.from > day ? (
          <ToneTag tone="near">{t('admin:policies.coming', { on: p.from })}</ToneTag>
        ) : (
          t('admin:policies.since', { on: p.from })
        ),
    },
  ]
  if (!onRevise) return columns
  // Before the long words of the source, so that it is in view at the desk.
  const at = columns.findIndex((c) => c.key === 'status')
  return [
    ...columns.slice(0, at),
    {
      key: 'act',
      title: t('admin:acts'),
      card: 'foot',
      render: (p) =>
        !p.until && (
          <Button
            size="small"
            aria-label={t('admin:policies.reviseOne', { name: t(`admin:policyKind.${p.kind}`) })}
            onClick={() => onRevise(p)}
          >
            {t('admin:policies.revise')}
          </Button>
        ),
    },
    {
      key: 'retire',
      title: t('admin:policies.retire'),
      card: 'foot',
      render: (p) => !p.until && <Retire policy={p} />,
    },
    ...columns.slice(at),
  ]
}
