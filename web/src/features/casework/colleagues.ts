import { useQuery } from '@tanstack/react-query'
import { listColleagues } from './api'

/** useColleagues reads the people of a unit who can be named; '' for none. */
export function useColleagues(unit: string) {
  return useQuery({ queryKey: ['colleagues', unit], queryFn: () => listColleagues(unit), enabled: unit !== '' })
}
