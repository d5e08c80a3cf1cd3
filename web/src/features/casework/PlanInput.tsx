import { useTranslation } from 'react-i18next'
import { InstantInput } from '@/shared/components/InstantInput'
import { ToneTag } from '@/shared/components/Tones'
import { useDaysOff } from '@/shared/lib/daysOff'

interface Props {
  id?: string
  value?: string
  onChange?: (instant: string | undefined) => void
}

/** When a session is to be; says when that is an official day off, which is allowed. */
export function PlanInput({ value, ...bound }: Props) {
  const { t } = useTranslation()
  const name = [...useDaysOff(value ? [value.slice(0, 10)] : []).values()][0]
  return (
    <>
      <InstantInput value={value} {...bound} />
      <span role="status">{name && <ToneTag tone="near">{t('casework:dayOff', { name })}</ToneTag>}</span>
    </>
  )
}
