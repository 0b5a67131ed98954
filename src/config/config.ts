/**
 * The resolved config: validated, defaults filled in, durations in ms, files read, expressions still as text.
 * load.ts makes it from YAML, environment and secret files; everything else only reads it.
 */

import type { Support } from '../core/http.ts'
import type { EntityId, JsonObject, UpstreamName } from '../core/identifiers.ts'
import type { SaidProblem } from '../core/said.ts'
import type { StorageConfig } from '../storage/url.ts'
import type { AdminConfig } from './admin.ts'
import type { AlertsConfig } from './alerts.ts'
import type { AppSettings, NameIdConfig, PinnedSigners } from './app-settings.ts'
import type { AppStoreConfig } from './app-store.ts'
import type { FederationConfig } from './federation.ts'
import type { OidcAppConfig } from './oidc-app.ts'
import type { OidcUpstreamConfig } from './oidc-upstream.ts'
import type { ProblemKind } from './problem-kind.ts'
import type { SamlUpstreamSettings } from './saml-upstream-settings.ts'
import type { SiteConfig } from './site-config.ts'

export type * from './app-settings.ts'

export type ListenAddress =
  | { readonly host: string; readonly port: number }
  | { readonly path: string /* unix socket */ }

/** An upstream, by its protocol. */
export type UpstreamConfig = OidcUpstreamConfig | SamlUpstreamConfig

export interface SamlUpstreamConfig extends SamlUpstreamSettings {
  readonly metadata: Extract<MetadataSource, { readonly kind: 'file' | 'url' }>
}

/** Whose metadata is wanted; an app's where absent. */
export type MetadataRole = 'identityProvider'

/** Where an app's SP metadata comes from. A URL is fetched and refreshed by the registry. */
export type MetadataSource =
  | { readonly kind: 'file'; readonly path: string; readonly signers?: PinnedSigners; readonly role?: MetadataRole }
  /** Beside the settings, in the same document of the app store. */
  | { readonly kind: 'beside'; readonly signers?: PinnedSigners }
  /** `ca` is the PEM text of a CA bundle to trust besides the system's while fetching. */
  | {
      readonly kind: 'url'
      readonly url: string
      readonly ca?: string
      readonly signers?: PinnedSigners
      readonly role?: MetadataRole
      /** New keys apply unseen. */
      readonly keys?: 'follow'
    }
  | {
      readonly kind: 'inline'
      readonly entityId: EntityId
      readonly acs: readonly string[]
      readonly certificates: readonly string[]
    }

/** An app, by its protocol. */
export type AppConfig = SamlAppConfig | OidcAppConfig

export interface SamlAppConfig extends AppSettings {
  readonly protocol: 'saml'
  /** Its key under `apps`. */
  readonly name: string
  /** 1-based line of that key in the config file, for messages. */
  readonly line?: number
  readonly displayName?: string
  /** Where a person starts at the app, for error pages. */
  readonly startUrl?: string
  readonly metadata: MetadataSource
  /** Whoever wrote it is not trusted to say where we call. */
  readonly uploaded?: true
  /** With several entities in one file: which one. */
  readonly entityId?: EntityId
  /** Set on the app itself: another format asked for is refused. */
  readonly nameId?: NameIdConfig
  /** Whether the entry itself says who may use the app: `allow`, or `upstream` where there are several. */
  readonly restricted: boolean
}

/** The settings for every outgoing call. */
export interface OutboundConfig {
  /** PEM texts to trust beside Node's own list: the system's store and NODE_EXTRA_CA_CERTS. */
  readonly authorities: readonly string[]
  /** Addresses of proxies, by the scheme of the address called; `no` is NO_PROXY as it was written. */
  readonly proxy: { readonly http?: string; readonly https?: string; readonly no: string }
  /** Networks that addresses in fetched documents may lead to although they are private. */
  readonly allowAddresses: readonly string[]
}

export interface Config {
  /** Absolute path of the file, for messages. */
  readonly file: string
  /** Absolute directory that relative paths are relative to. */
  readonly directory: string
  /** Without a trailing slash. */
  readonly publicUrl: string
  readonly entityId: EntityId
  /** Ours toward apps of OpenID Connect. */
  readonly issuer: string
  readonly listen: ListenAddress
  /** PEM texts. */
  readonly tls?: { readonly certificate: string; readonly key: string; readonly certFile: string }
  readonly trustedProxies: readonly string[]
  /** The file says explicitly that there is none. */
  readonly noProxy?: true
  readonly metrics?: ListenAddress
  readonly storage: StorageConfig
  readonly appStore: AppStoreConfig
  readonly session: { readonly lifetime: number; readonly askUpstreamAfter: number }
  readonly logout: { readonly soap: boolean }
  /** ms */
  readonly drain: { readonly notice: number }
  readonly clockSkew: { readonly outgoing: number; readonly incoming: number }
  readonly support?: Support
  readonly defaultUpstream?: UpstreamName
  readonly outbound: OutboundConfig
  readonly upstreams: readonly UpstreamConfig[]
  /** `nameId` where it was written: it serves requests that ask for nothing. */
  readonly defaults: AppSettings & { readonly nameId?: NameIdConfig }
  /** The same as the file has it: a document of the app store is completed by it. */
  readonly defaultsAsWritten: JsonObject
  readonly apps: readonly AppConfig[]
  readonly federations: readonly FederationConfig[]
  /** The sites of header login. */
  readonly sites: readonly SiteConfig[]
  /**
   * Whether an entry or the defaults say who may use an app: if that goes missing, no app must be opened to everyone.
   */
  readonly restricted: boolean
  /** Absolute paths of all files that anything in the config names: none of them is a dropped one. */
  readonly namedFiles: readonly string[]
  /** Absolute directories. */
  readonly metadataDirectory: string
  readonly certsDirectory: string
  /** Absent: no console and no API. */
  readonly admin?: AdminConfig
  readonly alerts?: AlertsConfig
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' }
}

/** One thing wrong with the config, or worth a warning. `line` is 1-based in `file`. */
export interface ConfigProblem {
  readonly kind: ProblemKind
  readonly file: string
  readonly line?: number
  /** e.g. `upstreams.authelia.issuer` */
  readonly path: string
  readonly message: string
  /** What to do about it. */
  readonly cure: string
  readonly severity: 'error' | 'warning'
  /** The same, for another language; undefined where no page shows it. */
  readonly says: SaidProblem | undefined
}
