import { createRootRoute, createRoute, createRouter, Navigate, type RouteComponent } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useSession } from '@/api/session'
import { Skeletons } from '@/shared/components/Skeletons'
import type { FeatureRoute } from '@/shared/feature'
import { parseSearch, stringifySearch } from '@/shared/lib/url'
import { Forbidden, NotFound, RouteFailed } from './ErrorPages'
import { features, navEntries } from './features'
import { Shell } from './Shell'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

// Home is the first entry the person may see: the work list for nearly all.
function Home() {
  const session = useSession()
  const first = navEntries.find((entry) => may(session, entry.permission))
  return first ? <Navigate to={first.to} replace /> : <NotFound />
}

function page(route: FeatureRoute): RouteComponent {
  // lazy and not lazyRouteComponent: its type loses the component of a route known only at run time.
  const Page = lazy(route.load)
  return function Guarded() {
    const { t } = useTranslation()
    const session = useSession()
    const title = t(route.title)
    useEffect(() => {
      document.title = `${title} · ${t('entry:product')}`
    }, [title, t])
    if (!may(session, route.permission)) return <Forbidden page={title} />
    return (
      <Suspense fallback={<Skeletons kind="page" />}>
        <Page />
      </Suspense>
    )
  }
}

/** makeRouter builds the routes of all features; one router lives per console. */
export function makeRouter() {
  const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
  const pages = features
    .flatMap((f) => f.routes)
    .map((route) => createRoute({ getParentRoute: () => root, path: route.path, component: page(route) }))
  return createRouter({
    routeTree: root.addChildren([home, ...pages]),
    parseSearch,
    stringifySearch,
    defaultErrorComponent: RouteFailed,
    scrollRestoration: true,
  })
}
