import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCredit } from '../lib/creditCode'
import { dayText, today } from '../lib/dates'
import { type IdFacts, readId, tidyId } from '../lib/idNumber'

interface Bound {
  id?: string
  value?: string | undefined
  onChange?: (id: string | undefined) => void
  disabled?: boolean
  placeholder?: string
}

interface Props extends Bound {
  /** Sex and day of birth, as soon as the number is right; fill the form with them. */
  onFacts?: (facts: IdFacts) => void
}

/** A citizen number, checked by GB 11643 while the person can still look at the card. */
export function IdNumberInput({ onFacts, onChange, ...bound }: Props) {
  const { t, i18n } = useTranslation()
  const result = bound.value ? readId(bound.value, today()) : undefined
  const facts = typeof result === 'object' ? result : undefined
  return (
    <CheckedInput
      {...bound}
      fault={typeof result === 'string' && t(`shared:id.${result}`)}
      told={
        facts &&
        t('shared:id.facts', { sex: t(`shared:sex.${facts.sex}`), birth: dayText(i18n.language).short(facts.birth) })
      }
      onChange={(next) => {
        onChange?.(next)
        const read = readId(next ?? '', today())
        if (typeof read === 'object') onFacts?.(read)
      }}
    />
  )
}

/** A unified social credit code, checked by GB 32100; a wrong check character is pointed out, not refused. */
export function CreditCodeInput(bound: Bound) {
  const { t } = useTranslation()
  const fault = bound.value ? readCredit(bound.value) : undefined
  return <CheckedInput {...bound} fault={fault && t(`shared:credit.${fault}`)} warns={fault === 'check'} />
}

interface Checked extends Bound {
  fault: string | false | undefined
  /** The fault may be none: the number is taken all the same. */
  warns?: boolean
  /** What the number says. */
  told?: string | undefined
}

// A number of 18 characters with what is to be said of it below.
function CheckedInput({ id, value = '', onChange, disabled, placeholder, fault, warns, told }: Checked) {
  const [left, setLeft] = useState(false)
  // While it is being typed it is merely short, not wrong.
  const bad = Boolean(fault) && (left || value.length >= 18)
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
        status={bad ? (warns ? 'warning' : 'error') : ''}
        aria-invalid={(bad && !warns) || undefined}
        aria-describedby={id ? `${id}-read` : undefined}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        onChange={(e) => onChange?.(tidyId(e.target.value) || undefined)}
      />
      <small
        id={id ? `${id}-read` : undefined}
        data-bad={(bad && !warns) || undefined}
        data-warns={(bad && warns) || undefined}
        role="status"
      >
        {bad ? fault : told}
      </small>
    </span>
  )
}
