import type { FormInstance } from 'antd'
import { useEffect } from 'react'

/** useSubmitKey lets Ctrl+Enter (⌘+Enter) submit a form from any of its fields. */
export function useSubmitKey<T>(form: FormInstance<T>, on = true) {
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      event.preventDefault()
      // The field at hand hands its value over when it is left.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      form.submit()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [form, on])
}
