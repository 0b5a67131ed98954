/** A document checked as a start would check it: its settings, its metadata, and whose names it would take. */
import type { Examination } from '../admin/dependencies.ts'
import type { DocumentProblem } from '../admin/refused.ts'
import type { AppStore, Content } from '../app-store/store.ts'
import type { AppConfig, Config, SamlAppConfig } from '../config/config.ts'
import type { OidcAppConfig } from '../config/oidc-app.ts'
import { resolveStoredApp } from '../config/stored-app.ts'
import { GatewayError } from '../core/errors.ts'
import type { AppId } from '../core/identifiers.ts'
import { inAllLanguages, said, whole } from '../core/said.ts'
import { willSend } from '../downstream/saml-idp/will-send.ts'
import { copyNameOf } from '../registry/address-key.ts'
import type { SamlApp } from '../registry/app.ts'
import { clientOf, oidcAppId } from '../registry/clients.ts'
import type { Examination as ExaminedMetadata, MetadataFinding } from '../registry/examination.ts'
import { type DeclaredMetadata, examineDeclared, examineMetadata } from '../registry/examine.ts'
import { fetchMetadata } from '../registry/fetch.ts'
import { readFetched } from '../registry/fetched-copy.ts'
import type { SeenNames } from '../registry/names/seen.ts'
import { reasonOf, sentencesOf } from '../registry/reading.ts'
import type { Registry } from '../registry/registry.ts'
import type { Surveyor } from '../registry/survey.ts'
import { describeClient, describeServiceProvider } from './describe.ts'
import { toProblem } from './in-force.ts'
import { renamesOf } from './renames.ts'

export interface Examining {
  readonly config: Config
  readonly registry: Registry
  /** Where copies of addresses are. */
  readonly store: Pick<AppStore, 'get'>
  readonly surveyor: Surveyor
  /** Who is remembered of each app; absent: nobody. */
  readonly names?: Pick<SeenNames, 'people'>
  now(): number
}

export async function examineDocument(
  given: Examining,
  name: string,
  content: Content,
  address: 'now' | 'in-force' = 'now',
): Promise<Examination> {
  const { config } = given
  const { settings, metadata } = content
  const document = { name, settings, hasMetadata: metadata !== undefined, place: name }
  const { app, problems } = await resolveStoredApp(document, config)
  const own = problems.map(toProblem)
  // Settings that can't be used do not hide what is wrong with the metadata.
  if (app?.protocol === 'oidc') return examineClient(given, name, app, own)
  if (app?.metadata.kind === 'inline') return examineWritten(given, name, { app, declared: app.metadata }, own)
  const octets = await (address === 'now' ? octetsOf : keptOctets)(given, app, metadata)
  if (octets === undefined) return { problems: own }
  if (!('message' in octets)) return examineServiceProvider(given, name, octets, app, own)
  // What stays in force is judged: settings must not pass unseen because an address is away for a moment.
  const kept = await keptOctets(given, app, metadata)
  if (kept === undefined) return { problems: [...own, octets] }
  const { message } = octets.says ?? octets
  const cure = 'It is asked again; until it has answered, its last good copy stays in force.'
  const unread = { ...octets, ...inAllLanguages(message, cure) }
  return examineServiceProvider(given, name, kept, app, [...own, unread])
}

async function examineClient(
  given: Examining,
  name: string,
  app: OidcAppConfig,
  own: readonly DocumentProblem[],
): Promise<Examination> {
  const { registry, config } = given
  const owner = registry.owner(oidcAppId(app.clientId))
  const isTaken = owner !== undefined && !isSelf(owner, name)
  const taken: DocumentProblem = {
    severity: 'error',
    part: 'settings',
    path: 'clientId',
    ...inAllLanguages(
      said`The client_id ${app.clientId} already belongs to ${owner ?? ''}.`,
      'Choose another one, here and in the app.',
    ),
  }
  return {
    problems: isTaken ? [...own, taken] : own,
    described: describeClient(app, config),
    ...(await renamesOf(given, inForceAs(registry, name), clientOf(app, `store:${name}`))),
  }
}

async function examineServiceProvider(
  given: Examining,
  name: string,
  octets: Uint8Array,
  app: SamlAppConfig | undefined,
  own: readonly DocumentProblem[],
): Promise<Examination> {
  const examined = await examineMetadata(octets, {
    ...contextOf(given, name),
    ...(app !== undefined && { app }),
  })
  return inWords(given, name, examined, [...own, ...examined.findings.map(ofMetadata)])
}

/** An app without metadata: what is wrong with it is wrong with its settings. */
async function examineWritten(
  given: Examining,
  name: string,
  { app, declared }: { readonly app: SamlAppConfig; readonly declared: DeclaredMetadata },
  own: readonly DocumentProblem[],
): Promise<Examination> {
  const examined = examineDeclared(declared, { ...contextOf(given, name), app })
  const warned = examined.warnings.map(
    (message) =>
      ({ severity: 'warning', part: 'settings', path: '', ...inAllLanguages(message, correctBoth) }) as const,
  )
  return inWords(given, name, examined, [...own, ...warned, ...examined.findings.map(ofSettings)])
}

function contextOf({ config, registry, surveyor, now }: Examining, name: string) {
  return {
    config,
    registry: { owner: (id: AppId) => exceptSelf(registry.owner(id), name) },
    willSend: (one: SamlApp) => willSend(one, config.publicUrl),
    surveyor,
    name,
    now: now(),
  }
}

async function inWords(
  given: Examining,
  name: string,
  { description, app }: ExaminedMetadata,
  problems: readonly DocumentProblem[],
): Promise<Examination> {
  return {
    problems,
    ...(description !== undefined && { described: describeServiceProvider(description) }),
    ...(await renamesOf(given, inForceAs(given.registry, name), app)),
  }
}

/** A name that the document has now is not taken by another; nor is one of the entry that it is a copy of. */
const inForceAs = (registry: Registry, name: string) => registry.apps().find(({ source }) => isSelf(source, name))
const isSelf = (owner: string, name: string): boolean => owner === `store:${name}` || owner === `apps.${name}`
const exceptSelf = (owner: string | undefined, name: string) =>
  owner !== undefined && isSelf(owner, name) ? undefined : owner

function ofMetadata({ topic, ...finding }: MetadataFinding): DocumentProblem {
  return { ...finding, part: 'metadata', path: topic }
}

function ofSettings({ topic, ...finding }: MetadataFinding): DocumentProblem {
  return { ...finding, part: 'settings', path: topic === 'taken' ? 'entityId' : '' }
}

/** The same of the copy that is in force: whoever looks at an app must see what it is, not what its address has now. */
async function keptOctets(
  { store }: Examining,
  app: AppConfig | undefined,
  metadata: string | undefined,
): Promise<Uint8Array | undefined> {
  if (metadata !== undefined) return Buffer.from(metadata)
  const copy = app?.protocol === 'saml' ? copyNameOf(app.metadata) : undefined
  const kept = copy === undefined ? undefined : await readFetched(store, copy).catch(() => undefined)
  return kept && Buffer.from(kept.xml)
}

const correctBoth = 'Correct it here, and in the app.'
const didNotAnswer = { message: whole('The address did not answer.') }

/** ms; whoever waits for the answer looks at a page. */
const patience = 10_000

/** The metadata to look at: the text beside the settings, or what its address answers now. */
async function octetsOf(
  { config }: Examining,
  app: AppConfig | undefined,
  metadata: string | undefined,
): Promise<Uint8Array | DocumentProblem | undefined> {
  if (metadata !== undefined) return Buffer.from(metadata)
  if (app?.protocol !== 'saml' || app.metadata.kind !== 'url') return undefined
  const { url, ca } = app.metadata
  const source = { url, outbound: config.outbound, ...(ca !== undefined && { ca }) }
  try {
    return (await fetchMetadata(source, AbortSignal.timeout(patience))).octets
  } catch (error) {
    // It may come up later: the registry asks again by itself.
    const { message } = error instanceof GatewayError ? sentencesOf(reasonOf(error)) : didNotAnswer
    const cure = 'It is asked again after it is put; until it has answered, the app is not in force.'
    return {
      severity: 'warning',
      part: 'settings',
      path: 'metadata',
      ...inAllLanguages(said`${url}: ${message}`, cure),
    }
  }
}
