import { Checkbox } from 'antd'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column, Selection } from './DataTable'

interface Props<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  selection?: Selection | undefined
  onOpen?: ((row: Row) => void) | undefined
  roomy: boolean
}

/**
 * The table of the desk. A plain table and not antd's, which alone is a third
 * of the script the work list may weigh, and slower to draw. The head and the
 * first column stay in view.
 */
export function DeskTable<Row>({ label, columns, rows, rowKey, selection, onOpen, roomy }: Props<Row>) {
  const { t } = useTranslation()
  const keys = rows.map(rowKey)
  const marked = keys.filter((k) => selection?.keys.includes(k)).length
  const mark = (which: string[], on: boolean) => {
    const rest = (selection?.keys ?? []).filter((k) => !which.includes(k))
    selection?.onChange(on ? [...rest, ...which] : rest)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="desk-table" aria-label={label} tabIndex={0} data-roomy={roomy || undefined}>
      <table>
        <thead>
          <tr>
            {selection && (
              <th className="mark-cell">
                <Checkbox
                  aria-label={t('shared:table.selectAll')}
                  checked={marked > 0 && marked === keys.length}
                  indeterminate={marked > 0 && marked < keys.length}
                  onChange={(e) => mark(keys, e.target.checked)}
                />
              </th>
            )}
            {columns.map((c) => (
              <th key={c.key} scope="col" data-align={c.align} style={c.width ? { minWidth: c.width } : undefined}>
                {c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row)
            const on = selection?.keys.includes(key)
            return (
              <tr
                key={key}
                data-marked={on || undefined}
                className={onOpen && 'openable'}
                onClick={onOpen && ((e) => pressed(e) && onOpen(row))}
              >
                {selection && (
                  <td className="mark-cell">
                    <Checkbox
                      aria-label={t('shared:table.select')}
                      checked={on ?? false}
                      onChange={(e) => mark([key], e.target.checked)}
                    />
                  </td>
                )}
                {columns.map((c) => (
                  <td key={c.key} data-align={c.align}>
                    {c.render(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

// A row opens where it is pressed, unless something in it was pressed or text
// was marked. Portals bubble through React, so the target must be inside the row.
function pressed(event: MouseEvent<HTMLTableRowElement>): boolean {
  const at = event.target as HTMLElement
  if (!event.currentTarget.contains(at) || at.closest('a, button, input, label')) return false
  return !window.getSelection()?.toString()
}
