import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryView } from '@/shared/components/QueryView'
import { dayText } from '@/shared/lib/dates'
import { saveFile } from '@/shared/lib/saveFile'
import { useUrlState } from '@/shared/lib/url'
import { proveEntry } from './api'
import { Facts, VerbText } from './parts'
import type { Proof } from './types'

const defaults = { proof: '' }

/** Proves that one entry is under a signed checkpoint; the proof can be checked elsewhere. */
export function ProofOfEntry() {
  const { t } = useTranslation()
  const [url, change] = useUrlState(defaults)
  const [id, setId] = useState(url.proof)
  const query = useQuery({
    queryKey: ['ledger', 'proof', url.proof],
    queryFn: () => proveEntry(url.proof),
    enabled: url.proof !== '',
  })
  return (
    <section className="card">
      <h2>{t('admin:proof.title')}</h2>
      <p className="panel-lead">{t('admin:proof.help')}</p>
      <form
        className="proof-form"
        onSubmit={(e) => {
          e.preventDefault()
          change({ proof: id.trim() })
        }}
      >
        <Input
          value={id}
          maxLength={64}
          aria-label={t('admin:proof.id')}
          placeholder={t('admin:proof.id')}
          onChange={(e) => setId(e.target.value)}
        />
        <Button htmlType="submit" disabled={!id.trim()}>
          {t('admin:proof.show')}
        </Button>
      </form>
      {url.proof && (
        <QueryView query={query} skeleton="lines">
          {(proof) => <Shown proof={proof} />}
        </QueryView>
      )}
    </section>
  )
}

function Shown({ proof }: { proof: Proof }) {
  const { t, i18n } = useTranslation()
  const { entry } = proof
  const file = new Blob([JSON.stringify(proof, null, 2)], { type: 'application/json' })
  return (
    <>
      <Facts
        rows={[
          [t('admin:ledger.verb'), <VerbText key="verb" verb={entry.verb} />],
          [t('admin:ledger.at'), dayText(i18n.language).instant(entry.at)],
          [t('admin:ledger.stream'), entry.stream],
          [t('admin:ledger.seq'), entry.seq],
          [t('admin:proof.pos'), proof.pos],
          [t('admin:proof.hash'), <code key="hash">{entry.hash}</code>],
          [t('admin:proof.path'), t('admin:proof.steps', { count: proof.path.length })],
        ]}
      />
      <pre className="proof-note">{proof.note}</pre>
      <Button onClick={() => saveFile(file, `proof-${entry.id}.json`)}>{t('admin:proof.save')}</Button>
    </>
  )
}
