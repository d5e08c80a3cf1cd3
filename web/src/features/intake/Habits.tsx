import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { actingPost, useSession } from '@/api/session'
import { Skeletons } from '@/shared/components/Skeletons'
import type { TreeNode } from '@/shared/components/TreePicker'
import { useStored } from '@/shared/lib/stored'
import { type Codes, getHome } from './api'
import { firstCauses, remembered } from './causes'

interface Kept {
  region?: TreeNode
  channel?: string
  /** Where mediation takes place here, e.g. the village office. */
  hall?: string
  causes: string[]
}

interface Chosen {
  channel: string
  cause: string
  region?: TreeNode | undefined
  hall?: string | undefined
}

/**
 * useHabits is what this person mostly chooses here: the causes to offer first,
 * and the place and channel to begin with, those of the case before or the
 * village's own. It is kept on the device, without anybody's data.
 */
function useHabits(codes: Codes) {
  const session = useSession()
  const post = actingPost(session)
  const [kept, setKept] = useStored<Kept>(`intake.${session.user.id}`, { causes: [] })
  const home = useQuery({
    queryKey: ['home', post?.orgId],
    queryFn: () => getHome(post?.orgId ?? ''),
    enabled: post !== undefined,
    staleTime: 10 * 60_000,
  })
  const causes = useMemo(() => firstCauses(codes, post, kept.causes), [codes, post, kept.causes])
  return {
    causes,
    region: kept.region ?? home.data ?? undefined,
    channel: kept.channel ?? 'visit',
    hall: kept.hall,
    /** False while the village's own place is on its way. */
    ready: !home.isLoading,
    remember: ({ region, channel, cause, hall }: Chosen) =>
      setKept({
        ...kept,
        channel,
        causes: remembered(kept.causes, cause),
        ...(region ? { region } : {}),
        ...(hall ? { hall } : {}),
      }),
  }
}

export type Habits = ReturnType<typeof useHabits>

/** A form that begins with the habits of whoever fills it in. */
export function WithHabits({ codes, children }: { codes: Codes; children: (habits: Habits) => ReactNode }) {
  const habits = useHabits(codes)
  return habits.ready ? children(habits) : <Skeletons kind="form" />
}
