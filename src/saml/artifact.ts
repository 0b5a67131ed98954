/** HTTP-Artifact (Bindings 3.6): a reference that the browser brings, and what is asked for it (Core 3.5). */
import { createHash } from 'node:crypto'
import { ns, status as statusCode } from './constants.ts'
import { cutOut } from './cut-out.ts'
import { decodeBase64 } from './encoding.ts'
import type { SamlMessage } from './messages.ts'
import { malformed, quoted } from './refusal.ts'
import { statusOf } from './response.ts'
import { answerLimits, parseMessage } from './xml.ts'
import { type CanonicalXml, canonicalXml, element, instant } from './xml-builder.ts'
import type { XmlElement } from './xml-element.ts'
import { attributeOf, childOf, is, nameOf } from './xml-values.ts'

/** Bindings 3.6.4.2 */
const typeCode = 4
/** Octets: type code, index of the endpoint, SourceID, and a handle. */
const length = 44

/** What stands in an artifact; undefined where it is none. */
export function partsOf(artifact: string): { readonly source: Buffer; readonly index: number } | undefined {
  const octets = decodeBase64(artifact)
  if (octets?.length !== length || octets.readUInt16BE(0) !== typeCode) return undefined
  return { source: octets.subarray(4, 24), index: octets.readUInt16BE(2) }
}

/** The SourceID of an entity (Bindings 3.6.4.2). */
export const sourceIdOf = (entityId: string): Buffer => createHash('sha1').update(entityId).digest()

/**
 * The index of the ArtifactResolutionService that an artifact of this identity provider names.
 * @throws GatewayError `malformed_request` where it is no artifact, or another one's
 */
export function readArtifact(artifact: string, idp: string): number {
  const parts = partsOf(artifact)
  if (parts === undefined) throw malformed('SAMLart is not an artifact.')
  if (!parts.source.equals(sourceIdOf(idp))) throw malformed('The artifact is of another sign-in service.')
  return parts.index
}

export interface ArtifactResolveInput {
  readonly id: string
  readonly destination: string
  readonly issuer: string
  readonly artifact: string
  /** ms since 1970 */
  readonly now: number
}

/** Core 3.5.1 */
export function buildArtifactResolve({ id, destination, issuer, artifact, now }: ArtifactResolveInput): CanonicalXml {
  const attributes = { Destination: destination, ID: id, IssueInstant: instant(now), Version: '2.0' }
  return canonicalXml(
    element('samlp:ArtifactResolve', attributes, [
      element('saml:Issuer', {}, [issuer]),
      element('samlp:Artifact', {}, [artifact]),
    ]),
  )
}

/**
 * The Response inside an ArtifactResponse, as a message of its own: only its own signature, or that of its assertion,
 * counts, whoever answered (CVE-2026-49283).
 * @throws GatewayError `malformed_request`
 */
export function responseIn({ root, xml }: SamlMessage, requestId: string): SamlMessage {
  if (!is(root, ns.samlp, 'ArtifactResponse'))
    throw malformed(`The answer is “${nameOf(root)}”, not an ArtifactResponse.`)
  if (attributeOf(root, 'InResponseTo') !== requestId) throw malformed('The ArtifactResponse answers something else.')
  demandSuccess(root)
  const response = childOf(root, ns.samlp, 'Response')
  if (response === undefined)
    throw malformed('The ArtifactResponse has no Response: the artifact was used, or is too old.')
  const text = cutOut(xml, nameOf(response), 'ArtifactResponse', (starts) => [starts[0]])
  return { binding: 'soap', parameter: 'SAMLResponse', xml: text, ...parseMessage(text, answerLimits) }
}

/** Core 3.5.2: success also where nothing is found. Anything else is about our request, which its log explains. */
function demandSuccess(root: XmlElement): void {
  const status = childOf(root, ns.samlp, 'Status')
  if (status === undefined) throw malformed('The ArtifactResponse has no Status.')
  const codes = statusOf(status)
  if (codes[0] === statusCode.success) return
  throw malformed(`The ArtifactResponse says ${codes.map(quoted).join(', ')}: our request was refused.`)
}
