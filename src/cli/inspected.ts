/** What `isthmus inspect` found. */
export interface Inspected {
  readonly kind:
    | 'saml-message'
    | 'saml-assertion'
    | 'saml-metadata'
    | 'saml-artifact'
    | 'certificate'
    | 'soap-fault'
    | 'jwt'
    | 'jwk-set'
    | 'openid-configuration'
  /** In the order in which they are shown. */
  readonly facts: Readonly<Record<string, string>>
  readonly problems: readonly string[]
  readonly text: string
}

/** A moment, and how far it is from now. @param at ms since 1970, as `written` says @param now likewise */
export function momentInWords(at: number, now: number, written: string): string {
  if (Number.isNaN(at)) return `${written}, which is no time`
  const minutes = Math.round(Math.abs(at - now) / 60_000)
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minutes']
      : minutes < 2880
        ? [Math.round(minutes / 60), 'hours']
        : [Math.round(minutes / 1440), 'days']
  return `${new Date(at).toISOString()} (${at > now ? `in ${count} ${unit}` : `${count} ${unit} ago`})`
}
