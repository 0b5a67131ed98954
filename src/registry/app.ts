/** An app as the registry holds it: its policy for the core, and what else the role of its protocol needs. */
import type { AppSettings, AttributeNameFormat, NameIdConfig } from '../config/config.ts'
import type { OidcAppConfig } from '../config/oidc-app.ts'
import type { ClientId, EntityId } from '../core/identifiers.ts'
import type { AppPolicy } from '../core/policy/app-policy.ts'
import type { FetchedFrom } from '../outbound/addresses.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'

/** How SAML names an attribute (Core 2.7.3.1). */
export interface AttributeNaming {
  readonly nameFormat: AttributeNameFormat
  readonly friendlyName?: string
}

/** What is known of every app, whatever it speaks. */
export interface RegisteredApp {
  readonly protocol: 'saml' | 'oidc'
  readonly policy: AppPolicy
  /** Where it comes from, for messages: a file's path, `apps.<name>` of the config, or `store:<name>` of the app store. */
  readonly source: string
}

export interface SamlApp extends RegisteredApp {
  readonly protocol: 'saml'
  readonly serviceProvider: ServiceProvider
  /** By the name of the attribute in `policy`. */
  readonly attributeNames: ReadonlyMap<string, AttributeNaming>
  /** Set on the app itself (another format asked for is refused), or undefined. */
  readonly nameId?: NameIdConfig
  /** Written under `defaults`: for requests that ask for nothing. */
  readonly defaultNameId?: NameIdConfig
  readonly settings: Pick<
    AppSettings,
    | 'sign'
    | 'encryptAssertions'
    | 'encryption'
    | 'requireSignedRequests'
    | 'allowSha1Requests'
    | 'requestLifetime'
    | 'slo'
  >
  /** PEM text of a CA bundle to trust besides the system's when calling the app. */
  readonly ca?: string
  /** Where its metadata was fetched: addresses in it may lead no further inside. Absent where the operator keeps it. */
  readonly fetchedFrom?: FetchedFrom
  /** Name of the fetched copy that its metadata is; absent where it has no address. */
  readonly copy?: string
  /**
   * Upstreams of several subjectNamespaces may vouch for people here: a name other than our own pseudonym could be
   * given to two people (attack 78), so neither a request nor metadata may choose one.
   */
  readonly pairwiseOnly?: boolean
}

export interface OidcApp extends RegisteredApp {
  readonly protocol: 'oidc'
  readonly settings: OidcAppConfig
  /** The attribute in `policy` that is `username` in answers of introspection, and no claim. */
  readonly usernameAttribute?: string
}

export type App = SamlApp | OidcApp

/** What roles see of the registry. */
export interface SamlApps {
  /**
   * The app in force, or undefined. The entityID is compared byte by byte. A promise, since a source may have to
   * look up the app that it is asked for.
   * @param client who makes us look, where it is not our own business: that may cost a call
   * @throws GatewayError `unknown_app` where it is found but can't be used; `rate_limited`
   */
  serviceProvider(entityId: EntityId, client?: string): Promise<SamlApp | undefined>
  /** Whether it is known without being looked up. */
  isListed(entityId: EntityId): boolean
}

/** The same, for those that speak OpenID Connect. */
export interface OidcApps {
  /** The app in force, or undefined. The client_id is compared byte by byte. */
  client(clientId: ClientId): Promise<OidcApp | undefined>
  /** All in force. */
  clients(): readonly OidcApp[]
}
