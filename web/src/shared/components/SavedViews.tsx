import { Button, Input, Popover, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A named search: `search` is the query of the address, without "?". */
export interface SavedView {
  id: string
  name: string
  search: string
}

interface Props {
  views: readonly SavedView[]
  /** The id of the view whose search the address has, '' for another one. */
  current: string
  onOpen: (view: SavedView) => void
  /** Saves the present search under a name. */
  onSave: (name: string) => void
  /** Forgets a view; missing for views everybody shares. */
  onRemove?: (view: SavedView) => void
}

/** Saved views as tabs over a list. */
export function SavedViews({ views, current, onOpen, onSave, onRemove }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [open, setOpen] = useState(false)
  const shown = views.find((v) => v.id === current)
  return (
    <div className="saved-views">
      <Tabs
        activeKey={current}
        items={[
          ...views.map((v) => ({ key: v.id, label: v.name })),
          ...(shown ? [] : [{ key: '', label: t('shared:views.present') }]),
        ]}
        onChange={(id) => {
          const view = views.find((v) => v.id === id)
          if (view) onOpen(view)
        }}
      />
      {shown && onRemove && (
        <Button type="link" onClick={() => onRemove(shown)}>
          {t('shared:views.remove')}
        </Button>
      )}
      {!shown && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          content={
            <form
              className="reveal-form"
              onSubmit={(e) => {
                e.preventDefault()
                onSave(name.trim())
                setName('')
                setOpen(false)
              }}
            >
              <Input
                autoFocus
                aria-label={t('shared:views.name')}
                placeholder={t('shared:views.name')}
                value={name}
                maxLength={20}
                onChange={(e) => setName(e.target.value)}
              />
              <Button type="primary" htmlType="submit" disabled={!name.trim()}>
                {t('shared:views.save')}
              </Button>
            </form>
          }
        >
          <Button type="link">{t('shared:views.save')}</Button>
        </Popover>
      )}
    </div>
  )
}
