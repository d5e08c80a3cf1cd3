import { useTranslation } from 'react-i18next'
import { retryTransfer, type Transfer } from '../lib/transfer'
import { useFaultText } from './FaultText'

/** How far a file has come, or why it does not go on. */
export function TransferState({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const say = useFaultText()
  const { id, name, state, sent, size, problem } = transfer
  if (state === 'failed')
    return (
      <div className="transfer" role="alert">
        <span>{problem ? say(problem) : t('shared:transfer.failed')}</span>
        <button type="button" className="link-button" onClick={() => void retryTransfer(id)}>
          {t('shared:retry')}
        </button>
      </div>
    )
  if (state === 'lost')
    return (
      <div className="transfer" role="alert">
        {t('shared:transfer.lost')}
      </div>
    )
  return (
    <div className="transfer">
      <progress max={Math.max(1, size)} value={sent} aria-label={t('shared:transfer.progress', { name })} />
      <span role="status">
        {state === 'broken'
          ? t('shared:transfer.broken')
          : t('shared:transfer.going', { percent: percentOf(transfer) })}
      </span>
    </div>
  )
}

// Never 100 before it is over: the server still looks at the file.
function percentOf({ sent, size }: Transfer): number {
  return size > 0 ? Math.min(99, Math.floor((sent / size) * 100)) : 0
}
