import { useQueries, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/shared/components/DataTable'
import { FilterBar } from '@/shared/components/FilterBar'
import { PageHeader } from '@/shared/components/PageHeader'
import { useUrlState } from '@/shared/lib/url'
import { Areas } from './Areas'
import { listRegions } from './api'
import { ListView } from './parts'
import type { Region } from './types'
import './admin.css'

const lowest = 5
const most = 200

/** `path` is that of the division whose children are shown, /37/3702/…/; '' is the top. */
const defaults = { path: '', text: '' }

const codesOf = (path: string) => path.split('/').filter(Boolean)

const childrenOf = (parent: string) => ({
  queryKey: ['regions', { parent }],
  queryFn: () => listRegions(parent ? { parent } : {}),
  staleTime: 10 * 60_000,
})

/** /regions: the official divisions, level by level or by search. */
export default function RegionsPage() {
  const { t } = useTranslation()
  const [url, change] = useUrlState(defaults)
  const here = codesOf(url.path).at(-1) ?? ''
  const children = useQuery({ ...childrenOf(here), enabled: url.text === '' })
  const found = useQuery({
    queryKey: ['regions', { text: url.text }],
    queryFn: () => listRegions({ text: url.text, limit: most }),
    enabled: url.text !== '',
  })
  const query = url.text ? found : children
  useDescent(url.text ? undefined : children.data?.items, (path) => change({ path }, { replace: true }))
  const full = url.text !== '' && (found.data?.items.length ?? 0) >= most
  return (
    <>
      <PageHeader title={t('admin:regions.title')} meta={t('admin:regions.lead')} />
      <FilterBar
        chips={[]}
        active=""
        onActive={() => undefined}
        words={url.text}
        onWords={(text) => change({ text })}
        wordsLabel={t('admin:regions.search')}
      />
      {!url.text && url.path && <Trail path={url.path} onGo={(path) => change({ path })} />}
      {full && <p role="status">{t('shared:table.tooMany', { count: most })}</p>}
      <ListView
        name="regions"
        label={t('admin:regions.title')}
        query={query}
        columns={useColumns((path) => change({ path, text: '' }))}
        rowKey={(r) => r.code}
        empty={
          url.text
            ? { title: t('admin:regions.notFound'), hint: t('admin:regions.notFoundHint') }
            : { title: t('admin:regions.none'), hint: t('admin:regions.noneHint') }
        }
      />
      <Areas />
    </>
  )
}

const county = 3

// Nobody should open a list of one: above the county, the only division there is opens by itself.
function useDescent(items: readonly Region[] | undefined, go: (path: string) => void) {
  const [only, second] = items ?? []
  const path = only && !second && only.level <= county ? only.path : undefined
  const then = useRef(go)
  then.current = go
  useEffect(() => {
    if (path) then.current(path)
  }, [path])
}

// The names of the levels above come with the lists they stand in, which the cache mostly has.
function Trail({ path, onGo }: { path: string; onGo: (path: string) => void }) {
  const { t } = useTranslation()
  const codes = codesOf(path)
  const lists = useQueries({ queries: codes.map((_, i) => childrenOf(codes[i - 1] ?? '')) })
  return (
    <nav className="where" aria-label={t('shared:tree.path')}>
      <button type="button" className="link-button" onClick={() => onGo('')}>
        {t('shared:tree.top')}
      </button>
      {codes.map((code, i) => {
        const region = lists[i]?.data?.items.find((r) => r.code === code)
        return (
          <button key={code} type="button" className="link-button" onClick={() => onGo(region?.path ?? path)}>
            {region?.name ?? code}
          </button>
        )
      })}
    </nav>
  )
}

function useColumns(onDown: (path: string) => void): Column<Region>[] {
  const { t } = useTranslation()
  return [
    { key: 'name', title: t('admin:regions.name'), card: 'title', render: (r) => r.name },
    { key: 'code', title: t('admin:regions.code'), render: (r) => r.code },
    { key: 'level', title: t('admin:regions.level'), render: (r) => t(`admin:regionLevel.l${r.level}`) },
    {
      key: 'down',
      title: t('admin:acts'),
      card: 'foot',
      render: (r) =>
        r.level < lowest && (
          <Button
            size="small"
            aria-label={t('admin:regions.downInto', { name: r.name })}
            onClick={() => onDown(r.path)}
          >
            {t('admin:regions.down')}
          </Button>
        ),
    },
  ]
}
