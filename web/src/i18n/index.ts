import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

/** The languages of the console; the first is the default. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** A catalogue: namespace (= file name) to its nested texts. */
export type Catalogue = Record<string, object>

const remembered = 'hemu.language'

// The entry (sign-in, faults) has a catalogue of its own, so that the sign-in
// page does not load the texts of the whole console.
const entry: Record<Language, () => Promise<{ catalogue: Catalogue }>> = {
  'zh-CN': () => import('./languages/zh-CN.entry'),
  en: () => import('./languages/en.entry'),
}
const rest: Record<Language, () => Promise<{ catalogue: Catalogue }>> = {
  'zh-CN': () => import('./languages/zh-CN'),
  en: () => import('./languages/en'),
}

const full = new Set<Language>()

function add(language: Language, catalogue: Catalogue) {
  for (const [ns, texts] of Object.entries(catalogue)) i18next.addResourceBundle(language, ns, texts, true, true)
}

/** currentLanguage is the language on the screen. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN'
}

/** startTexts prepares the texts of the entry in the language last chosen. */
export async function startTexts(): Promise<Language> {
  const chosen = localStorage.getItem(remembered) === 'en' ? 'en' : 'zh-CN'
  await i18next.use(initReactI18next).init({
    lng: chosen,
    ns: [],
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
  })
  add(chosen, (await entry[chosen]()).catalogue)
  document.documentElement.lang = chosen
  return chosen
}

/** loadAllTexts brings the catalogues of every feature in the current language. */
export async function loadAllTexts(): Promise<void> {
  const language = currentLanguage()
  if (full.has(language)) return
  add(language, (await rest[language]()).catalogue)
  full.add(language)
}

/** changeLanguage switches the screen over, at once and for the next visit. */
export async function changeLanguage(language: Language): Promise<void> {
  add(language, (await entry[language]()).catalogue)
  if (full.size > 0 && !full.has(language)) {
    add(language, (await rest[language]()).catalogue)
    full.add(language)
  }
  localStorage.setItem(remembered, language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
