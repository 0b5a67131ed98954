/** What an app needs by its own metadata but does not get: it is let in, but its logins would fail over there. */
import { unseenIn, visible } from '../core/visible-text.ts'
import { chooseEncryption } from '../saml/xmlenc.ts'
import type { SamlApp } from './app.ts'
import type { AppFault, NeedCode } from './app-fault.ts'
import { attributeSets } from './attribute-sets.ts'

const warning = (code: NeedCode, values: AppFault['values'], message: string, cure: string): AppFault => ({
  kind: 'metadata',
  severity: 'warning',
  code,
  values,
  message,
  cure,
})

/** RequestedAttributes with isRequired (Metadata 2.4.4.2.1). */
export function missingAttributes({ policy, serviceProvider: { needs, entityId } }: SamlApp): AppFault | undefined {
  const given = new Set(policy.attributes.map(({ name }) => name))
  const missing = needs?.attributes.filter(({ name }) => !given.has(name)) ?? []
  if (missing.length === 0) return undefined
  const listed = missing.map(({ name, friendlyName }) =>
    friendlyName === undefined ? name : `${name} (${friendlyName})`,
  )
  const set = Object.entries(attributeSets).find(([, { names }]) => missing.every(({ name }) => names.has(name)))?.[0]
  const cure =
    set === undefined
      ? `Write it under \`attributes\` of the app, as in \`'${missing[0]?.name}': claims.email\`.`
      : `\`attributes: ${set}\` has it.`
  return warning(
    set === undefined ? 'attributes-missing' : 'attributes-in-set',
    { entityId, attributes: listed.join(', '), first: missing[0]?.name ?? '', set: set ?? '' },
    `${entityId} requires attributes that the config does not give it: ${listed.join(', ')}.`,
    cure,
  )
}

const subjectIds = {
  'subject-id': ['urn:oasis:names:tc:SAML:attribute:subject-id'],
  'pairwise-id': ['urn:oasis:names:tc:SAML:attribute:pairwise-id'],
  any: ['urn:oasis:names:tc:SAML:attribute:subject-id', 'urn:oasis:names:tc:SAML:attribute:pairwise-id'],
} as const

/** SAML V2.0 Subject Identifier Attributes Profile 1.0, section 4. */
export function missingSubjectId({ policy, serviceProvider: { needs, entityId } }: SamlApp): AppFault | undefined {
  if (needs?.subjectId === undefined) return undefined
  const wanted: readonly string[] = subjectIds[needs.subjectId]
  if (policy.attributes.some(({ name }) => wanted.includes(name))) return undefined
  const cure =
    needs.subjectId === 'pairwise-id'
      ? 'Ask whether it takes a persistent NameID in its place: pairwise-id is not made here.'
      : `Write it under \`attributes\` of the app, as in \`'${subjectIds['subject-id'][0]}': claims.preferred_username + "@example.org"\`, if these names never change.`
  return warning(
    needs.subjectId === 'pairwise-id' ? 'pairwise-id-missing' : 'subject-id-missing',
    { entityId, wanted: wanted.join(', '), name: subjectIds['subject-id'][0] },
    `${entityId} requires ${wanted.join(' or ')} (subject-id:req), which the config does not give it.`,
    cure,
  )
}

/** Ways of bringing the key, as their identifiers begin; all others are ciphers. */
const forKeys = /#(?:rsa-|kw-|dh|ECDH)/

/**
 * It lists algorithms, none of them ours: it may not be able to read what it gets. Where it lists none of one kind, that
 * kind is open (Metadata 2.4.1.1): passport-saml and node-saml list ciphers alone.
 */
export function foreignEncryption({
  settings,
  serviceProvider: { encryption, entityId },
}: SamlApp): AppFault | undefined {
  const methods = encryption?.methods ?? []
  if (!settings.encryptAssertions || methods.length === 0) return undefined
  const { cipher, keyTransport } = chooseEncryption(methods, settings.encryption)
  const takes = (algorithm: string, ofKey: boolean) => {
    const kind = methods.filter((method) => forKeys.test(method) === ofKey)
    return kind.length === 0 || kind.includes(algorithm)
  }
  const [listsCipher, listsTransport] = [takes(cipher.algorithm, false), takes(keyTransport.algorithm, true)]
  // What the operator set has presumably been tried.
  const isCipher = !listsCipher && settings.encryption === undefined
  if (!isCipher && listsTransport) return undefined
  const given = [...(isCipher ? [cipher.algorithm] : []), ...(listsTransport ? [] : [keyTransport.algorithm])]
  const setting = 'Set `encryption: aes256-cbc` (or aes128-cbc) on the app, which older software reads'
  return warning(
    isCipher ? 'cipher-foreign' : 'key-transport-foreign',
    { entityId, methods: methods.join(', '), given: given.join(', ') },
    `${entityId} lists encryption methods (${methods.join(', ')}) of which we have none of one kind: it gets ${given.join(' and ')}.`,
    `${isCipher ? `${setting}, and see that` : 'See that'} it takes rsa-oaep-mgf1p for the key: rsa-1_5 is not made here. Else remove \`encryptAssertions\`.`,
  )
}

/**
 * WantAssertionsSigned (Metadata 2.4.4): such an app takes no assertion that only the Response around it vouches for.
 */
export function unsignedAssertions({ settings, serviceProvider }: SamlApp): AppFault | undefined {
  const { entityId, wantAssertionsSigned } = serviceProvider
  if (!wantAssertionsSigned || settings.sign !== 'response') return undefined
  return warning(
    'assertion-unsigned',
    { entityId },
    `${entityId} wants its assertions signed (WantAssertionsSigned), and only the Response is.`,
    'Write `sign: both` under the app, or `sign: assertion`.',
  )
}

/** The app sends its name and addresses without the invisible characters, and then counts as another app or address. */
export function unseenCharacters({ serviceProvider }: SamlApp): AppFault | undefined {
  const { entityId, assertionConsumerServices, singleLogoutServices } = serviceProvider
  const texts = [
    ['entityID', entityId],
    ...assertionConsumerServices.map(({ location }) => ['AssertionConsumerService', location] as const),
    ...singleLogoutServices.flatMap(({ location, responseLocation = '' }) => [
      ['SingleLogoutService', location] as const,
      ['SingleLogoutService', responseLocation] as const,
    ]),
  ] as const
  const found = texts.flatMap(([what, text]) => {
    const unseen = unseenIn(text)
    return unseen.length === 0 ? [] : `${what} ${visible(text, 200)} (${unseen.join(', ')})`
  })
  if (found.length === 0) return undefined
  const places = [...new Set(found)]
  return warning(
    'characters-unseen',
    { entityId: visible(entityId, 200), places: places.join('; ') },
    `${visible(entityId, 200)} has characters that can’t be seen: ${places.map((one) => `the ${one}`).join('; ')}.`,
    'Type it again where it was copied to: the app itself will hardly send that character, and is then not recognised.',
  )
}
