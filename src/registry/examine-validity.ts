/** What of uploaded metadata ends soon: itself, and its certificates. What is past is said where it is read. */
import type { MetadataDetails } from '../saml/metadata-details.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'
import type { MetadataFinding } from './examination.ts'

const day = 86_400_000
/** ms before an end that deserve a word. */
const soon = 30 * day

interface Validity {
  readonly serviceProvider: ServiceProvider
  readonly details: MetadataDetails
  readonly signed: boolean
  readonly now: number
  readonly at: (element: string) => false | { readonly line: number }
}

export function validityFindings(validity: Validity): readonly MetadataFinding[] {
  const { serviceProvider, details, now, at } = validity
  const { validUntil, entityId } = serviceProvider
  const endsSoon = (end: number | undefined): end is number => end !== undefined && end >= now && end - now < soon
  const ending = details.keys.filter(({ notAfter }) => endsSoon(notAfter))
  return [
    ...(endsSoon(validUntil) ? [ofItself(validity, validUntil)] : []),
    ...ending.map(({ notAfter = 0, subject = '', use }) => ({
      severity: 'warning' as const,
      topic: 'certificate' as const,
      ...at('KeyDescriptor'),
      code: 'certificate-ends' as const,
      values: { subject, use, date: dateOf(notAfter) },
      about: entityId,
      message: `${entityId}: the certificate ${subject} (${use}) ends on ${dateOf(notAfter)}.`,
      cure: 'It is used past that date; expect the app to change it, and hand in its new metadata then.',
    })),
  ]
}

/** php-saml writes two days into every copy: nobody wants an app to end with the copy that was handed in once. */
function ofItself({ serviceProvider: { entityId }, signed, now, at }: Validity, validUntil: number): MetadataFinding {
  const days = Math.max(1, Math.round((validUntil - now) / day))
  return {
    severity: 'warning',
    topic: 'validity',
    ...at('EntityDescriptor'),
    code: signed ? 'signed-copy-ends' : 'copy-ends',
    values: { days: String(days), date: dateOf(validUntil) },
    about: entityId,
    message: `${entityId}: this copy says that it is valid for ${days} more day${days === 1 ? '' : 's'}, until ${dateOf(validUntil)}.`,
    cure: signed
      ? 'It is signed, so it is out of force after that. Give the address of the metadata instead, which is read again in time.'
      : 'It is used past that date, with a warning. Better: give the address of the metadata, which is read again in time.',
  }
}

const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10)
