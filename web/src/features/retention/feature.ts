import { FileProtectOutlined } from '@ant-design/icons'
import type { Feature } from '@/shared/feature'

/** The end of keeping: what falls due, what is proposed and approved, what was destroyed. */
export const feature: Feature = {
  nav: [
    {
      to: '/retention',
      label: 'retention:nav',
      icon: FileProtectOutlined,
      permission: 'screen.retention',
      order: 86,
      group: 'administration',
    },
  ],
  routes: [
    {
      path: '/retention',
      title: 'retention:title',
      load: () => import('./RetentionPage'),
      permission: 'screen.retention',
    },
    {
      path: '/retention/$id',
      title: 'retention:batch',
      load: () => import('./BatchPage'),
      permission: 'read.destruction',
    },
  ],
}
