import { CalendarOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayText, type Lean, parseDay, today } from '../lib/dates'
import { usePhone } from '../lib/reading'

interface Props {
  id?: string
  /** YYYY-MM-DD, undefined for none. */
  value?: string | undefined
  onChange?: (day: string | undefined) => void
  /** Which year 3.15 means: visits lean to the future, events to the past. */
  lean?: Lean
  min?: string
  max?: string
  disabled?: boolean
  'aria-label'?: string
}

/**
 * A day, typed freely at the desk (明天, 3.15, 20260315, 下周三) and read back in
 * words; the device's own picker on a phone and behind the calendar button.
 */
export function DateInput({ id, value, onChange, lean = 'near', min, max, disabled, ...aria }: Props) {
  const { t, i18n } = useTranslation()
  const phone = usePhone()
  const picker = useRef<HTMLInputElement>(null)
  const input = useRef<InputRef>(null)
  const [text, setText] = useState(value ?? '')
  const [bad, setBad] = useState(false)
  useEffect(() => {
    setText(value ?? '')
    setBad(false)
  }, [value])

  if (phone)
    return (
      <Input
        {...aria}
        {...(id ? { id } : {})}
        type="date"
        value={value ?? ''}
        min={min}
        max={max}
        disabled={disabled}
        onChange={(e) => onChange?.(e.target.value || undefined)}
      />
    )

  function commit() {
    if (text.trim() === (value ?? '')) return
    const day = text.trim() === '' ? undefined : parseDay(text, today(), lean)
    const wrong = text.trim() !== '' && (!day || (min !== undefined && day < min) || (max !== undefined && day > max))
    setBad(wrong)
    if (!wrong) onChange?.(day)
  }

  const help = bad ? t('shared:date.bad') : value ? dayText(i18n.language).long(value) : t('shared:date.hint')
  return (
    <span className="date-input">
      <Input
        {...aria}
        {...(id ? { id } : {})}
        ref={input}
        value={text}
        disabled={disabled}
        status={bad ? 'error' : ''}
        placeholder={t('shared:date.placeholder')}
        aria-invalid={bad || undefined}
        aria-describedby={id ? `${id}-read` : undefined}
        onChange={(e) => setText(e.target.value)}
        onBlur={commit}
        onPressEnter={commit}
        suffix={
          <button
            type="button"
            className="mini-button"
            tabIndex={-1}
            disabled={disabled}
            aria-label={t('shared:date.open')}
            onClick={() => picker.current?.showPicker()}
          >
            <CalendarOutlined aria-hidden />
          </button>
        }
      />
      <input
        ref={picker}
        type="date"
        className="date-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={value ?? ''}
        min={min}
        max={max}
        onChange={(e) => {
          onChange?.(e.target.value || undefined)
          input.current?.focus()
        }}
      />
      <small id={id ? `${id}-read` : undefined} data-bad={bad || undefined} data-hint={(!bad && !value) || undefined}>
        {help}
      </small>
    </span>
  )
}
