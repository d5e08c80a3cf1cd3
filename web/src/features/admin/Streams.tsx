import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/shared/components/DataTable'
import { OrgPicker, type TreeNode } from '@/shared/components/TreePicker'
import { dayText } from '@/shared/lib/dates'
import { useUrlState } from '@/shared/lib/url'
import { listColleagues, orgSource, readStream } from './api'
import { ListView, VerbText } from './parts'
import type { LedgerEntry } from './types'

const streamOf = (kind: string, id = '') => [kind, id].join(':')

/** Chains as the rooms name them, and those of one organisation or person, which carry its id. */
const fixed: Record<string, string> = {
  codes: 'codes',
  region: 'region',
  [streamOf('org', 'import')]: 'orgImport',
  [streamOf('identity', 'unknown')]: 'unknown',
}
const chosen = ['org', 'user']
const defaults = { stream: 'codes', after: '' }
const pageSize = 50

/** The record of administration: who made accounts, gave posts, changed lists. */
export function Streams() {
  const { t, i18n } = useTranslation()
  const [url, change] = useUrlState(defaults)
  const whole = !url.stream.endsWith(':')
  const query = useQuery({
    enabled: whole,
    queryKey: ['ledger', 'stream', url.stream, url.after],
    queryFn: async () => {
      const page = await readStream(url.stream, url.after ? { before: Number(url.after) } : {})
      const last = page.items.at(-1)
      // Entries are counted from 1 within their stream: at 1 there is nothing before.
      const more = page.items.length === pageSize && last !== undefined && last.seq > 1
      return more ? { ...page, next: String(last.seq) } : page
    },
  })
  const days = dayText(i18n.language)
  const columns: Column<LedgerEntry>[] = [
    { key: 'at', title: t('admin:ledger.at'), card: 'title', render: (e) => days.instant(e.at) },
    { key: 'verb', title: t('admin:ledger.verb'), render: (e) => <VerbText verb={e.verb} /> },
    { key: 'actor', title: t('admin:ledger.actor'), render: (e) => e.actorName || e.actor || t('admin:ledger.system') },
    { key: 'role', title: t('admin:posts.role'), render: (e) => (e.role ? t(`roles:${e.role}`) : '') },
    {
      key: 'body',
      title: t('admin:ledger.body'),
      render: (e) => {
        const text = JSON.stringify(e.body ?? null)
        return <code title={text}>{text}</code>
      },
    },
    {
      key: 'proof',
      title: t('admin:proof.title'),
      card: 'foot',
      render: (e) => (
        <Link to="/ledger" search={{ stream: url.stream, proof: e.id } as never}>
          {t('admin:proof.show')}
        </Link>
      ),
    },
  ]
  return (
    <section className="org-members">
      <header className="section-head">
        <h2>{t('admin:ledger.streams')}</h2>
        <StreamChoice value={url.stream} onChange={(stream) => change({ stream })} />
      </header>
      {whole ? (
        <ListView
          name="stream"
          label={t('admin:ledger.streams')}
          query={query}
          columns={columns}
          rowKey={(e) => e.id}
          empty={{ title: t('admin:ledger.noEntries') }}
          after={url.after}
          onPage={(after) => change({ after })}
        />
      ) : (
        <p className="panel-lead">{t('admin:ledger.chooseStream')}</p>
      )}
    </section>
  )
}

// What the record is about: the lists and divisions as such, or one organisation or person.
function StreamChoice({ value, onChange }: { value: string; onChange: (stream: string) => void }) {
  const { t } = useTranslation()
  const [org, setOrg] = useState<TreeNode | undefined>()
  const [kind = '', id = ''] = value in fixed ? [value] : value.split(':')
  const people = useQuery({
    queryKey: ['colleagues', org?.id],
    queryFn: () => listColleagues(org?.id ?? ''),
    enabled: kind === 'user' && org !== undefined,
  })
  const needsOrg = chosen.includes(kind)
  return (
    <span>
      <Select
        aria-label={t('admin:ledger.stream')}
        value={kind}
        popupMatchSelectWidth={false}
        onChange={(next) => onChange(next in fixed ? next : streamOf(next))}
        options={[
          ...Object.entries(fixed).map(([stream, key]) => ({ value: stream, label: t(`admin:stream.${key}`) })),
          ...chosen.map((k) => ({ value: k, label: t(`admin:stream.${k}`) })),
        ]}
      />
      {needsOrg && (
        <OrgPicker
          source={orgSource}
          value={org}
          onChange={(node) => {
            setOrg(node)
            onChange(streamOf(kind, kind === 'org' ? node?.id : ''))
          }}
        />
      )}
      {kind === 'user' && org && (
        <Select
          className="person-choice"
          aria-label={t('admin:users.name')}
          placeholder={t('admin:users.name')}
          loading={people.isFetching}
          value={id || null}
          onChange={(user) => onChange(streamOf('user', user))}
          options={(people.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }))}
        />
      )}
    </span>
  )
}
