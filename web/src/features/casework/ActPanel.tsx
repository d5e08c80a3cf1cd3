import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, type FormInstance } from 'antd'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { actingPost, useSession } from '@/api/session'
import { DraftNotice, SavedAt } from '@/shared/components/DraftNotice'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { SidePanel } from '@/shared/components/SidePanel'
import { toast } from '@/shared/components/Toasts'
import { mergeDraft, useDraft } from '@/shared/lib/draft'
import { fieldPath, useProblemFields } from '@/shared/lib/form'
import { useSubmit } from '@/shared/lib/submit'
import { ActBrief } from './ActBrief'
import { doAct, keys } from './api'
import { useCodes } from './codes'
import { useColleagues } from './colleagues'
import { FieldInput } from './FieldInput'
import { forms } from './forms'
import { handedOver } from './listInputs'
import { type ActForm, body, type Field, type Look, labelOf, type Me, type Values } from './spec'
import type { CaseView, Colleague } from './wire'

/** An act that is open, with values chosen where it was pressed. */
export interface Opened {
  act: string
  preset?: Values
  /** Opened again once this one is done: it asked for it. */
  back?: Opened
  /** Opened once this one is done: it belongs together with it. */
  next?: Opened
}

interface Props {
  view: CaseView
  opened: Opened | null
  onOpen: (opened: Opened | null) => void
}

/** The form of an act, over the case page. */
export function ActPanel({ view, opened, onOpen }: Props) {
  const form = opened ? forms[opened.act] : undefined
  if (!opened || !form) return null
  return (
    <OpenPanel
      key={`${opened.act} ${String(opened.preset?.field ?? '')}`}
      view={view}
      opened={opened}
      form={form}
      onOpen={onOpen}
    />
  )
}

function useMe(): Me {
  const session = useSession()
  const post = actingPost(session)
  return useMemo(() => {
    const { id, name } = session.user
    const unit = { unit: post?.orgId ?? '', unitName: post?.orgName ?? '', role: post?.role ?? '' }
    return { id, name, ...unit, mediates: post?.orgKind.startsWith('committee') ?? false }
  }, [session, post])
}

/** useLook gives the forms what they may look at besides what is typed. */
export function useLook(view: CaseView): (values: Values) => Look {
  const { t } = useTranslation()
  const codes = useCodes()
  const me = useMe()
  return useMemo(
    () => (values) => ({ view, me, values, codes, say: (set, code) => t(`choices:${set}.${code}`) }),
    [view, me, codes, t],
  )
}

function OpenPanel({
  view,
  opened,
  form: act,
  onOpen,
}: {
  view: CaseView
  opened: Opened
  form: ActForm
  onOpen: Props['onOpen']
}) {
  const { t } = useTranslation()
  const { id } = view.case
  const look = useLook(view)
  const [form] = Form.useForm<Values>()
  const initial = useMemo(() => ({ ...act.start?.(look({})), ...opened.preset }), [act, look, opened.preset])
  const values = (Form.useWatch((all: Values) => all, form) as Values | undefined) ?? initial
  const now = look(values)
  const queries = useQueryClient()
  const draft = useDraft<Values>(`case.${id}.${opened.act}`)
  const name = t(`acts:name.${opened.act}`)
  const onClose = () => onOpen(opened.back ?? null)
  useSuggestions(act, form, now)
  const send = useSubmit<Values>({
    send: async (input, headers) => doAct(id, opened.act, await handedOver(input), headers),
    version: view.version,
    refresh: [['case'], keys.cases, keys.work],
    onDone: () => {
      draft.drop()
      toast(t('casework:done', { act: name }))
      if (opened.next) onOpen(opened.next)
      else onClose()
    },
  })
  const toField = useProblemFields(form, send.problem)
  const fields = act.fields(now).filter((f) => !f.when || f.when(now))

  function change(changed: Values, all: Values) {
    const follow = act.follow?.(changed, look(all))
    if (follow) form.setFieldsValue(follow as never)
    draft.keep(form.getFieldsValue(true) as Values)
  }

  function take(kept: Values) {
    const merged = mergeDraft(kept, form.getFieldsValue(true) as Values, initial)
    form.setFieldsValue(merged as never)
    draft.keep(merged)
  }

  return (
    <SidePanel
      open
      title={
        <>
          {name}
          <small className="panel-of">{view.case.title}</small>
        </>
      }
      onClose={onClose}
      footer={
        <>
          <Button type="primary" loading={send.busy} onClick={() => form.submit()}>
            {name}
          </Button>
          <Button onClick={onClose}>{t('shared:cancel')}</Button>
          <SavedAt draft={draft} />
        </>
      }
    >
      <p className="act-hint">{t(`acts:hint.${opened.act}`)}</p>
      <ActBrief act={opened.act} view={view} />
      <DraftNotice draft={draft} onTake={take} />
      <Form<Values>
        form={form}
        layout="vertical"
        validateTrigger="onBlur"
        scrollToFirstError={{ focus: true }}
        initialValues={initial}
        onValuesChange={change}
        onFinish={() => send.submit(body(act, look(form.getFieldsValue(true) as Values)))}
      >
        {fields.map((field) => (
          <FieldItem
            key={field.name}
            field={field}
            look={now}
            onOffer={(offer) => onOpen({ ...offer, back: { act: opened.act } })}
          />
        ))}
      </Form>
      <ProblemNotice
        problem={send.problem}
        onField={toField}
        onTake={(field, instant) => {
          const told = send.problem?.errors.flatMap((e) => (e.field ? [e.field] : [])) ?? []
          form.setFields(told.map((of) => ({ name: fieldPath(of), errors: [] })) as never)
          form.setFieldValue(fieldPath(field) as never, instant.slice(0, 16) as never)
          draft.keep(form.getFieldsValue(true) as Values)
          send.reset()
        }}
      />
      {send.problem?.status === 409 && (
        <Button
          onClick={() => {
            void queries.invalidateQueries({ queryKey: keys.case(id) })
            send.reset()
          }}
        >
          {t('casework:refreshCase')}
        </Button>
      )}
      {fields.length === 0 && <p>{t('casework:nothingToFill')}</p>}
    </SidePanel>
  )
}

// Fills in what the people of the unit suggest, where nothing else was typed.
function useSuggestions(act: ActForm, form: FormInstance<Values>, look: Look) {
  const unit = act.unit?.(look) ?? ''
  const { data } = useColleagues(unit)
  const last = useRef<Values>({})
  const fill = useEffectEvent((team: readonly Colleague[]) => {
    const found = act.suggest?.(look, team) ?? {}
    for (const [name, value] of Object.entries(found)) {
      const there: unknown = form.getFieldValue(name)
      if (there === undefined || there === '' || there === last.current[name]) form.setFieldValue(name, value)
    }
    last.current = found
  })
  useEffect(() => {
    if (data) fill(data.items)
  }, [data])
}

interface ItemProps {
  field: Field
  look: Look
  onOffer: (offer: Opened) => void
}

function FieldItem({ field, look, onOffer }: ItemProps) {
  const { t } = useTranslation()
  const { offer } = field
  const help = (field.help || offer) && (
    <>
      {field.help && t(`fields:help.${field.help}`)}
      {offer && (
        <button type="button" className="link-button" onClick={() => onOffer(offer)}>
          {t(`acts:name.${offer.act}`)}
        </button>
      )}
    </>
  )
  const label = field.kind === 'check' ? undefined : t(`fields:label.${labelOf(field)}`)
  if (field.kind === 'obligations')
    return (
      <Form.Item label={label} extra={help}>
        <FieldInput field={field} look={look} />
      </Form.Item>
    )
  return (
    <Form.Item
      name={fieldPath(field.name)}
      label={label}
      extra={help}
      rules={field.need ? [{ required: true, message: t('casework:needed') }] : []}
    >
      <FieldInput field={field} look={look} />
    </Form.Item>
  )
}
