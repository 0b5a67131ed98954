/** Examines one SAML identity provider: its metadata, its certificates, its addresses, and what to register us with. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Config, SamlUpstreamConfig } from '../config/config.ts'
import { type Said, said } from '../core/said.ts'
import { decryptionFiles, keyFiles } from '../keys/files.ts'
import type { SigningKey } from '../keys/keys.ts'
import { isReachable } from '../outbound/reachable.ts'
import { readIdentityProviders, type SamlIdentityProvider } from '../registry/identity-providers.ts'
import { MetadataSources } from '../registry/sources.ts'
import { binding, nameIdFormat } from '../saml/constants.ts'
import type { IdentityProvider } from '../saml/identity-provider.ts'
import { pathsOf } from '../upstream/saml-sp/paths.ts'
import { type Finding, finding } from './doctor-finding.ts'

const day = 86_400_000

/**
 * Findings as they come; a bad one about the metadata is the last.
 * @param inForce the identity provider as a running gateway knows it
 */
export async function* examineIdentityProvider(
  upstream: SamlUpstreamConfig,
  config: Config,
  inForce?: IdentityProvider,
): AsyncGenerator<Finding> {
  const found = await readNow(upstream, config)
  for (const { severity, message, cure, says } of found.problems) {
    const english = { what: message, ...(cure !== '' && { cure }) }
    yield { outcome: severity === 'error' ? 'bad' : 'unknown', ...english, ...(says !== undefined && { says }) }
  }
  if (found.known === undefined) return
  const { idp } = found.known
  const place = upstream.metadata.kind === 'file' ? upstream.metadata.path : upstream.metadata.url
  yield finding('good', said`Its metadata can be read: ${place} is ${idp.entityId}.`)
  if (inForce !== undefined) yield* newKeyFindings(upstream, idp, inForce)
  yield* certificateFindings(idp, Date.now())
  yield* formatFindings(upstream, idp)
  yield* await addressFindings(found.known, config)
}

/** The metadata as it is now, an address included. */
async function readNow(upstream: SamlUpstreamConfig, config: Config) {
  const sources = new MetadataSources()
  const only = { ...config, upstreams: [upstream] }
  try {
    sources.callBy(config.outbound)
    await readIdentityProviders(only, sources)
    await sources.settled()
    const { byUpstream, problems } = await readIdentityProviders(only, sources)
    return { known: byUpstream.get(upstream.name), problems }
  } finally {
    sources.close()
  }
}

/**
 * Whether it signs with a key that nobody believes yet. Its own metadata says so, not an answer that anybody could have
 * made.
 */
function* newKeyFindings(
  { metadata }: SamlUpstreamConfig,
  { signingKeys }: IdentityProvider,
  inForce: IdentityProvider,
): Generator<Finding> {
  if (metadata.kind === 'file') {
    const what = 'Its metadata is a file here, so whether it has a new signing certificate by now can’t be seen.'
    yield finding('unknown', what, 'If its answers are refused, get its metadata again and replace the file.')
    return
  }
  const known = new Set(inForce.signingKeys.map(({ id }) => id))
  const added = signingKeys.map(({ id }) => id).filter((id) => !known.has(id))
  if (added.length === 0) {
    yield finding('good', 'Its signing certificates are those in force here.')
    return
  }
  const what = said`Its metadata lists a signing key (${added.join(', ')}) that is not in force here: answers signed with it are refused.`
  const cure = 'Compare the new metadata with what its administrator says, and accept it (`isthmus app quarantine`).'
  yield finding('bad', what, cure)
}

function* certificateFindings({ signingKeys }: IdentityProvider, now: number): Generator<Finding> {
  for (const { id, notAfter } of signingKeys) {
    if (notAfter === undefined) continue
    const on = new Date(notAfter).toISOString().slice(0, 10)
    if (notAfter - now > 60 * day)
      yield finding('good', said`Its signing certificate (key ${id}) is valid until ${on}.`)
    else {
      const what =
        notAfter < now
          ? said`Its signing certificate (key ${id}) ended on ${on}.`
          : said`Its signing certificate (key ${id}) ends on ${on}.`
      const cure =
        'Its signatures still count, as the metadata says so. Get its new metadata as soon as it has a new one.'
      yield finding('unknown', what, cure)
    }
  }
}

function* formatFindings(
  { subjectSource, nameIdFormat: asked, scopes }: SamlUpstreamConfig,
  idp: IdentityProvider,
): Generator<Finding> {
  const { nameIdFormats } = idp
  const [only, ...others] = nameIdFormats
  if (subjectSource === 'NameID' && only === nameIdFormat.transient && others.length === 0) {
    const what = 'Its metadata lists transient NameIDs only, which identify nobody: every login will be refused.'
    yield finding('bad', what, 'Let it offer persistent ones, or set `subjectFrom` to an attribute that lasts.')
  } else if (asked !== undefined && nameIdFormats.length > 0 && !nameIdFormats.includes(asked)) {
    const what = said`Its metadata does not list the NameID format that we ask for (${asked}).`
    yield finding('unknown', what, 'If it answers InvalidNameIDPolicy, set `nameIdFormat: none`.')
  }
  const known = scopes ?? idp.scopes
  if (known === undefined) return
  if (known.length > 0) yield finding('good', said`It may vouch for the scopes ${known.join(', ')}.`)
  else {
    const what =
      'The scopes in its metadata are regular expressions, which are not read: every scoped value is left out.'
    yield finding('unknown', what, 'Name its scopes in `scopes`.')
  }
}

/** An address that does not answer from here may still answer browsers. */
async function addressFindings(
  { idp, fetchedFrom }: SamlIdentityProvider,
  config: Config,
): Promise<readonly Finding[]> {
  const ask = async (address: string | undefined, says: AddressSentences) => {
    if (address === undefined) return finding('unknown', says.without)
    if (await isReachable(address, config.outbound, fetchedFrom)) return finding('good', says.answers(address))
    return finding('unknown', says.silent(address), 'Browsers must reach it.')
  }
  const byBrowser = (services: IdentityProvider['singleSignOnServices']) =>
    [binding.redirect, binding.post]
      .map((one) => services.find((service) => service.binding === one)?.location)
      .find(Boolean)
  return [
    await ask(byBrowser(idp.singleSignOnServices), ofSignIn),
    await ask(byBrowser(idp.singleLogoutServices), ofSignOut),
  ]
}

interface AddressSentences {
  readonly without: string
  answers(address: string): Said
  silent(address: string): Said
}

const ofSignIn: AddressSentences = {
  without: 'It has no address for sign-ins.',
  answers: (address) => said`Its sign-in answers: ${address}`,
  silent: (address) => said`Its sign-in does not answer from here: ${address}`,
}

const ofSignOut: AddressSentences = {
  without: 'It has no address for sign-outs by browser: its own session stays when somebody signs out here.',
  answers: (address) => said`Its sign-out answers: ${address}`,
  silent: (address) => said`Its sign-out does not answer from here: ${address}`,
}

/** What its administrator enters there, in one sentence. */
export function registrationFinding(
  { name, entityId }: SamlUpstreamConfig,
  publicUrl: string,
  signing: SigningKey,
): Finding {
  const { metadata, acs, slo } = pathsOf(name)
  const [ours, reply, signOut] = [metadata, acs, slo].map((path) => `${publicUrl}${path}`) as [string, string, string]
  const what = said`To register there: our metadata ${ours}; or entityID ${entityId}, reply address (ACS) ${reply}, sign-out address ${signOut}, and our signing certificate, SHA-256 ${printOf(signing)}.`
  return finding('good', what)
}

const printOf = ({ certificate }: SigningKey): string =>
  createHash('sha256')
    .update(certificate.raw)
    .digest('hex')
    .toUpperCase()
    .replaceAll(/..(?=.)/g, '$&:')

/**
 * What its administrator enters there. Our certificates are files to upload; the print tells whether it is the right one.
 * @param signing undefined where there are no keys yet
 */
export function registrationText(
  upstream: SamlUpstreamConfig,
  { publicUrl, certsDirectory }: Pick<Config, 'publicUrl' | 'certsDirectory'>,
  signing: SigningKey | undefined,
): string {
  const paths = pathsOf(upstream.name)
  return [
    `Register us at ${upstream.name} with our metadata, ${publicUrl}${paths.metadata}, or by hand:`,
    `  entityID (identifier, audience)   ${upstream.entityId}`,
    `  reply address (ACS, HTTP-POST)    ${publicUrl}${paths.acs}`,
    `  sign-out address                  ${publicUrl}${paths.slo}`,
    ...(signing === undefined ? [] : certificateLines(upstream, certsDirectory, signing)),
    `  NameID                            ${upstream.nameIdFormat ?? 'any that lasts'}`,
    `  sign                              the assertion, the response or both, with RSA-SHA256`,
    '',
  ].join('\n')
}

function certificateLines({ encryptionKey }: SamlUpstreamConfig, directory: string, signing: SigningKey): string[] {
  return [
    `  our signing certificate           ${join(directory, keyFiles.signingCertificate)}`,
    `    its SHA-256                     ${printOf(signing)}`,
    ...(encryptionKey ? [`  our certificate to encrypt to     ${join(directory, decryptionFiles.certificate)}`] : []),
  ]
}
