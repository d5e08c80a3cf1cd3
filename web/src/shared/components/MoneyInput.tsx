import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseYuan, yuan } from '../lib/money'

interface Props {
  id?: string
  /** Fen. */
  value?: number | undefined
  onChange?: (fen: number | undefined) => void
  disabled?: boolean
  'aria-label'?: string
}

/** An amount: typed in yuan (1,200 · 1.2万), given in fen. */
export function MoneyInput({ id, value, onChange, disabled, ...aria }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(value === undefined ? '' : yuan(value))
  const [bad, setBad] = useState(false)
  useEffect(() => {
    setText(value === undefined ? '' : yuan(value))
    setBad(false)
  }, [value])
  function commit() {
    const fen = text.trim() === '' ? undefined : parseYuan(text)
    const wrong = text.trim() !== '' && fen === undefined
    setBad(wrong)
    if (wrong || fen === value) return
    onChange?.(fen)
  }
  return (
    <span className="money-input">
      <Input
        {...aria}
        {...(id ? { id } : {})}
        inputMode="decimal"
        value={text}
        disabled={disabled}
        status={bad ? 'error' : ''}
        aria-invalid={bad || undefined}
        aria-describedby={id ? `${id}-read` : undefined}
        suffix={t('shared:money.yuan')}
        onChange={(e) => setText(e.target.value)}
        onBlur={commit}
        onPressEnter={commit}
      />
      {bad && (
        <small id={id ? `${id}-read` : undefined} data-bad>
          {t('shared:money.bad')}
        </small>
      )}
    </span>
  )
}
