import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announce, came, faultOf } from '@/api/came'
import { FaultText } from '@/shared/components/FaultText'
import { EntryFrame } from './EntryFrame'

/** /proved: the tab that went to the provider is back, and tells the one that waits. */
export function ProvedPage() {
  const { t } = useTranslation()
  const said = came.read() ?? ''
  const well = said === '' || said === 'code'
  useEffect(() => {
    announce(said)
    if (well) window.close() // where the browser lets a page do that
  }, [said, well])
  return (
    <EntryFrame title={t(well ? 'entry:provider.back' : 'entry:provider.failed')}>
      {well ? (
        <p>{t(said ? 'entry:provider.codeThere' : 'entry:provider.goOn')}</p>
      ) : (
        <FaultText problem={faultOf(said)} />
      )}
      <p className="entry-help">{t('entry:provider.closeTab')}</p>
    </EntryFrame>
  )
}
