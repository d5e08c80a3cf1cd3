import { InfoCircleFilled } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayText } from '../lib/dates'
import type { DraftHandle } from '../lib/draft'

/** Offers what was typed in an earlier visit. Taking it leaves alone what was typed since. */
export function DraftNotice<T>({ draft, onTake }: { draft: DraftHandle<T>; onTake: (values: T) => void }) {
  const { t, i18n } = useTranslation()
  const { found } = draft
  if (!found) return null
  return (
    <Alert
      className="draft-notice"
      type="info"
      showIcon
      icon={<InfoCircleFilled aria-hidden />}
      role="status"
      title={t('shared:draft.found', { at: dayText(i18n.language).instant(found.at) })}
      action={
        <span className="notice-acts">
          <Button
            size="small"
            type="primary"
            onClick={() => {
              onTake(found.values)
              draft.take()
            }}
          >
            {t(draft.savedAt === undefined ? 'shared:draft.take' : 'shared:draft.takeRest')}
          </Button>
          <Button size="small" onClick={draft.refuse}>
            {t('shared:draft.drop')}
          </Button>
        </span>
      }
    />
  )
}

/** When the draft was last kept, quietly beside the buttons. */
export function SavedAt<T>({ draft }: { draft: DraftHandle<T> }) {
  const { t, i18n } = useTranslation()
  if (draft.savedAt === undefined) return null
  return (
    <small className="saved-at">{t('shared:draft.saved', { time: dayText(i18n.language).clock(draft.savedAt) })}</small>
  )
}
