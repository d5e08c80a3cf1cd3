import { MenuFoldOutlined, MenuUnfoldOutlined, PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CreateEntry, NavEntry } from '@/shared/feature'

interface Props {
  entries: NavEntry[]
  create: CreateEntry | undefined
  narrow: boolean
  onNarrow: (narrow: boolean) => void
}

const groups = [undefined, 'network', 'administration'] as const

/** The left rail. Narrow, it keeps the icons, and the names stay for ears and pointers. */
export function Rail({ entries, create, narrow, onNarrow }: Props) {
  const { t } = useTranslation()
  const label = narrow ? t('app:rail.open') : t('app:rail.close')
  return (
    <nav className="rail" aria-label={t('app:nav')}>
      {create && (
        <Link to={create.to} className="rail-create" title={narrow ? t(create.label) : undefined}>
          <PlusOutlined />
          <span>{t(create.label)}</span>
        </Link>
      )}
      {groups.map((group) => {
        const members = entries.filter((e) => e.group === group)
        if (members.length === 0) return null
        return (
          <div key={group ?? 'first'} className="rail-group">
            {group && <p>{t(`app:group.${group}`)}</p>}
            {members.map((entry) => (
              <RailLink key={entry.to} entry={entry} narrow={narrow} />
            ))}
          </div>
        )
      })}
      <button type="button" className="rail-entry rail-fold" onClick={() => onNarrow(!narrow)} title={label}>
        {narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        <span>{label}</span>
      </button>
    </nav>
  )
}

function RailLink({ entry, narrow }: { entry: NavEntry; narrow: boolean }) {
  const { t } = useTranslation()
  const label = t(entry.label)
  return (
    <Link to={entry.to} className="rail-entry" title={narrow ? label : undefined}>
      <entry.icon />
      <span>{label}</span>
      {entry.useBadge && <Badge read={entry.useBadge} />}
    </Link>
  )
}

// A component of its own, so that the hook of an entry is called in one place always.
function Badge({ read: useCount }: { read: () => number | undefined }) {
  const { t } = useTranslation()
  const count = useCount()
  if (!count) return null
  return (
    <b>
      <span aria-hidden="true">{count > 999 ? '999+' : count}</span>
      <span className="visually-hidden">{t('app:badge', { count })}</span>
    </b>
  )
}
