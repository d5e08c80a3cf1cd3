import { useTranslation } from 'react-i18next'
import { isHEIC } from '../lib/image'

/** What becomes of a HEIC photo that goes out as it is, and what to do instead. */
export function HEICNote({ names, original }: { names: readonly string[]; original: boolean }) {
  const { t } = useTranslation()
  if (!names.some((name) => isHEIC({ name }))) return null
  return (
    <p className="file-limits" role="note">
      {t(original ? 'shared:photo.heicOriginal' : 'shared:photo.heic')}
    </p>
  )
}
