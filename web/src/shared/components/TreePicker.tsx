import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../lib/stored'
import { Empty } from './Empty'
import { QueryView } from './QueryView'
import { Window } from './Window'

/** A place or an organisation. */
export interface TreeNode {
  id: string
  name: string
  /** The names above it, to tell two of the same name apart: "莱西市 望城街道". */
  above?: string
  /** True when it has something below it. */
  deeper?: boolean
  /** Why it can't be chosen, e.g. closed. */
  because?: string
}

/** Where nodes come from. Give a stable object (module constant), not a new one per render. */
export interface TreeSource {
  /** Names the source in the query cache and in the recent choices of the device. */
  name: string
  /** By name, code or pinyin initials. */
  search: (words: string) => Promise<TreeNode[]>
  /** The nodes below one; null gives the top the person may see. */
  children: (parent: string | null) => Promise<TreeNode[]>
}

interface Props {
  id?: string
  value?: TreeNode | undefined
  onChange?: (node: TreeNode | undefined) => void
  source: TreeSource
  /** Title of the window and words of the empty button. */
  label: string
  clearable?: boolean
  disabled?: boolean
}

const recentKept = 6

/** Chooses one node of a tree: recent choices first, search by name or pinyin initials, or go down level by level. */
export function TreePicker({ id, value, onChange, source, label, clearable, disabled }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [recent, setRecent] = useStored<TreeNode[]>(`recent.${source.name}`, [])
  function choose(node: TreeNode) {
    setRecent([node, ...recent.filter((r) => r.id !== node.id)].slice(0, recentKept))
    onChange?.(node)
    setOpen(false)
  }
  return (
    <span className="tree-picker">
      <button
        type="button"
        id={id}
        className="plain-button outlined"
        aria-haspopup="dialog"
        disabled={disabled}
        onClick={() => setOpen(true)}
      >
        <span data-empty={!value || undefined}>{value ? value.name : label}</span>
        <DownOutlined aria-hidden />
      </button>
      {clearable && value && (
        <Button type="link" onClick={() => onChange?.(undefined)}>
          {t('shared:clear')}
        </Button>
      )}
      <Window open={open} title={label} onClose={() => setOpen(false)}>
        <TreeBrowser source={source} recent={recent} onChoose={choose} />
      </Window>
    </span>
  )
}

interface BrowserProps {
  source: TreeSource
  recent: readonly TreeNode[]
  onChoose: (node: TreeNode) => void
}

function TreeBrowser({ source, recent, onChoose }: BrowserProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [path, setPath] = useState<TreeNode[]>([])
  const asked = useDeferredValue(words.trim())
  const parent = path.at(-1)
  const query = useQuery({
    queryKey: ['tree', source.name, asked ? { asked } : { parent: parent?.id ?? null }],
    queryFn: () => (asked ? source.search(asked) : source.children(parent?.id ?? null)),
  })
  return (
    <div className="tree-browser">
      <Input
        autoFocus
        type="search"
        allowClear
        value={words}
        aria-label={t('shared:tree.search')}
        placeholder={t('shared:tree.search')}
        onChange={(e) => setWords(e.target.value)}
        onPressEnter={(e) => {
          // A keyboard takes the first one found; the form around it must not be sent by it.
          e.preventDefault()
          const found = asked && asked === words.trim() ? query.data?.find((n) => !n.because) : undefined
          if (found) onChoose(found)
        }}
      />
      {!asked && (
        <nav aria-label={t('shared:tree.path')} className="tree-path">
          <button type="button" className="link-button" onClick={() => setPath([])}>
            {t('shared:tree.top')}
          </button>
          {path.map((node, i) => (
            <button key={node.id} type="button" className="link-button" onClick={() => setPath(path.slice(0, i + 1))}>
              {node.name}
            </button>
          ))}
        </nav>
      )}
      {!asked && path.length === 0 && recent.length > 0 && (
        <>
          <h3>{t('shared:tree.recent')}</h3>
          <NodeList nodes={recent} onChoose={onChoose} />
          <h3>{t('shared:tree.browse')}</h3>
        </>
      )}
      <QueryView query={query} skeleton="lines">
        {(nodes) =>
          nodes.length === 0 ? (
            <Empty title={asked ? t('shared:tree.notFound', { words: asked }) : t('shared:tree.none')} />
          ) : (
            <NodeList nodes={nodes} onChoose={onChoose} onDown={asked ? undefined : (n) => setPath([...path, n])} />
          )
        }
      </QueryView>
    </div>
  )
}

interface ListProps {
  nodes: readonly TreeNode[]
  onChoose: (node: TreeNode) => void
  onDown?: ((node: TreeNode) => void) | undefined
}

function NodeList({ nodes, onChoose, onDown }: ListProps) {
  const { t } = useTranslation()
  return (
    <ul className="tree-list">
      {nodes.map((node) => (
        <li key={node.id}>
          <button type="button" disabled={Boolean(node.because)} onClick={() => onChoose(node)}>
            {node.name}
            {(node.because ?? node.above) && <small>{node.because ?? node.above}</small>}
          </button>
          {onDown && node.deeper && (
            <button
              type="button"
              className="tree-down"
              aria-label={t('shared:tree.down', { name: node.name })}
              onClick={() => onDown(node)}
            >
              <RightOutlined aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

type Picker = Omit<Props, 'label'> & { label?: string }

/** Chooses an administrative division. */
export function RegionPicker({ label, ...rest }: Picker) {
  const { t } = useTranslation()
  return <TreePicker {...rest} label={label ?? t('shared:tree.region')} />
}

/** Chooses an organisation. */
export function OrgPicker({ label, ...rest }: Picker) {
  const { t } = useTranslation()
  return <TreePicker {...rest} label={label ?? t('shared:tree.org')} />
}
