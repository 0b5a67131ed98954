/** Upstreams of `kind: saml` as written → as resolved. */
import { entityId, upstreamName } from '../core/identifiers.ts'
import { formatOfShortName, readNameIdFormat } from '../saml/name-id-format.ts'
import type { SamlUpstreamConfig } from './config.ts'
import type { ConfigFiles } from './files.ts'
import { parseUrl } from './formats.ts'
import { resolvePlace } from './metadata-source.ts'
import type { Problems } from './problems.ts'
import { samlContexts } from './saml-contexts.ts'
import type { ClaimSet } from './saml-upstream-settings.ts'
import type { FileSamlUpstream } from './schema-saml-upstreams.ts'
import { toContextRow } from './upstreams.ts'

interface Sources {
  readonly files: ConfigFiles
  readonly problems: Problems
}

const everySet: readonly ClaimSet[] = ['eduperson', 'adfs', 'entra', 'keycloak', 'google']

/**
 * One upstream, or undefined and at least one problem.
 * @param publicUrl as it was written
 */
export async function resolveSamlUpstream(
  name: string,
  written: FileSamlUpstream,
  publicUrl: string,
  sources: Sources,
): Promise<SamlUpstreamConfig | undefined> {
  const at = ['upstreams', name]
  checkSettings(written, at, sources.problems)
  const metadata = await resolvePlace(written, at, sources)
  if (metadata === undefined) return undefined
  const format = formatFor(written, at, sources.problems)
  return {
    protocol: 'saml',
    kind: 'saml',
    name: upstreamName(name),
    displayName: written.displayName ?? name,
    metadata: { ...metadata, role: 'identityProvider' },
    ...(written.idpEntityId !== undefined && { idpEntityId: entityId(written.idpEntityId) }),
    entityId: entityId(written.entityId ?? `${publicUrl}/saml/sp/${name}/metadata`),
    subjectNamespace: written.subjectNamespace ?? name,
    subjectFrom: 'sub',
    subjectSource: written.subjectFrom,
    ...(format !== undefined && { nameIdFormat: format }),
    ...claimsOf(written.claims),
    trustEmail: written.trustEmail,
    contexts: written.contexts?.map(toContextRow) ?? samlContexts,
    passive: written.passive,
    ...(written.requestBinding !== undefined && { requestBinding: written.requestBinding }),
    signRequests: written.signRequests,
    signMetadata: written.signMetadata,
    wantAssertionsSigned: written.wantAssertionsSigned,
    artifact: written.artifact,
    encryptionKey: written.encryptionKey,
    allowCbc: written.allowCbc,
    allowSha1: written.allowSha1,
    ...(written.loginHint !== undefined && { loginHint: written.loginHint }),
    requestSubject: written.requestSubject,
    ...(written.proxyCount !== undefined && { proxyCount: written.proxyCount }),
    requesterId: written.requesterId,
    ...(written.scopes !== undefined && { scopes: written.scopes }),
    ...(written.unsolicited !== undefined && { unsolicited: written.unsolicited }),
    ...(written.logoutUrl !== undefined && { logoutUrl: written.logoutUrl }),
    ...(written.domains !== undefined && { domains: written.domains }),
  }
}

function claimsOf(written: FileSamlUpstream['claims']): Pick<SamlUpstreamConfig, 'claimSets' | 'claims'> {
  if (written === undefined) return { claimSets: everySet, claims: {} }
  if (typeof written === 'string') return { claimSets: [written], claims: {} }
  if (Array.isArray(written)) return { claimSets: written, claims: {} }
  return { claimSets: everySet, claims: written }
}

function formatFor({ nameIdFormat, subjectFrom }: FileSamlUpstream, at: readonly string[], problems: Problems) {
  const wanted = nameIdFormat ?? (subjectFrom === 'NameID' ? 'persistent' : 'none')
  if (wanted === 'none') return undefined
  const format = formatOfShortName[wanted] ?? readNameIdFormat(wanted) ?? wanted
  if (format === formatOfShortName.transient && subjectFrom === 'NameID') {
    const message = 'A transient NameID is another one at each login, so it identifies nobody.'
    const cure = 'Set `subjectFrom` to an attribute that lasts, or ask for another format.'
    problems.error('value', [...at, 'nameIdFormat'], message, cure)
  }
  if (!/^[a-z][a-z0-9+.-]*:/i.test(format)) {
    const message = `${JSON.stringify(wanted)} is no NameID format.`
    problems.error('value', [...at, 'nameIdFormat'], message, 'Write persistent, email, none or the URI of a format.')
  }
  return format
}

function checkSettings(written: FileSamlUpstream, at: readonly string[], problems: Problems): void {
  const weak = (key: string, message: string, cure: string) => problems.warn('weak', [...at, key], message, cure)
  if (written.allowCbc) {
    weak(
      'allowCbc',
      'AES-CBC does not show whether somebody changed what was encrypted.',
      'Let it encrypt with aes256-gcm, then remove this.',
    )
  }
  if (written.allowSha1) {
    weak(
      'allowSha1',
      'Answers signed with SHA-1 are accepted: such a signature can be forged.',
      'Let it sign with rsa-sha256, then remove this.',
    )
  }
  if (written.trustEmail === 'always') {
    weak(
      'trustEmail',
      'E-mail addresses are trusted even where the identity provider says that they are not verified.',
      'Keep this only if people cannot choose their own address.',
    )
  }
  if (!written.encryptionKey && written.allowCbc) {
    problems.warn(
      'value',
      [...at, 'allowCbc'],
      'Without `encryptionKey` nothing is encrypted.',
      'Set `encryptionKey: true`, or remove this.',
    )
  }
  const unpinned = written.fingerprint === undefined && written.certFile === undefined
  if (unpinned && parseUrl(written.metadata)?.protocol === 'http:') {
    weak('metadata', 'Metadata over plain http can be changed on the way.', 'Use https, or pin who signs it.')
  }
  for (const [index, row] of (written.contexts ?? []).entries()) {
    if (row.acr !== undefined) continue
    problems.error('missing', [...at, 'contexts', index], 'This row proves nothing.', 'Add `acr` to it.')
  }
}
