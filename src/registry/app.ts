/** An app as the registry holds it: its policy for the core, and what the SAML role needs beside it. */
import type { AppSettings, NameIdConfig } from '../config/config.ts'
import type { EntityId } from '../core/identifiers.ts'
import type { AppPolicy } from '../core/ports.ts'
import type { ServiceProvider } from '../saml/service-provider.ts'

export interface SamlApp {
  readonly policy: AppPolicy
  readonly serviceProvider: ServiceProvider
  /** Set on the app itself (another format asked for is refused), or undefined. */
  readonly nameId?: NameIdConfig
  /** From `defaults`. */
  readonly defaultNameId: NameIdConfig
  readonly settings: Pick<
    AppSettings,
    'sign' | 'encryptAssertions' | 'requireSignedRequests' | 'allowSha1Requests' | 'requestLifetime'
  >
  readonly startUrl?: string
  /** Where it comes from, for messages: a file's path, a URL, or `apps.<name>`. */
  readonly source: string
}

/** What roles see of the registry. */
export interface SamlApps {
  serviceProvider(entityId: EntityId): SamlApp | undefined
}
