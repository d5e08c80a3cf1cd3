import { CalendarOutlined } from '@ant-design/icons'
import type { Feature } from '@/shared/feature'

/** Sessions by day, week and month; the rooms and people of the unit; addresses for calendar programs. */
export const feature: Feature = {
  nav: [
    { to: '/diary', label: 'diary:nav', icon: CalendarOutlined, permission: 'screen.cases', order: 25, phone: true },
  ],
  routes: [
    { path: '/diary', title: 'diary:title', load: () => import('./DiaryPage'), permission: 'screen.cases' },
    { path: '/diary/unit', title: 'diary:unit.title', load: () => import('./UnitPage'), permission: 'screen.cases' },
    { path: '/diary/feeds', title: 'diary:feeds.title', load: () => import('./FeedsPage'), permission: 'screen.cases' },
  ],
}
