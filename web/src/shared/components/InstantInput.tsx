import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseTime } from '../lib/dates'
import { usePhone } from '../lib/reading'
import { DateInput } from './DateInput'

interface Props {
  id?: string
  /** YYYY-MM-DDTHH:MM in the county's time zone, undefined for none. */
  value?: string | undefined
  onChange?: (instant: string | undefined) => void
}

/**
 * A day and a time of day, both typed freely at the desk (明天 · 930, 下午3点半);
 * the device's own picker on a phone. Nothing is handed over before both are there.
 */
export function InstantInput({ id, value, onChange }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const [day, setDay] = useState(value?.slice(0, 10))
  const [time, setTime] = useState(value?.slice(11, 16) ?? '')
  const [bad, setBad] = useState(false)
  useEffect(() => {
    if (!value) return
    setDay(value.slice(0, 10))
    setTime(value.slice(11, 16))
    setBad(false)
  }, [value])

  if (phone)
    return (
      <Input
        {...(id ? { id } : {})}
        type="datetime-local"
        value={value ?? ''}
        onChange={(e) => onChange?.(e.target.value || undefined)}
      />
    )

  function give(nextDay: string | undefined, text: string) {
    const clock = parseTime(text)
    setBad(text.trim() !== '' && !clock)
    if (clock) setTime(clock)
    const whole = nextDay && clock ? `${nextDay}T${clock}` : undefined
    if (whole !== value) onChange?.(whole)
  }
  return (
    <span className="instant-input">
      <DateInput
        {...(id ? { id } : {})}
        value={day}
        onChange={(next) => {
          setDay(next)
          give(next, time)
        }}
      />
      <span>
        <Input
          aria-label={t('shared:date.time')}
          placeholder={t('shared:date.timePlaceholder')}
          value={time}
          status={bad ? 'error' : ''}
          aria-invalid={bad || undefined}
          onChange={(e) => setTime(e.target.value)}
          onBlur={() => give(day, time)}
          onPressEnter={() => give(day, time)}
        />
        {bad && <small data-bad>{t('shared:date.badTime')}</small>}
      </span>
    </span>
  )
}
