/** What the functions of this room are given, for one snapshot of the config. Types only. */
import type { AdministrativeAct, AppStore, Content, Revision } from '../app-store/store.ts'
import type { AppId, JsonObject, SessionKey, UpstreamName } from '../core/identifiers.ts'
import type { ConsentDependencies } from '../core/login/given-consents.ts'
import type { AppPolicy } from '../core/policy/app-policy.ts'
import type { Authentication, Identity } from '../core/policy/identity.ts'
import type { EndingDependencies } from '../core/ports/hub.ts'
import type { UpstreamSettings } from '../core/ports/roles.ts'
import type { Said, SaidProblem } from '../core/said.ts'
import type { SamlApp } from '../registry/app.ts'
import type { Wording } from '../registry/reading.ts'
import type { AppFact } from './app-facts.ts'
import type { Attempts } from './attempt.ts'
import type { KnownApp } from './clients.ts'
import type { QuarantineDependencies } from './quarantined.ts'
import type { DocumentProblem, Renames } from './refused.ts'

export interface AdminDependencies {
  readonly store: AppStore
  /** Resolves once this revision of an app (undefined: none) is in force here, or after a moment; absent outside of a gateway. */
  settled?(name: string, revision: Revision | undefined): Promise<void>
  readonly apps: AppsInForce
  /**
   * Checks a document as a start would, with everything that is in force beside it. Never throws for what it holds.
   * @param address of metadata by address: what it answers now, or the copy that is in force
   */
  examine(name: string, content: Content, address?: 'now' | 'in-force'): Promise<Examination>
  readonly preview: PreviewDependencies
  readonly sessions: SessionsDependencies
  readonly consents: ConsentDependencies
  readonly upstreams: readonly UpstreamInForce[]
  /** Asks one upstream what a login would ask it. */
  doctor(upstream: UpstreamName): Promise<readonly DoctorFinding[]>
  readonly keys: readonly KeyInForce[]
  /** Who has fetched our metadata since then (ms since 1970), as far as this node knows; absent outside of a gateway. */
  metadataReaders?(since: number): readonly { readonly name: string; readonly at: number }[]
  readonly breakGlass: BreakGlassDependencies
  readonly quarantine: QuarantineDependencies
  readonly addresses: AddressesDependencies
  /** Apps that are known by name; their entries are made by whoever knows the config. */
  readonly knownApps: Readonly<Record<string, KnownApp>>
  /** Without a trailing slash. */
  readonly publicUrl: string
  /** What an app's side has to enter. */
  readonly ourSide: OurSide
  /** Where refused attempts are written down. */
  readonly attempts: Attempts
  /** Writes an act to the log as well; it holds no secret. */
  log(act: AdministrativeAct): void
  /** ms since 1970 */
  now(): number
}

/** Where an app comes from. */
export type Origin = 'config' | 'store' | 'file' | 'address' | 'federation'

/** An app as the gateway has it: its registry's, or one that is not in force. */
export interface AppInForce {
  /** Its key under `apps`, a document's name, or `file:<name>` of a dropped file. */
  readonly name: string
  readonly origin: Origin
  /** Where its operator wrote it, where that is a file. */
  readonly file?: string
  /** 1-based */
  readonly line?: number
  readonly displayName: string
  readonly protocol: 'saml' | 'oidc'
  /** entityID or client_id. */
  readonly identifier: string
  readonly id: AppId
  readonly policy: AppPolicy
  readonly startUrl?: string
  /** ms since 1970, or Infinity: until then nobody is let in. */
  readonly disabledUntil?: number
  /** ms since 1970: when the first of its certificates ends. */
  readonly certificateEnd?: number
  /** The registry's own, where it speaks SAML. */
  readonly saml?: SamlApp
}

/** An app that only its federation knows. */
export interface FederatedName {
  readonly federation: string
  readonly identifier: string
  readonly id: AppId
  /** Where somebody has looked for it lately. */
  readonly displayName?: string
}

/** What is in force, whatever its source. */
export interface AppsInForce {
  /** Without those of federations. */
  all(): readonly AppInForce[]
  /** Those of federations that publish a list, by federation and name; absent where there are none. */
  federated?(): Iterable<FederatedName>
  /** Problems of what was read last, by the app's name: those that keep it out of force, and warnings. */
  problems(name: string): readonly DocumentProblem[]
  /** Entries of the config by name, in force or not: files win. */
  configured(name: string): { readonly file: string; readonly line?: number } | undefined
  /** Files of `metadata/` that no entry names, in force or not: paths by name, `file:<basename>`. */
  dropped(): ReadonlyMap<string, string>
  /** Names of all entries of the config. */
  configuredNames(): readonly string[]
  /** What an entry of the config or a dropped file would be as a document; undefined where there is no such app. */
  asDocument(name: string): Promise<Content | undefined>
  /** When somebody last logged in to it and how many logins failed today; other nodes' are up to a minute old. */
  health(app: AppId): AppHealth
}

export interface AppHealth {
  /** ms since 1970 */
  readonly lastLogin?: number
  readonly failuresToday: number
}

/** What an app's metadata or settings hold, in words. */
export interface DescribedApp {
  readonly displayName: string
  readonly protocol: 'saml' | 'oidc'
  readonly identifier: string
  /** What it holds and what we will send, one line each: label and text. */
  readonly facts: readonly AppFact[]
}

export interface Examination {
  /** Errors keep it out of force. */
  readonly problems: readonly DocumentProblem[]
  /** Absent where it can't be read at all. */
  readonly described?: DescribedApp
  /** Whom it would rename: people seen lately who would become new accounts at the app. That needs a second yes. */
  readonly renames?: Renames
}

/** What an upstream's settings say of the claims that it sends. */
export type JudgingUpstream = Pick<UpstreamSettings, 'name' | 'subjectNamespace' | 'subjectFrom' | 'trustEmail'>

/** What an app would be told about a person, by the code that tells it. */
export interface PreviewDependencies {
  /** The upstream's own settings, which judge the claims. */
  upstream(name: UpstreamName): JudgingUpstream | undefined
  /** Claims as an upstream would send them, in the form that a login has. */
  authentication(upstream: UpstreamName, claims: JsonObject): Authentication
  /** Built and signed as for a login, with a key that nobody trusts: what is shown opens nothing. */
  answer(app: AppInForce, identity: Identity, authentication: Authentication): Promise<PreviewedAnswer>
}

export interface PreviewedAnswer {
  readonly subject: { readonly kind: string; readonly format?: string; readonly value: string }
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly leftOut: readonly { readonly name: string; readonly reason: string; readonly says: Said }[]
  /** The message, decoded. */
  readonly message: { readonly type: 'xml' | 'json'; readonly text: string }
}

export interface SessionsDependencies {
  readonly hub: EndingDependencies
  /** Keys of all sessions. */
  keys(): Promise<readonly SessionKey[]>
}

export interface UpstreamInForce {
  readonly name: UpstreamName
  readonly displayName: string
  readonly kind: string
  readonly protocol: string
  readonly issuer: string
}

export interface DoctorFinding {
  readonly outcome: 'good' | 'bad' | 'unknown'
  readonly what: string
  readonly cure?: string
  /** The same, for another language. */
  readonly says?: SaidProblem
}

/** A key that we sign or decrypt with; never the key itself. */
export interface KeyInForce {
  readonly use: string
  readonly state: 'current' | 'next'
  /** SHA-256 of the certificate, hexadecimal; of a key without one, of its public part. */
  readonly fingerprint: string
  /** PEM of the certificate. */
  readonly certificate?: string
  /** ms since 1970 */
  readonly since?: number
  readonly end?: number
}

export interface BreakGlassDependencies {
  /** Keyed: nobody without a key of certs/ makes one. */
  sign(value: string): string
  verify(value: string, signature: string): boolean
  /** ms by which the clock where a link was made may differ from ours (config: clockSkew.incoming) */
  readonly clockTolerance: number
  /** True once for each id, on all nodes: while the storage remembers. @param ttl ms */
  claim(id: string, ttl: number): Promise<boolean>
}

/** Addresses of metadata, and federations. */
export interface AddressesDependencies {
  all(): readonly MetadataAddress[]
  /** Reads it now; undefined where there is no such address. */
  read(name: string): Promise<MetadataAddress | undefined>
  readonly federations: readonly FederationInForce[]
  /** The app of this entityID, if it is in a federation. @throws GatewayError where it is and can't be used */
  federated(identifier: string): Promise<AppInForce | undefined>
}

export interface MetadataAddress {
  /** Of its documents in the store. */
  readonly name: string
  readonly address: string
  /** Names of apps and upstreams. */
  readonly apps: readonly string[]
  readonly upstreams: readonly string[]
  /** `unread`: no copy yet · `failing`: the copy before is in force · `ended`: that one has run out too. */
  readonly state: 'good' | 'unread' | 'failing' | 'ended'
  /** ms since 1970, as all times here: when the copy in force was read. */
  readonly readAt?: number
  readonly nextAt?: number
  readonly failingSince?: number
  /** Absent where the copy in force does not say until when it is good. */
  readonly validUntil?: number
  readonly etag?: string
  readonly fault?: Wording
  /** A newer copy that is not in force. */
  readonly laidAside?: 'waiting' | 'rejected'
}

export interface FederationInForce {
  readonly name: string
  /** Absent where each app is asked for by itself. */
  readonly entities?: number
  /** ms since 1970 */
  readonly validUntil?: number
  readonly problems: readonly DocumentProblem[]
}

export interface OurSide {
  readonly entityId: string
  readonly metadataUrl: string
  readonly singleSignOnUrl: string
  readonly singleLogoutUrl: string
  readonly issuer: string
  /** Below which all our addresses are. */
  readonly publicUrl: string
  /** PEM */
  readonly certificates: readonly string[]
}
