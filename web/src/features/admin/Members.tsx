import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { type Column, DataTable } from '@/shared/components/DataTable'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { ToneTag } from '@/shared/components/Tones'
import { today } from '@/shared/lib/dates'
import { useSubmit } from '@/shared/lib/submit'
import { leaveMember } from './api'
import { MemberForm } from './MemberForm'
import type { Member, Org } from './types'

/** The members of an organisation: functions, terms, who has left. */
export function Members({ org, keeps }: { org: Org; keeps: boolean }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<Member | 'new' | null>(null)
  const [former, setFormer] = useState(false)
  const shown = former ? org.members : org.members.filter((m) => !m.leftOn)
  return (
    <section className="org-members">
      <header className="section-head">
        <h2>{t('admin:members.title')}</h2>
        <span>
          {org.members.some((m) => m.leftOn) && (
            <Button onClick={() => setFormer(!former)}>
              {t(former ? 'admin:members.presentOnly' : 'admin:members.former')}
            </Button>
          )}
          {keeps && (
            <Button type="primary" onClick={() => setEditing('new')}>
              {t('admin:members.add')}
            </Button>
          )}
        </span>
      </header>
      <DataTable
        name="members"
        label={t('admin:members.title')}
        columns={useColumns(keeps ? setEditing : undefined)}
        rows={shown}
        rowKey={(m) => m.id}
        empty={{ title: t('admin:members.none') }}
      />
      {editing && (
        <MemberForm
          orgId={org.unit.id}
          {...(editing === 'new' ? {} : { member: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  )
}

function Leave({ member }: { member: Member }) {
  const { t } = useTranslation()
  const leave = useSubmit({
    send: (id: string, headers) => leaveMember(id, headers),
    version: member.version,
    refresh: [['org'], ['breaches']],
  })
  return (
    <>
      <ConfirmButton
        size="small"
        loading={leave.busy}
        question={t('admin:members.leaveAsk', { name: member.name })}
        detail={t('admin:members.leaveHelp')}
        onConfirm={() => leave.submit(member.id)}
      >
        {t('admin:members.leave')}
      </ConfirmButton>
      <ProblemNotice problem={leave.problem} />
    </>
  )
}

function useColumns(onEdit?: (member: Member) => void): Column<Member>[] {
  const { t } = useTranslation()
  const columns: Column<Member>[] = [
    { key: 'name', title: t('admin:members.name'), card: 'title', render: (m) => m.name },
    {
      key: 'functions',
      title: t('admin:members.functions'),
      render: (m) => m.functions.map((f) => t(`admin:function.${f}`)).join(t('admin:comma')),
    },
    { key: 'origin', title: t('admin:members.origin'), render: (m) => t(`admin:origin.${m.origin}`) },
    { key: 'term', title: t('admin:members.term'), render: (m) => <Term member={m} /> },
    { key: 'phone', title: t('admin:members.phone'), render: (m) => m.phone ?? '' },
    {
      key: 'fullTime',
      title: t('admin:members.fullTime'),
      optional: true,
      render: (m) => t(m.fullTime ? 'admin:yes' : 'admin:no'),
    },
    { key: 'electedBy', title: t('admin:members.electedBy'), optional: true, render: (m) => m.electedBy ?? '' },
  ]
  if (!onEdit) return columns
  return [
    ...columns,
    {
      key: 'act',
      title: t('admin:acts'),
      card: 'foot',
      render: (m) =>
        !m.leftOn && (
          <span className="row-acts">
            <Button size="small" onClick={() => onEdit(m)}>
              {t('admin:edit')}
            </Button>
            <Leave member={m} />
          </span>
        ),
    },
  ]
}

function Term({ member: m }: { member: Member }) {
  const { t } = useTranslation()
  if (m.leftOn) return <ToneTag tone="paused">{t('admin:members.left', { on: m.leftOn })}</ToneTag>
  if (!m.termFrom && !m.termUntil) return null
  const text = t('admin:members.termText', { from: m.termFrom ?? '', until: m.termUntil ?? '' })
  return m.termUntil && m.termUntil < today() ? <ToneTag tone="overdue">{text}</ToneTag> : <span>{text}</span>
}
