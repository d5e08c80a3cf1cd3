import { Button, Input, Popover, Select, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
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
  /** Who a view may be saved for, the usual one first. */
  reaches: readonly { value: string; label: string }[]
  /** Saves the present search under a name, for some. */
  onSave: (name: string, reach: string) => void
  /** Forgets the present view; missing for views one may not remove. */
  onRemove?: () => void
  /** What else can be done with the present view. */
  extra?: ReactNode
}

/** Saved views as tabs over a list. */
export function SavedViews({ views, current, reaches, onOpen, onSave, onRemove, extra }: Props) {
  const { t } = useTranslation()
  const usual = reaches[0]?.value ?? ''
  const [name, setName] = useState('')
  const [reach, setReach] = useState(usual)
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
      {extra}
      {shown && onRemove && (
        <Button type="link" onClick={onRemove}>
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
                onSave(name.trim(), reach)
                setName('')
                setReach(usual)
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
              {reaches.length > 1 && (
                <Select
                  aria-label={t('shared:views.reach')}
                  value={reach}
                  options={[...reaches]}
                  onChange={setReach}
                  popupMatchSelectWidth={false}
                />
              )}
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
