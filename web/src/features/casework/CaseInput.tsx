import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getCase, keys, listCases } from './api'
import type { Field, Look } from './spec'

interface Props {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  field: Field & { kind: 'case' }
  look: Look
}

interface Named {
  id: string
  no: string
  title: string
  state: string
}

/** Chooses another case: one of those given, or any that a number, a name or a word finds. */
export function CaseInput({ id, value, onChange, field, look }: Props) {
  const { t } = useTranslation()
  const { view } = look
  const [text, setText] = useState('')
  const asked = text.trim()
  const found = useQuery({
    queryKey: [...keys.cases, 'pick', asked],
    queryFn: () =>
      listCases({ text: asked, limit: 20, ...(asked ? { sort: 'match' } : { sort: 'reported', desc: true }) }),
    enabled: field.of === undefined,
    staleTime: 30_000,
  })
  const given = field.of?.(view).map((tie) => tie.case)
  const all: Named[] = given
    ? view.tied.filter((c) => given.includes(c.id))
    : [...view.tied.filter((c) => c.id === value), ...(found.data?.items ?? [])]
  const options = new Map(
    all
      .filter((c) => c.id !== view.case.id && !field.but?.includes(c.state))
      .map((c) => [c.id, { value: c.id, label: `${c.title} · ${c.no}` }]),
  )
  // Chosen beside the form, from the cases that are alike.
  const chosen = useQuery({
    queryKey: keys.case(value ?? ''),
    queryFn: () => getCase(value ?? ''),
    enabled: value !== undefined && !options.has(value),
  })
  const other = chosen.data?.case
  if (other && value === other.id) options.set(other.id, { value: other.id, label: `${other.title} · ${other.no}` })
  return (
    <Select
      {...(id ? { id } : {})}
      value={value}
      onChange={onChange}
      options={[...options.values()]}
      loading={found.isFetching}
      showSearch={given ? { optionFilterProp: 'label' } : { filterOption: false, onSearch: setText }}
      notFoundContent={found.isFetching ? t('casework:loadingCases') : t('casework:noSuchCase')}
      placeholder={t('casework:chooseCase')}
    />
  )
}
