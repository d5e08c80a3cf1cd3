import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

/** One line of a menu. */
export interface MenuItem {
  key: string
  label: ReactNode
  onPress: () => void
  /** True for the one in force, in a menu that chooses. */
  current?: boolean
}

interface Props {
  /** What is in the button. */
  children: ReactNode
  /** Its name for ears, when the content is only an icon. */
  label?: string
  className?: string
  disabled?: boolean
  items: readonly MenuItem[]
}

/** A button that opens a short list of acts below itself. Escape and leaving it close it. */
export function MenuButton({ children, label, className = '', disabled, items }: Props) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return
    const elsewhere = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        setOpen(false)
        button.current?.focus()
      }
    }
    addEventListener('pointerdown', elsewhere)
    addEventListener('focusin', elsewhere)
    addEventListener('keydown', key)
    return () => {
      removeEventListener('pointerdown', elsewhere)
      removeEventListener('focusin', elsewhere)
      removeEventListener('keydown', key)
    }
  }, [open])
  return (
    <div ref={box} className="menu-button">
      <button
        ref={button}
        type="button"
        className={`plain-button ${className}`}
        disabled={disabled}
        aria-label={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      <ul id={id} hidden={!open}>
        {items.map((item) => (
          <li key={item.key}>
            <button
              type="button"
              aria-current={item.current || undefined}
              onClick={() => {
                setOpen(false)
                button.current?.focus()
                item.onPress()
              }}
            >
              {item.label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
