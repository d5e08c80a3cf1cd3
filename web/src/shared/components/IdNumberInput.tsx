import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayText, today } from '../lib/dates'
import { type IdFacts, readId, tidyId } from '../lib/idNumber'

interface Props {
  id?: string
  value?: string | undefined
  onChange?: (id: string | undefined) => void
  /** Sex and day of birth, as soon as the number is right; fill the form with them. */
  onFacts?: (facts: IdFacts) => void
  disabled?: boolean
  placeholder?: string
}

/** A citizen number, checked by GB 11643 while the person can still look at the card. */
export function IdNumberInput({ id, value = '', onChange, onFacts, disabled, placeholder }: Props) {
  const { t, i18n } = useTranslation()
  const [left, setLeft] = useState(false)
  const result = value ? readId(value, today()) : undefined
  const fault = typeof result === 'string' ? result : undefined
  // While it is being typed it is merely short, not wrong.
  const bad = fault !== undefined && (left || value.length >= 18)
  const facts = typeof result === 'object' ? result : undefined
  return (
    <span className="id-input">
      <Input
        {...(id ? { id } : {})}
        value={value}
        disabled={disabled}
        placeholder={placeholder}
        maxLength={24}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        status={bad ? 'error' : ''}
        aria-invalid={bad || undefined}
        aria-describedby={id ? `${id}-read` : undefined}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        onChange={(e) => {
          const next = tidyId(e.target.value)
          onChange?.(next || undefined)
          const read = readId(next, today())
          if (typeof read === 'object') onFacts?.(read)
        }}
      />
      <small id={id ? `${id}-read` : undefined} data-bad={bad || undefined} role="status">
        {bad && t(`shared:id.${fault}`)}
        {facts &&
          t('shared:id.facts', { sex: t(`shared:sex.${facts.sex}`), birth: dayText(i18n.language).short(facts.birth) })}
      </small>
    </span>
  )
}
