/** What all interop tests play on: one Keycloak for the whole suite, and a gateway for each service provider. */
import { after } from 'mocha'
import { freePort } from '../fixtures/free-port.ts'
import { type GatewayProcess, startGatewayProcess } from '../fixtures/gateway-process.ts'
import { client, type Keycloak, startKeycloak } from './keycloak/server.ts'
import type { RealServiceProvider } from './service-provider.ts'

let started: Promise<Keycloak> | undefined

/** The suite's Keycloak: started by whoever asks first, ended when the last test is over. */
export function theKeycloak(): Promise<Keycloak> {
  started ??= startKeycloak({ redirectUris: [] })
  return started
}

after('ends Keycloak', async () => {
  await (await started)?.close()
})

/** What the gateway needs of one service provider, or of several together. */
type Registered = Pick<RealServiceProvider, 'entities' | 'connect' | 'close'>

export interface Stage<Sp extends Registered = RealServiceProvider> {
  readonly keycloak: Keycloak
  readonly gateway: GatewayProcess
  readonly sp: Sp
  close(): Promise<void>
}

/**
 * Sets up a gateway that knows Keycloak as its only upstream and the service provider's entities as its apps. Only
 * people of the group `staff` may use them.
 * @param config further keys of isthmus.yaml
 */
export async function setStage<Sp extends Registered>(
  startSp: (gatewayUrl: string) => Promise<Sp>,
  config: Readonly<Record<string, unknown>> = {},
): Promise<Stage<Sp>> {
  const keycloak = await theKeycloak()
  const port = await freePort()
  const gatewayUrl = `http://127.0.0.1:${port}`
  await keycloak.allowRedirect(`${gatewayUrl}/oidc/callback/keycloak`)
  const sp = await startSp(gatewayUrl)
  let gateway: GatewayProcess | undefined
  const close = async () => {
    await sp.close()
    await gateway?.close()
  }
  try {
    gateway = await startGatewayProcess({
      port,
      config: { ...gatewayConfig(keycloak, sp), ...config },
      files: {
        'secrets/keycloak': `${client.secret}\n`,
        ...Object.fromEntries(sp.entities.map(({ name, metadata }) => [`sp/${name}.xml`, metadata])),
      },
    })
    await sp.connect()
    return { keycloak, gateway, sp, close }
  } catch (error) {
    await close()
    throw error
  }
}

function gatewayConfig({ issuer }: Keycloak, sp: Registered) {
  return {
    upstreams: { keycloak: { kind: 'keycloak', issuer, clientId: client.id, clientSecretFile: 'secrets/keycloak' } },
    apps: Object.fromEntries(
      sp.entities.map(({ name, encrypted, settings }) => [
        name,
        {
          metadata: `sp/${name}.xml`,
          allow: 'groups.exists(g, g == "staff")',
          ...(encrypted && { encryptAssertions: true }),
          ...settings,
        },
      ]),
    ),
  }
}
