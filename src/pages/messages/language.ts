/** The languages of the catalogue, and which one a browser gets. */

export const languages = ['en', 'de', 'fr', 'es', 'nl'] as const
export type Language = (typeof languages)[number]

/** The best of our languages for an Accept-Language header (RFC 9110 12.5.4); English where none fits. */
export function chooseLanguage(header: string | undefined): Language {
  let best: Language = 'en'
  let bestQuality = 0
  // Cut: the header is the sender's, and nobody speaks so many languages.
  for (const range of (header ?? '').slice(0, 500).split(',').slice(0, 20)) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const primary = tag.split('-', 1)[0]
    const language = languages.find((known) => known === primary)
    const quality = qualityOf(parameters)
    if (language !== undefined && quality > bestQuality) {
      best = language
      bestQuality = quality
    }
  }
  return best
}

/** The first of these language tags that we speak, by its primary subtag (RFC 4647, 3.4): `de-CH` is German. */
export function firstKnown(tags: readonly string[] = []): Language | undefined {
  const primaries = tags.map((tag) => tag.split('-', 1)[0]?.toLowerCase())
  return primaries.map((one) => languages.find((known) => known === one)).find((known) => known !== undefined)
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='))
  if (given === undefined) return 1
  const quality = Number(given.slice(2))
  return quality >= 0 && quality <= 1 ? quality : 0
}
