import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { toProblem } from '@/api/problem'
import { may, useSession } from '@/api/session'
import { useFaultText } from '@/shared/components/FaultText'
import { MenuButton } from '@/shared/components/MenuButton'
import { SavedViews } from '@/shared/components/SavedViews'
import { toast } from '@/shared/components/Toasts'
import { fromUrl } from '@/shared/lib/url'
import { type Filter, noFilter, searchText } from './filters'
import {
  addressOf,
  digestsQuery,
  type Reach,
  type Rhythm,
  ready,
  removeView,
  rhythms,
  saveView,
  subscribeView,
  type View,
  viewsKey,
  viewsQuery,
} from './views'

/** The views above the ledger: those everybody has, one's own, and those units share. */
export function LedgerViews({ filter }: { filter: Filter }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const session = useSession()
  const saved = useQuery(viewsQuery).data?.items ?? []
  const act = useAct()
  const views = [
    ...Object.entries(ready).map(([id, search]) => ({ id, name: t(`casework:view.${id}`), search })),
    ...saved.map((v) => ({ id: v.id, name: v.unit ? t('casework:view.of', v) : v.name, search: v.address })),
  ]
  const here = searchText(filter)
  const current = views.find((v) => searchText(read(v.search)) === here)
  const mine = saved.find((v) => v.id === current?.id)
  const reaches: Reach[] = may(session, 'share.views') ? ['own', 'unit', 'below'] : ['own']
  return (
    <SavedViews
      views={views}
      current={current?.id ?? ''}
      reaches={reaches.map((value) => ({ value, label: t(`casework:view.reach.${value}`) }))}
      onOpen={(view) => void navigate({ to: '/cases', search: addressOf(view.search) })}
      onSave={(name, reach) => void act(() => saveView(name, reach as Reach, filter))}
      {...(mine?.removable ? { onRemove: () => void act(() => removeView(mine.id)) } : {})}
      extra={mine && <Subscription view={mine} act={act} />}
    />
  )
}

type Act = (send: () => Promise<unknown>) => Promise<void>

// Does something to the views and reads them again; what is refused is said.
function useAct(): Act {
  const queries = useQueryClient()
  const say = useFaultText()
  return async (send) => {
    try {
      await send()
    } catch (error) {
      toast(say(toProblem(error)), 'overdue')
    }
    await Promise.all([viewsKey, digestsQuery.queryKey].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}

function Subscription({ view, act }: { view: View; act: Act }) {
  const { t } = useTranslation()
  const now: Rhythm = view.rhythm ?? 'never'
  return (
    <MenuButton
      items={rhythms.map((rhythm) => ({
        key: rhythm,
        label: t(`casework:digests.rhythm.${rhythm}`),
        current: rhythm === now,
        onPress: () => void act(() => subscribeView(view.id, rhythm)),
      }))}
    >
      {t(`casework:digests.now.${now}`)}
    </MenuButton>
  )
}

const read = (search: string) => fromUrl(Object.fromEntries(new URLSearchParams(search)), noFilter)
