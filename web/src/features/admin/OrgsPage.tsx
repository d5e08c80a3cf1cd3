import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import type { Column } from '@/shared/components/DataTable'
import { FilterBar } from '@/shared/components/FilterBar'
import { PageHeader } from '@/shared/components/PageHeader'
import { ToneTag } from '@/shared/components/Tones'
import { useUrlState } from '@/shared/lib/url'
import { getOrg, listOrgs } from './api'
import { OrgForm } from './OrgForm'
import { orgKinds } from './orgKinds'
import { ListView } from './parts'
import type { Unit } from './types'
import './admin.css'

const defaults = { text: '', at: '', kind: '', closed: '', after: '' }

/** /orgs: the tree level by level, or what a search finds in all of it. */
export default function OrgsPage() {
  const { t } = useTranslation()
  const session = useSession()
  const navigate = useNavigate()
  const [url, change] = useUrlState(defaults)
  const [creating, setCreating] = useState(false)
  const at = useWhere(url.at)
  const searching = url.text !== '' || url.kind !== ''
  const query = useQuery({
    queryKey: ['orgs', url, at.id],
    queryFn: () =>
      listOrgs({
        ...(url.text ? { text: url.text } : {}),
        ...(url.kind ? { kind: url.kind } : {}),
        ...(url.closed ? { closed: true } : {}),
        ...(url.after ? { cursor: url.after } : {}),
        ...(searching ? (url.at ? { within: url.at } : {}) : at.id ? { parent: at.id } : { root: true }),
      }),
    enabled: at.known,
    placeholderData: keepPreviousData,
  })
  const manage = may(session, 'manage.orgs')
  return (
    <>
      <PageHeader
        title={t('admin:orgs.title')}
        meta={
          <>
            <Link to="/breaches">{t('admin:breaches.title')}</Link>
            <Link to="/regions">{t('admin:regions.title')}</Link>
            {manage && <Link to="/imports">{t('admin:imports.title')}</Link>}
            {may(session, 'screen.calendar') && <Link to="/calendar">{t('admin:calendar.title')}</Link>}
          </>
        }
        actions={
          manage && (
            <Button type="primary" onClick={() => setCreating(true)}>
              {t('admin:orgs.create')}
            </Button>
          )
        }
      />
      <FilterBar
        chips={[{ key: '1', label: t('admin:orgs.withClosed') }]}
        active={url.closed}
        onActive={(closed) => change({ closed })}
        words={url.text}
        onWords={(text) => change({ text })}
        wordsLabel={t('admin:orgs.search')}
        sentence={<KindFilter value={url.kind} onChange={(kind) => change({ kind })} />}
        set={
          url.kind ? [{ key: 'kind', text: t(`admin:orgKind.${url.kind}`), onRemove: () => change({ kind: '' }) }] : []
        }
        onClear={() => change({ kind: '' })}
      />
      {!searching && at.id && <Where at={at} onGo={(id) => change({ at: id })} />}
      <ListView
        name="orgs"
        label={t('admin:orgs.title')}
        query={query}
        columns={useColumns(searching ? undefined : (id) => change({ at: id }))}
        rowKey={(u) => u.id}
        onOpen={(u) => void navigate({ to: `/orgs/${u.id}` })}
        empty={
          searching
            ? { title: t('admin:orgs.notFound'), hint: t('admin:orgs.notFoundHint') }
            : { title: t('admin:orgs.noneBelow') }
        }
        after={url.after}
        onPage={(after) => change({ after })}
      />
      {creating && (
        <OrgForm
          open
          {...(at.org ? { parentId: at.org.unit.id, parentName: at.org.unit.name } : {})}
          onClose={() => setCreating(false)}
        />
      )}
    </>
  )
}

// The top of the tree is the one root there usually is: nobody should open a list of one.
function useWhere(asked: string) {
  const roots = useQuery({
    queryKey: ['orgs', 'roots'],
    queryFn: () => listOrgs({ root: true }),
    enabled: asked === '',
  })
  const [only, second] = roots.data?.items ?? []
  const id = asked || (second ? '' : (only?.id ?? ''))
  const here = useQuery({ queryKey: ['org', id], queryFn: () => getOrg(id), enabled: id !== '' })
  return { id, known: asked !== '' || !roots.isPending, org: here.data }
}

function Where({ at, onGo }: { at: ReturnType<typeof useWhere>; onGo: (id: string) => void }) {
  const { t } = useTranslation()
  if (!at.org) return null
  return (
    <nav className="where" aria-label={t('shared:tree.path')}>
      {at.org.ancestors.map((u) => (
        <button key={u.id} type="button" className="link-button" onClick={() => onGo(u.id)}>
          {u.name}
        </button>
      ))}
      <Link to={`/orgs/${at.id}`} aria-current="location">
        {at.org.unit.name}
      </Link>
    </nav>
  )
}

function KindFilter({ value, onChange }: { value: string; onChange: (kind: string) => void }) {
  const { t } = useTranslation()
  return (
    <span className="filter-field">
      <span>{t('admin:orgs.kind')}</span>
      <Select
        aria-label={t('admin:orgs.kind')}
        allowClear
        value={value || null}
        onChange={(kind) => onChange(kind ?? '')}
        options={orgKinds.map((kind) => ({ value: kind, label: t(`admin:orgKind.${kind}`) }))}
      />
    </span>
  )
}

function useColumns(onDown?: (id: string) => void): Column<Unit>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      title: t('admin:orgs.name'),
      card: 'title',
      render: (u) => <Link to={`/orgs/${u.id}`}>{u.name}</Link>,
    },
    { key: 'kind', title: t('admin:orgs.kind'), render: (u) => t(`admin:orgKind.${u.kind}`) },
    { key: 'level', title: t('admin:orgs.level'), render: (u) => t(`admin:orgLevel.${u.level}`) },
    { key: 'short', title: t('admin:orgs.short'), render: (u) => u.shortName, optional: true },
    { key: 'phone', title: t('admin:orgs.phone'), render: (u) => u.phone ?? '' },
    {
      key: 'down',
      title: t('admin:orgs.belowShort'),
      card: 'foot',
      render: (u) =>
        u.closed ? (
          <ToneTag tone="paused">{t('admin:orgs.closed')}</ToneTag>
        ) : (
          onDown &&
          u.level !== 'village' && (
            <Button size="small" aria-label={t('admin:orgs.downInto', { name: u.name })} onClick={() => onDown(u.id)}>
              {t('admin:orgs.down')}
            </Button>
          )
        ),
    },
  ]
}
