/** codeName is the name of a code in the reader's language. */
export function codeName(code: { zh: string; en: string }, language: string): string {
  return language === 'en' && code.en ? code.en : code.zh
}

/** codeOptions are the entries of a list for a Select. */
export function codeOptions(codes: readonly { code: string; zh: string; en: string }[] | undefined, language: string) {
  return (codes ?? []).map((c) => ({ value: c.code, label: codeName(c, language) }))
}
