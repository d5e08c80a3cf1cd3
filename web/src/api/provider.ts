import { api, ask } from './client'
import { proofStore } from './proof'
import { loadSession } from './session'

/** providerName is what people call the provider; '' when there is none. */
export const providerName = async (): Promise<string> => (await ask(api.GET('/api/sign-in'))).provider

/** Addresses at the provider: to sign in, to be linked, to prove again who one is. */
export const departSignIn = async (back: string): Promise<string> =>
  (await ask(api.POST('/api/oidc/sign-in', { body: { back } }))).address
export const departLink = async (back: string): Promise<string> =>
  (await ask(api.POST('/api/oidc/link', { body: { back } }))).address
export const departProof = async (): Promise<string> => (await ask(api.POST('/api/oidc/proof'))).address

/** returned is called when somebody is back from the provider and all is well. */
export async function returned(): Promise<void> {
  proofStore.end(true)
  await loadSession()
}

/** enterCode gives the code of the second factor that is wanted after the provider. */
export async function enterCode(code: string): Promise<void> {
  await ask(api.POST('/api/oidc/code', { body: { code } }))
  await returned()
}

export const getLink = () => ask(api.GET('/api/me/link'))
export const unlink = async (): Promise<void> => {
  await ask(api.DELETE('/api/me/link'))
}
