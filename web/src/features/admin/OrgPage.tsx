import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actingPost, may, useSession } from '@/api/session'
import { PageHeader } from '@/shared/components/PageHeader'
import { QueryView } from '@/shared/components/QueryView'
import { ToneTag } from '@/shared/components/Tones'
import { useRouteParams } from '@/shared/lib/url'
import { getOrg, type OrgChange } from './api'
import { Members } from './Members'
import { OrgChangePanel } from './OrgChangePanel'
import { OrgForm } from './OrgForm'
import { Facts } from './parts'
import type { Breach, Org } from './types'
import './admin.css'

/** /orgs/$id */
export default function OrgPage() {
  const { id = '' } = useRouteParams()
  const query = useQuery({ queryKey: ['org', id], queryFn: () => getOrg(id) })
  return <QueryView query={query}>{(org) => <OneOrg key={org.unit.id} org={org} />}</QueryView>
}

type Panel = OrgChange | 'edit' | 'below' | null

function OneOrg({ org }: { org: Org }) {
  const { t } = useTranslation()
  const session = useSession()
  const [panel, setPanel] = useState<Panel>(null)
  const { unit } = org
  const manage = may(session, 'manage.orgs') && !unit.closed
  // A head keeps the members of the own organisation only.
  const keepsMembers =
    !unit.closed && (manage || (may(session, 'manage.members') && actingPost(session)?.orgId === unit.id))
  const close = () => setPanel(null)
  return (
    <>
      <PageHeader
        back={{ to: '/orgs', label: t('admin:orgs.title') }}
        title={unit.name}
        meta={<Above org={org} />}
        actions={
          manage && (
            <>
              <Button type="primary" onClick={() => setPanel('edit')}>
                {t('admin:orgs.edit')}
              </Button>
              <Button onClick={() => setPanel('below')}>{t('admin:orgs.createBelow')}</Button>
              <Button onClick={() => setPanel('move')}>{t('admin:orgs.move')}</Button>
              <Button onClick={() => setPanel('merge')}>{t('admin:orgs.merge')}</Button>
              <Button danger onClick={() => setPanel('close')}>
                {t('admin:orgs.close')}
              </Button>
            </>
          )
        }
      />
      <div className="org-page">
        <section className="card">
          <h2>{t('admin:orgs.facts')}</h2>
          <UnitFacts org={org} />
        </section>
        {!unit.closed && (
          <section className="card">
            <h2>{t('admin:breaches.title')}</h2>
            <Breaches breaches={org.breaches} />
          </section>
        )}
        <Members org={org} keeps={keepsMembers} />
      </div>
      {panel === 'edit' && <OrgForm open org={org} onClose={close} />}
      {panel === 'below' && <OrgForm open parentId={unit.id} parentName={unit.name} onClose={close} />}
      {(panel === 'move' || panel === 'merge' || panel === 'close') && (
        <OrgChangePanel org={org} change={panel} onClose={close} />
      )}
    </>
  )
}

function Above({ org }: { org: Org }) {
  const { t } = useTranslation()
  return (
    <>
      {org.unit.closed && <ToneTag tone="paused">{t('admin:orgs.closed')}</ToneTag>}
      {org.unit.closedInto && <Link to={`/orgs/${org.unit.closedInto}`}>{t('admin:orgs.successor')}</Link>}
      {org.ancestors.map((u) => (
        <Link key={u.id} to={`/orgs/${u.id}`}>
          {u.name}
        </Link>
      ))}
      <Link to={`/orgs?at=${org.unit.id}`}>{t('admin:orgs.below')}</Link>
    </>
  )
}

function UnitFacts({ org: { unit, openCases, place, areaName } }: { org: Org }) {
  const { t } = useTranslation()
  return (
    <Facts
      rows={[
        [t('admin:orgs.kind'), t(`admin:orgKind.${unit.kind}`)],
        [t('admin:orgs.level'), t(`admin:orgLevel.${unit.level}`)],
        [t('admin:orgs.short'), unit.shortName],
        [t('admin:orgs.region'), place || unit.region],
        [t('admin:orgs.area'), areaName || unit.area],
        [t('admin:orgs.code'), unit.code],
        [t('admin:orgs.phone'), unit.phone],
        [t('admin:orgs.address'), unit.address],
        [t('admin:orgs.takes'), t(unit.takesCases ? 'admin:yes' : 'admin:no')],
        [t('admin:orgs.openCases'), openCases < 0 ? undefined : openCases],
      ]}
    />
  )
}

function Breaches({ breaches }: { breaches: readonly Breach[] }) {
  const { t } = useTranslation()
  if (breaches.length === 0) return <p>{t('admin:breaches.good')}</p>
  return (
    <ul className="breaches">
      {breaches.map((b) => (
        <li key={`${b.code} ${b.text}`}>
          <ToneTag tone="near">{b.text}</ToneTag>
          <small>{b.citation}</small>
        </li>
      ))}
    </ul>
  )
}
