import { type InputHTMLAttributes, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  name: string
  label: string
  help?: string
}

/** A labelled input without antd. A password can be shown, for thumbs on small screens. */
export function TextField({ label, help, type = 'text', autoFocus, ...rest }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const ref = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState(false)
  const secret = type === 'password'
  useEffect(() => {
    if (autoFocus) ref.current?.focus()
  }, [autoFocus])
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <div className="text-field-box">
        <input
          {...rest}
          ref={ref}
          id={id}
          required
          type={secret && shown ? 'text' : type}
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={help ? `${id}-help` : undefined}
        />
        {secret && (
          <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('entry:hide') : t('entry:show')}
          </button>
        )}
      </div>
      {help && <small id={`${id}-help`}>{help}</small>}
    </div>
  )
}
