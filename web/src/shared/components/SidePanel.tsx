import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../lib/reading'
import { size } from '../tokens'

interface Props {
  open: boolean
  title: ReactNode
  onClose: () => void
  /** The buttons at its foot, the main one first; they stay in view. */
  footer?: ReactNode
  children: ReactNode
}

/** An action over the page, which keeps its place; full width on a phone. */
export function SidePanel({ open, title, onClose, footer, children }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      size={phone ? '100%' : size.panel}
      closable={{ 'aria-label': t('shared:close') }}
      footer={footer && <div className="panel-foot">{footer}</div>}
      destroyOnHidden
    >
      {children}
    </Drawer>
  )
}
