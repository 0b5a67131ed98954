/**
 * `isthmus inspect`: whatever somebody has copied that a login is made of, decoded by the code that reads it there, and
 * what is wrong with it. Keys come from the config, never from what is inspected.
 */
import { GatewayError } from '../core/errors.ts'
import { visible } from '../core/visible-text.ts'
import { ns } from '../saml/constants.ts'
import { surveyMetadata } from '../saml/metadata-survey.ts'
import { decodeSoap } from '../saml/soap.ts'
import { answerLimits, parseXml } from '../saml/xml.ts'
import type { XmlElement } from '../saml/xml-element.ts'
import { inspectArtifact } from './inspect-artifact.ts'
import { inspectAssertion } from './inspect-assertion.ts'
import { inspectCertificate } from './inspect-certificate.ts'
import { inspectJson } from './inspect-json.ts'
import { decodeParameters, decodeXml, inspectMessage } from './inspect-message.ts'
import { findIn } from './inspect-pasted.ts'
import { inspectToken } from './inspect-token.ts'
import type { Inspected } from './inspected.ts'
import { asJson, Plain, print as printLine } from './output.ts'

export interface InspectOptions {
  readonly config: string
  readonly json?: true
  readonly print?: (text: string) => void
  /** ms since 1970 */
  readonly now?: number
}

/** Resolves to the exit code: 1 where something is wrong with it. @throws Plain where it is none of these */
export async function runInspect(input: string, options: InspectOptions): Promise<number> {
  const { json, print = printLine, now = Date.now() } = options
  const found = await inspect(input.trim(), options.config, now)
  print(json ? asJson(found) : describe(found))
  return found.problems.length === 0 ? 0 : 1
}

async function inspect(input: string, config: string, now: number): Promise<Inspected> {
  const pasted = findIn(input)
  if (pasted === undefined) throw new Plain(`This is nothing that can be inspected.\n${cure}`)
  if (pasted.kind === 'token') return inspectToken(pasted.token, config, now, pasted.name)
  if (pasted.kind === 'certificate') return inspectCertificate(pasted.octets, config, now)
  if (pasted.kind === 'artifact') return inspectArtifact(pasted.artifact, config)
  if (pasted.kind === 'json') return inspectJson(pasted.value, config)
  try {
    return pasted.kind === 'xml'
      ? await inspectXml(pasted.xml, config, now)
      : await inspectMessage(decodeParameters(pasted.raw, pasted.isAddress), config, now)
  } catch (error) {
    if (error instanceof GatewayError)
      throw new Plain(`This is no SAML message that can be read: ${error.message}\n${cure}`)
    throw error
  }
}

const cure =
  '→ Paste a SAML message (an address, a form’s field, XML), an assertion, metadata, a certificate, a JWT, a JWK set or a discovery document.'

/** @throws GatewayError where it can't be read */
async function inspectXml(xml: string, config: string, now: number): Promise<Inspected> {
  if (/<(?:[\w.-]+:)?Entit(?:y|ies)Descriptor[\s>]/.test(xml.slice(0, 20_000))) return inspectMetadata(xml, now)
  const root = parseXml(xml, answerLimits)
  const { namespace, localName } = root
  if (localName === 'Envelope') return inspectEnvelope(root, xml, config, now)
  if (namespace === ns.samlp) return inspectMessage({ message: decodeXml(xml), problems: [] }, config, now)
  if (namespace === ns.saml && /^(?:Encrypted)?Assertion$/.test(localName))
    return inspectAssertion(root, xml, config, now)
  throw new Plain(`This is XML, but nothing of SAML: <${localName}>.\n${cure}`)
}

async function inspectEnvelope(root: XmlElement, xml: string, config: string, now: number): Promise<Inspected> {
  const fault = root.children.flatMap(({ children }) => children).find(({ localName }) => localName === 'Fault')
  if (fault === undefined)
    return inspectMessage({ message: decodeSoap(xml, 'SAMLResponse', answerLimits), problems: [] }, config, now)
  const said = fault.children.find(({ localName }) => localName === 'faultstring')?.text ?? ''
  const facts = { what: 'a server refused what it was sent by SOAP', fault: said }
  return { kind: 'soap-fault', facts, problems: ['It is a refusal.'], text: xml }
}

function inspectMetadata(input: string, now: number): Inspected {
  const { remarks, roles, signed } = surveyMetadata(Buffer.from(input), now)
  return {
    kind: 'saml-metadata',
    facts: {
      'service providers': roles.map(({ serviceProvider }) => serviceProvider.entityId).join(', ') || 'none',
      signature: signed ? 'there is one; with `fingerprint` in the config it is checked' : 'none',
    },
    problems: remarks.map(
      ({ severity, line, message, cure = '' }) => `${severity}, line ${line ?? '?'}: ${message} ${cure}`,
    ),
    text: input,
  }
}

function describe({ kind, facts, problems, text }: Inspected): string {
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${visible(value, 400)}`)
  const shown = text.split('\n').map((line) => visible(line))
  return [kind, ...lines, ...problems.map((problem) => `✘ ${visible(problem, 400)}`), '', ...shown].join('\n')
}
