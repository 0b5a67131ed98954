/**
 * `isthmus inspect`: a SAML message as an address, a form or a page carries it, metadata, or a JWT, decoded by the code
 * that reads them, and what is wrong with it. Keys come from the apps and upstreams of the config, never from the message.
 */
import { loadConfig } from '../config/load.ts'
import { toGatewayError } from '../core/errors.ts'
import { visible } from '../core/visible-text.ts'
import type { Registry } from '../registry/registry.ts'
import { decodeSamlMessage, peekIssuer } from '../saml/bindings.ts'
import type { SamlMessage } from '../saml/messages.ts'
import { surveyMetadata } from '../saml/metadata-survey.ts'
import { answerLimits } from '../saml/xml.ts'
import { authenticateSamlMessage } from '../saml/xmldsig.ts'
import { Plain, print as printLine } from './output.ts'
import { withApps } from './stored-apps.ts'

export interface InspectOptions {
  readonly config: string
  readonly json?: true
  readonly print?: (text: string) => void
  /** ms since 1970 */
  readonly now?: number
}

export interface Inspected {
  readonly kind: 'saml-message' | 'saml-metadata' | 'jwt'
  /** In the order in which they are shown. */
  readonly facts: Readonly<Record<string, string>>
  readonly problems: readonly string[]
  readonly text: string
}

/** Resolves to the exit code: 1 where something is wrong with it. */
export async function runInspect(input: string, options: InspectOptions): Promise<number> {
  const { json, print = printLine, now = Date.now() } = options
  const found = await inspect(input.trim(), options.config, now)
  print(json ? JSON.stringify(found, null, 2) : describe(found))
  return found.problems.length === 0 ? 0 : 1
}

async function inspect(input: string, config: string, now: number): Promise<Inspected> {
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(input)) return inspectToken(input, now)
  if (/<(?:[\w.-]+:)?Entit(?:y|ies)Descriptor[\s>]/.test(input.slice(0, 20_000))) return inspectMetadata(input, now)
  return inspectMessage(input, config, now)
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

const protocolNamespace = 'urn:oasis:names:tc:SAML:2.0:protocol'

type Parameter = 'SAMLRequest' | 'SAMLResponse'

/** By its form: a query, a form's body, base64 of one field, or plain XML. */
function decode(input: string): SamlMessage {
  const query = input.includes('?') ? input.slice(input.indexOf('?') + 1) : input
  const parameter: Parameter = /(?:^|[?&])SAMLResponse=/.test(input) ? 'SAMLResponse' : 'SAMLRequest'
  const isQuery = /(?:^|[?&])SAML(?:Request|Response)=/.test(input)
  const post = (body: string) =>
    decodeSamlMessage(
      { method: 'POST', query: '', body, contentType: 'application/x-www-form-urlencoded' },
      parameter,
      answerLimits,
    )
  if (isQuery) {
    const redirect = { method: 'GET', query: query.split('#', 1)[0] ?? '', body: '', contentType: '' }
    return /^https?:/i.test(input) || /[?&]SigAlg=/.test(`&${query}`)
      ? decodeSamlMessage(redirect, parameter)
      : post(query)
  }
  const base64 = input.startsWith('<') ? Buffer.from(input).toString('base64') : input.replace(/\s/g, '')
  return post(new URLSearchParams({ [parameter]: base64 }).toString())
}

async function inspectMessage(input: string, config: string, now: number): Promise<Inspected> {
  let message: SamlMessage
  try {
    message = decode(input)
  } catch (error) {
    throw new Plain(`This is no SAML message, metadata or JWT: ${toGatewayError(error).message}`)
  }
  const { root, binding, xml, relayState } = message
  if (root.namespace !== protocolNamespace) throw new Plain(`This is XML, but no SAML message: <${root.localName}>.`)
  const facts: Record<string, string> = { message: root.localName, binding }
  for (const name of ['ID', 'InResponseTo', 'Destination', 'AssertionConsumerServiceURL']) {
    const value = root.attributes.get(name)
    if (value !== undefined) facts[name] = value
  }
  const issued = root.attributes.get('IssueInstant')
  if (issued !== undefined) facts.IssueInstant = inWords(Date.parse(issued), now, issued)
  if (relayState !== undefined) facts.RelayState = relayState
  const problems: string[] = []
  try {
    facts.issuer = peekIssuer(message)
    facts.signature = await signatureOf(message, config)
  } catch (error) {
    problems.push(toGatewayError(error).message)
  }
  return { kind: 'saml-message', facts, problems, text: xml }
}

/** @throws GatewayError where there is a signature that no key of the config fits */
async function signatureOf(message: SamlMessage, config: string): Promise<string> {
  const issuer = peekIssuer(message)
  const registry = await registryOf(config)
  const app = registry?.samlApps().find(({ serviceProvider }) => serviceProvider.entityId === issuer)
  const idp = [...(registry?.identityProviders.values() ?? [])].find((one) => one.idp.entityId === issuer)
  const keys = app?.serviceProvider.signingKeys ?? idp?.idp.signingKeys ?? []
  const { signedBy, unverified } = authenticateSamlMessage(message, keys, 'optional', { allowSha1: true })
  if (signedBy !== undefined) return `good, by the key ${signedBy} of ${app?.source ?? 'an upstream'}`
  if (!unverified) return 'none around the whole message'
  return `there is one; ${issuer} is no app or upstream of ${config} with a key, so it was not checked`
}

async function registryOf(file: string): Promise<Registry | undefined> {
  const { config } = await loadConfig(file, undefined, { secrets: 'ignored' })
  return config && withApps(config, { ask: false }, async ({ registry }) => registry)
}

/** Octets of a JWT; nobody sends a larger one. */
const longestToken = 65_536

function inspectToken(token: string, now: number): Inspected {
  if (token.length > longestToken) throw new Plain('This is too long for a JWT.')
  const [header, claims] = token.split('.').slice(0, 2).map(readPart)
  if (header === undefined || claims === undefined) throw new Plain('This has the form of a JWT and does not hold one.')
  const { exp, nbf, iat } = claims
  const time = (value: unknown) => (typeof value === 'number' ? inWords(value * 1000, now, String(value)) : undefined)
  const times = { 'issued (iat)': time(iat), 'not before (nbf)': time(nbf), 'ends (exp)': time(exp) }
  const problems = [
    ...(typeof exp === 'number' && exp * 1000 < now ? ['It has ended.'] : []),
    ...(typeof nbf === 'number' && nbf * 1000 > now ? ['It is not valid yet.'] : []),
    ...(header.alg === 'none' ? ['It is not signed: `alg` is none.'] : []),
  ]
  const known = Object.entries(times).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    kind: 'jwt',
    facts: {
      signature: `${header.alg}${header.kid === undefined ? '' : `, key ${header.kid}`}; not checked here`,
      ...Object.fromEntries(known),
    },
    problems,
    text: `${JSON.stringify(header, null, 2)}\n${JSON.stringify(claims, null, 2)}`,
  }
}

function readPart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function inWords(at: number, now: number, written: string): string {
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

function describe({ kind, facts, problems, text }: Inspected): string {
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${visible(value, 400)}`)
  const shown = text.split('\n').map((line) => visible(line))
  return [kind, ...lines, ...problems.map((problem) => `✘ ${visible(problem, 400)}`), '', ...shown].join('\n')
}
