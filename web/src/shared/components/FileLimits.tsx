import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, ask } from '@/api/client'

const megabytes = (bytes: number) => Math.floor(bytes / (1 << 20))

/** How large a file may be, before one is chosen; nothing while that is not known. */
export function FileLimits({ photos = false }: { photos?: boolean }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['uploadLimits'],
    queryFn: ({ signal }) => ask(api.GET('/api/uploads/limits', { signal })),
    staleTime: 10 * 60_000,
  })
  if (!data) return null
  const [photo, document, recording] = [data.photo, data.document, data.recording].map(megabytes)
  return (
    <p className="file-limits">
      {photos ? t('shared:limits.photo', { photo }) : t('shared:limits.any', { photo, document, recording })}
    </p>
  )
}
