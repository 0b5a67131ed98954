/** A config over a folder of its own, and metadata of made-up apps to put into it. */
import type { Config } from '../../../src/config/config.ts'
import { type OpenedRegistry, openRegistry } from '../../../src/registry/registry.ts'
import { MetadataSources } from '../../../src/registry/sources.ts'
import { lines, Scratch } from '../config/scratch.ts'

/** An SP's metadata; `inside` goes into its SPSSODescriptor before the ACS. */
export const metadata = (entityId: string, { acs = `${entityId}/acs`, attributes = '', inside = '' } = {}): string =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"${attributes}>` +
  `<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${inside}` +
  `<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acs}" index="0"/>` +
  '</md:SPSSODescriptor></md:EntityDescriptor>'

/** Several SPs in one file. */
export const aggregate = (...entityIds: readonly string[]): string =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entityIds.map((id) => metadata(id)).join('')}</md:EntitiesDescriptor>`

const head = `publicUrl: https://sso.home.lan
upstreams:
  authelia: { kind: authelia, issuer: https://auth.home.lan, clientId: isthmus`
const second = '  keycloak: { kind: keycloak, issuer: https://id.home.lan/realms/home, clientId: isthmus }\n'

interface OpenOptions {
  readonly upstreams?: number
  /** Further top-level YAML. */
  readonly rest?: string
  /** Keys added to the upstream, each with a comma before it. */
  readonly upstream?: string
}

export class Places extends Scratch {
  readonly sources: MetadataSources

  constructor(sources = new MetadataSources()) {
    super()
    this.sources = sources
  }

  /** A resolved config with these apps (YAML below `apps:`). */
  async config(apps = '', { upstreams = 1, rest = '', upstream = '' }: OpenOptions = {}): Promise<Config> {
    const yaml = `${head}${upstream} }\n${upstreams > 1 ? second : ''}${rest}${apps === '' ? '' : `apps:\n${apps}`}`
    const loaded = await this.load(yaml, {
      ISTHMUS_UPSTREAMS_AUTHELIA_CLIENTSECRET: 'a-secret',
      ...(upstreams > 1 && { ISTHMUS_UPSTREAMS_KEYCLOAK_CLIENTSECRET: 'b-secret' }),
    })
    if (!loaded.config) throw new Error(lines(loaded).join('\n'))
    return loaded.config
  }

  async open(apps = '', options: OpenOptions = {}): Promise<OpenedRegistry> {
    return openRegistry(await this.config(apps, options), { sources: this.sources })
  }

  override remove(): void {
    this.sources.close()
    super.remove()
  }
}

/** entityIDs in force. */
export const inForce = ({ registry }: OpenedRegistry): readonly string[] =>
  registry.samlApps().map(({ serviceProvider }) => serviceProvider.entityId)

/** Each problem on a line. */
export const told = ({ problems }: OpenedRegistry): string =>
  problems
    .map(({ severity, file, path, message, cure }) => `${severity} ${file} ${path}: ${message} ${cure}`)
    .join('\n')
