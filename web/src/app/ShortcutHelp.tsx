import { useTranslation } from 'react-i18next'
import { Window } from '@/shared/components/Window'
import { useShortcuts } from '@/shared/shortcuts'

/** The window of `?`: the keys that work on the page underneath. */
export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const keys = useShortcuts()
  return (
    <Window open={open} onClose={onClose} title={t('app:keys.title')}>
      <dl className="key-list">
        {keys.map(({ key, label }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Window>
  )
}
