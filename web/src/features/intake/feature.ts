import { ThunderboltOutlined } from '@ant-design/icons'
import type { Feature } from '@/shared/feature'

/** How a dispute comes in: registered, or settled on the spot. */
export const feature: Feature = {
  nav: [
    {
      to: '/immediate',
      label: 'intake:immediate.nav',
      icon: ThunderboltOutlined,
      permission: 'immediate',
      order: 15,
    },
  ],
  routes: [
    { path: '/register', title: 'intake:title', load: () => import('./RegisterPage'), permission: 'register' },
    {
      path: '/immediate',
      title: 'intake:immediate.title',
      load: () => import('./ImmediatePage'),
      permission: 'immediate',
    },
  ],
  create: { to: '/register', label: 'intake:create', permission: 'register', order: 10 },
}
