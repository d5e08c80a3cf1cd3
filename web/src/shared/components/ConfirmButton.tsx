import { Button, type ButtonProps, Popconfirm, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props extends Omit<ButtonProps, 'onClick' | 'title'> {
  /** What will happen, as a question. */
  question: ReactNode
  /** What cannot be undone, in a sentence. */
  detail?: ReactNode
  onConfirm: () => void
  /** Why it can't be pressed now; given, the button is shown disabled with the reason. */
  because?: string | undefined
}

/** A button that asks before it acts. A button that can't be pressed says why, to ears too. */
export function ConfirmButton({ question, detail, onConfirm, because, children, ...rest }: Props) {
  const { t } = useTranslation()
  if (because)
    return (
      <Tooltip title={because}>
        <Button {...rest} aria-disabled className="because" aria-description={because}>
          {children}
        </Button>
      </Tooltip>
    )
  return (
    <Popconfirm
      title={question}
      description={detail}
      okText={children}
      cancelText={t('shared:cancel')}
      okButtonProps={{ danger: Boolean(rest.danger) }}
      onConfirm={onConfirm}
    >
      <Button {...rest}>{children}</Button>
    </Popconfirm>
  )
}
