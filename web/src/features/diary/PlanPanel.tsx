import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/shared/components/Empty'
import { QueryView } from '@/shared/components/QueryView'
import { SidePanel } from '@/shared/components/SidePanel'
import { dayText } from '@/shared/lib/dates'
import { plannable } from './api'

/** Which of one's own cases the session at a free time is for; its form opens there. */
export function PlanPanel({ at, onClose }: { at: string; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const query = useQuery({ queryKey: ['cases', 'plannable'], queryFn: plannable })
  return (
    <SidePanel open title={t('diary:plan')} onClose={onClose}>
      <p>{t('diary:planHint', { at: dayText(i18n.language).instant(`${at}:00+08:00`) })}</p>
      <QueryView query={query} skeleton="lines">
        {(page) =>
          page.items.length === 0 ? (
            <Empty title={t('diary:noCases')} hint={t('diary:noCasesHint')} />
          ) : (
            <ul className="diary-cases">
              {page.items.map((row) => (
                <li key={row.id}>
                  <Link to={`/cases/${row.id}` as '/'} search={{ act: 'plan_session', at } as never}>
                    {row.title}
                  </Link>
                  <small>{row.no}</small>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </SidePanel>
  )
}
