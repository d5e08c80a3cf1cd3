import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { listRooms } from './api'

interface Props {
  id?: string
  unit: string
  value?: string
  onChange?: (room: string | undefined) => void
}

/** The rooms a unit may plan in, its own first. */
export function RoomSelect({ id, unit, value, onChange }: Props) {
  const { t } = useTranslation()
  const { data, isPending } = useQuery({ queryKey: ['rooms', unit], queryFn: () => listRooms(unit) })
  const options = (data?.items ?? []).map((r) => {
    const facts = [
      r.place,
      r.seats > 0 && t('casework:seats', { count: r.seats }),
      r.accessible && t('casework:accessible'),
    ]
    return { value: r.id, label: [r.name, ...facts.filter(Boolean)].join(' · ') }
  })
  return (
    <Select
      {...(id ? { id } : {})}
      value={value || undefined}
      onChange={(room) => onChange?.(room as string | undefined)}
      loading={isPending}
      options={options}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('casework:elsewhere')}
    />
  )
}
