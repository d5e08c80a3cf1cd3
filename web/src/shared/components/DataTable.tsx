import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/problem'
import { usePhone } from '../lib/reading'
import { useStored } from '../lib/stored'
import { CardList } from './CardList'
import { DeskTable } from './DeskTable'
import { Empty } from './Empty'
import { ProblemNotice } from './ProblemNotice'
import { Skeletons } from './Skeletons'

/** One column, and its part in the card a phone shows. */
export interface Column<Row> {
  key: string
  title: string
  render: (row: Row) => ReactNode
  width?: number
  align?: 'right'
  /** Not shown until chosen. */
  optional?: boolean
  /** In a card: its heading, a line with its name, a quiet foot, or nothing. Default line. */
  card?: 'title' | 'line' | 'foot' | 'none'
}

/** Keyset paging: pages are turned, not counted. */
export interface Paging {
  /** Cursor of the following page, missing on the last. */
  next?: string | null | undefined
  /** Turns to a page; '' is the first. */
  onPage: (after: string) => void
  /** The present cursor, '' on the first page. */
  after: string
}

/** Rows marked for a common act. */
export interface Selection {
  keys: readonly string[]
  onChange: (keys: string[]) => void
  /** Buttons of the bar that appears when something is marked. */
  actions: ReactNode
}

interface Props<Row> {
  /** Under this name columns and density are remembered. */
  name: string
  /** For ears: what the table lists. */
  label: string
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  /** undefined while the first page is on its way. */
  rows: readonly Row[] | undefined
  problem?: Problem | null | undefined
  onRetry?: (() => void) | undefined
  /** True while other rows are on their way: the old ones stay, dimmed. */
  refreshing?: boolean
  /** How many there are in all; "more than" when the server stopped counting. */
  total?: { count: number; more?: boolean } | undefined
  paging?: Paging
  selection?: Selection | undefined
  /** Opens a row where it is clicked. The first column must hold a Link to the same place, for keyboards. */
  onOpen?: (row: Row) => void
  /** What to say and offer when there is nothing. */
  empty: { title: string; hint?: string; action?: ReactNode }
  /** For a short list inside a page: no count, no column chooser. */
  plain?: boolean
  /** Buttons beside the column chooser, e.g. export. */
  tools?: ReactNode
}

type Density = 'dense' | 'roomy'

/** A list of things: a dense table at the desk, cards in the hand; same props, same address. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const phone = usePhone()
  const { name, columns, rows, rowKey, selection } = props
  const [chosen, setChosen] = useStored<string[] | null>(`columns.${name}`, null)
  const [density, setDensity] = useStored<Density>('density', 'dense')
  const visible = columns.filter((c, i) => i === 0 || (chosen ? chosen.includes(c.key) : !c.optional))

  if (props.problem && !rows) return <ProblemNotice problem={props.problem} onRetry={props.onRetry} />
  if (!rows) return <Skeletons kind="table" />
  return (
    <div className="data-table" aria-busy={props.refreshing || undefined}>
      {props.problem && <ProblemNotice problem={props.problem} onRetry={props.onRetry} />}
      {!props.plain && (
        <div className="table-tools">
          <Total total={props.total} shown={rows.length} />
          <span className="filter-gap" />
          {props.tools}
          {!phone && (
            <Chooser
              columns={columns}
              visible={visible.map((c) => c.key)}
              onChoose={setChosen}
              density={density}
              onDensity={setDensity}
            />
          )}
        </div>
      )}
      {selection && selection.keys.length > 0 && <BulkBar {...selection} />}
      {rows.length === 0 ? (
        <Empty {...props.empty} />
      ) : phone ? (
        <CardList columns={columns} rows={rows} rowKey={rowKey} selection={selection} onOpen={props.onOpen} />
      ) : (
        <DeskTable
          label={props.label}
          columns={visible}
          rows={rows}
          rowKey={rowKey}
          selection={selection}
          onOpen={props.onOpen}
          roomy={density === 'roomy'}
          keyed={!props.plain && props.onOpen !== undefined}
        />
      )}
      {props.paging && <Pager {...props.paging} />}
    </div>
  )
}

function Total({ total, shown }: { total: Props<object>['total']; shown: number }) {
  const { t } = useTranslation()
  if (!total) return <span className="table-total">{t('shared:table.shown', { count: shown })}</span>
  return (
    <span className="table-total" role="status">
      {total.more ? t('shared:table.tooMany', { count: total.count }) : t('shared:table.total', { count: total.count })}
    </span>
  )
}

function BulkBar({ keys, onChange, actions }: Selection) {
  const { t } = useTranslation()
  return (
    <section className="bulk-bar" aria-label={t('shared:table.bulk')}>
      <span role="status">{t('shared:table.selected', { count: keys.length })}</span>
      {actions}
      <Button type="link" onClick={() => onChange([])}>
        {t('shared:table.unselect')}
      </Button>
    </section>
  )
}

interface ChooserProps {
  columns: readonly { key: string; title: string }[]
  visible: string[]
  onChoose: (keys: string[] | null) => void
  density: Density
  onDensity: (density: Density) => void
}

function Chooser({ columns, visible, onChoose, density, onDensity }: ChooserProps) {
  const { t } = useTranslation()
  const [first] = columns
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="chooser">
          <Segmented<Density>
            aria-label={t('shared:table.density')}
            value={density}
            onChange={onDensity}
            options={[
              { value: 'dense', label: t('shared:table.dense') },
              { value: 'roomy', label: t('shared:table.roomy') },
            ]}
          />
          <Checkbox.Group
            value={visible}
            onChange={onChoose}
            options={columns.map((c) => ({ value: c.key, label: c.title, disabled: c.key === first?.key }))}
          />
          <Button size="small" onClick={() => onChoose(null)}>
            {t('shared:table.standard')}
          </Button>
        </div>
      }
    >
      <Button
        icon={<SettingOutlined aria-hidden />}
        aria-label={t('shared:table.columns')}
        title={t('shared:table.columns')}
      />
    </Popover>
  )
}

function Pager({ next, after, onPage }: Paging) {
  const { t } = useTranslation()
  if (!next && !after) return null
  return (
    <nav className="pager" aria-label={t('shared:table.pages')}>
      {after && <Button onClick={() => onPage('')}>{t('shared:table.first')}</Button>}
      {/* The page before is where the browser came from: its own history knows the cursor. */}
      {after && <Button onClick={() => window.history.back()}>{t('shared:table.previous')}</Button>}
      {next ? (
        <Button onClick={() => onPage(next)}>{t('shared:table.next')}</Button>
      ) : (
        <span>{t('shared:table.end')}</span>
      )}
    </nav>
  )
}
