import type { Feature } from '@/shared/feature'

/** One's own account: posts, password, signed-in devices. Reached from the menu on top. */
export const feature: Feature = {
  routes: [{ path: '/account', title: 'account:title', load: () => import('./AccountPage') }],
}
