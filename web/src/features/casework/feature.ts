import { BarChartOutlined, BellOutlined, CheckSquareOutlined, FolderOpenOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { Feature } from '@/shared/feature'
import { workCounts } from './api'
import { findingsQuery } from './findings'
import { suggestCases } from './suggest'
import { digestsQuery } from './views'

// How much there is to do: the number the list itself shows for the unit.
function useWorkCount(): number | undefined {
  return useQuery(workCounts).data?.unit.all || undefined
}

// How many digests are new, and how many files of one's own malware was found in.
function useUnseen(): number | undefined {
  const digests = useQuery(digestsQuery).data?.unseen ?? 0
  return digests + (useQuery(findingsQuery).data?.fresh ?? 0) || undefined
}

/** What has to be done, the ledger of cases, and the page of one case with all that can be done to it. */
export const feature: Feature = {
  nav: [
    {
      to: '/work',
      label: 'casework:work.nav',
      icon: CheckSquareOutlined,
      permission: 'screen.work',
      order: 10,
      phone: true,
      useBadge: useWorkCount,
    },
    {
      to: '/cases',
      label: 'casework:cases.nav',
      icon: FolderOpenOutlined,
      permission: 'screen.cases',
      order: 20,
      phone: true,
    },
    {
      to: '/months',
      label: 'casework:months.nav',
      icon: BarChartOutlined,
      permission: 'screen.cases',
      order: 25,
    },
    {
      to: '/digests',
      label: 'casework:digests.nav',
      icon: BellOutlined,
      permission: 'screen.cases',
      order: 26,
      useBadge: useUnseen,
    },
  ],
  routes: [
    { path: '/work', title: 'casework:work.title', load: () => import('./WorkPage'), permission: 'screen.work' },
    { path: '/cases', title: 'casework:cases.title', load: () => import('./CasesPage'), permission: 'screen.cases' },
    {
      path: '/digests',
      title: 'casework:digests.title',
      load: () => import('./DigestsPage'),
      permission: 'screen.cases',
    },
    { path: '/months', title: 'casework:months.title', load: () => import('./MonthsPage'), permission: 'screen.cases' },
    { path: '/cases/$id', title: 'casework:case.title', load: () => import('./CasePage'), permission: 'screen.cases' },
    {
      path: '/cases/$id/beside/$other',
      title: 'casework:beside.title',
      load: () => import('./BesidePage'),
      permission: 'screen.cases',
    },
  ],
  search: {
    to: '/cases',
    param: 'q',
    with: { sort: 'match' },
    label: 'casework:cases.search',
    hint: 'casework:found.hint',
    permission: 'screen.cases',
    suggest: suggestCases,
  },
}
