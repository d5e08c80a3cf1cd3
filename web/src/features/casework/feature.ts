import { CheckSquareOutlined, FolderOpenOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { Feature } from '@/shared/feature'
import { keys, listWork } from './api'

// How many things of the unit are nearly due or late: they stand first, so one page knows.
function useUrgent(): number | undefined {
  const { data } = useQuery({
    queryKey: [...keys.work, 'urgent'],
    queryFn: () => listWork({ of: 'unit', limit: 100 }),
    staleTime: 60_000,
  })
  return data?.items.filter((task) => task.clock.light !== 'green' && !task.clock.paused).length || undefined
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
      useBadge: useUrgent,
    },
    {
      to: '/cases',
      label: 'casework:cases.nav',
      icon: FolderOpenOutlined,
      permission: 'screen.cases',
      order: 20,
      phone: true,
    },
  ],
  routes: [
    { path: '/work', title: 'casework:work.title', load: () => import('./WorkPage'), permission: 'screen.work' },
    { path: '/cases', title: 'casework:cases.title', load: () => import('./CasesPage'), permission: 'screen.cases' },
    { path: '/cases/$id', title: 'casework:case.title', load: () => import('./CasePage'), permission: 'screen.cases' },
  ],
  search: { to: '/cases', param: 'q', label: 'casework:cases.search', permission: 'screen.cases' },
}
