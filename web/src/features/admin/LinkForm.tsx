import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { providerName } from '@/api/provider'
import { ConfirmButton } from '@/shared/components/ConfirmButton'
import { PanelForm } from '@/shared/components/PanelForm'
import { ProblemNotice } from '@/shared/components/ProblemNotice'
import { toast } from '@/shared/components/Toasts'
import { useSubmit } from '@/shared/lib/submit'
import { linkUser, unlinkUser } from './api'
import type { User } from './types'

/** useProvider is what people call the sign-in provider; '' where there is none. */
export function useProvider(): string {
  return useQuery({ queryKey: ['provider'], queryFn: providerName, staleTime: Number.POSITIVE_INFINITY }).data ?? ''
}

/** Linking somebody to the provider and cutting the link; `because` says why one may not. */
export function LinkActs({ user, because }: { user: User; because: string | undefined }) {
  const { t } = useTranslation()
  const name = useProvider()
  const [linking, setLinking] = useState(false)
  const cut = useSubmit({
    send: (id: string, h) => unlinkUser(id, h),
    refresh: [['user', user.id], ['users']],
    onDone: () => toast(t('admin:users.linkGone')),
  })
  if (!name) return null
  const link = (
    <Button
      onClick={() => because || setLinking(true)}
      {...(because ? { 'aria-disabled': true, className: 'because', 'aria-description': because } : {})}
    >
      {t('admin:users.link')}
    </Button>
  )
  return (
    <>
      {user.linked ? (
        <ConfirmButton
          question={t('admin:users.linkCutAsk')}
          detail={t('admin:users.linkCutHelp', { name })}
          because={because}
          loading={cut.busy}
          onConfirm={() => cut.submit(user.id)}
        >
          {t('admin:users.linkCut')}
        </ConfirmButton>
      ) : because ? (
        <Tooltip title={because}>{link}</Tooltip>
      ) : (
        link
      )}
      <ProblemNotice problem={cut.problem} />
      {linking && <LinkForm user={user} name={name} onClose={() => setLinking(false)} />}
    </>
  )
}

interface Values {
  subject: string
}

function LinkForm({ user, name, onClose }: { user: User; name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const { submit, busy, problem } = useSubmit<Values>({
    send: ({ subject }, headers) => linkUser(user.id, subject, headers),
    refresh: [['user', user.id], ['users']],
    onDone: () => {
      toast(t('admin:saved'))
      onClose()
    },
  })
  return (
    <PanelForm<Values>
      open
      title={`${t('admin:users.link')} · ${user.name}`}
      onClose={onClose}
      form={form}
      initial={{}}
      onSubmit={submit}
      submitLabel={t('admin:users.link')}
      busy={busy}
      problem={problem}
    >
      <Form.Item
        name="subject"
        label={t('admin:users.subject', { name })}
        extra={t('admin:users.subjectHelp')}
        rules={[{ required: true, message: t('admin:required') }]}
      >
        <Input maxLength={255} autoComplete="off" />
      </Form.Item>
    </PanelForm>
  )
}
