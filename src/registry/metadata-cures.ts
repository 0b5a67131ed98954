/**
 * What to do about what is found in metadata, where its finder does not say it: in English, by code, as the catalogues of
 * the other languages have it (pages/messages/findings/).
 */
import type { Coded, Said } from '../core/said.ts'
import type { MetadataCode } from '../saml/metadata-codes.ts'

const again = 'Get the metadata from the app again.'
const post = 'Enter an address with the HTTP-POST binding in the app: answers go nowhere else.'

export const metadataCures: Partial<Readonly<Record<MetadataCode, string>>> = {
  'entity-unnamed': 'Enter one in the app, then get the metadata from it again.',
  'entity-twice': 'Delete all but the right entry.',
  'no-sp-role': 'Get the metadata of the app, as a service provider (SP).',
  'no-acs': post,
  'no-post': post,
  'no-post-binding': 'Write Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST".',
  'address-hidden': 'Type the address anew, in the app or in the file: the character came in by copying.',
  'address-wrong': 'Write it whole, with https:// and the host, in the app (its base URL, often) or in the file.',
  'binding-missing': 'Write Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", or whatever the app takes there.',
  'address-missing': 'Enter it in the app.',
  'flag-odd': 'Correct it in the app.',
  'signs-without-key': 'Get metadata with a signing certificate from the app.',
  'key-info-missing': again,
  'key-empty': again,
  'key-elliptic': 'Give the app a certificate with an RSA key for encryption.',
  'key-type': 'Give the app a key of one of these kinds.',
  'key-costly': 'Give the app a key of 2048 to 8192 bits.',
  'key-weak': 'Replace it in the app by one of 2048 bits.',
  'key-too-weak': 'Replace it in the app by one of 2048 bits or more.',
  'key-value-incomplete': again,
  'certificate-unreadable': 'Copy the whole certificate from the app again: base64 between BEGIN and END CERTIFICATE.',
}

/** Of most of what is only warned of. */
export const fallbackCure = 'If the app lacks something by it, correct it in the app or in the file.'

/** What to do about a warning; by its code, where it has one, for other languages too. */
export function cureOfWarning(warning: Said | Coded): Coded | string {
  if (!('code' in warning)) return fallbackCure
  const text = metadataCures[warning.code as MetadataCode]
  return text === undefined ? fallbackCure : { ...warning, part: 'cure', text }
}
