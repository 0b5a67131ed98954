/**
 * The demo: Isthmus between two apps (SAML, OpenID Connect) and two identity providers (OpenID Connect, SAML), all on this
 * machine, all forgotten at the end.
 *
 *   main.ts        where the command begins
 *   demo.ts        starts them, in the order in which they need each other
 *   places.ts      where they listen
 *   op.ts          the OpenID Provider (oidc-provider.ts, op-pages.tsx, op-storage.ts) · users.ts its people
 *   app.ts         the SAML app (app-key.ts, app-pages.tsx, pretty-xml.ts), and a second one that nobody has registered yet
 *                  (second-app-pages.tsx) · parties.ts what they are told of the others
 *   oidc-app.ts    the app that speaks OpenID Connect (oidc-app-pages.tsx) · saml-idp.ts the SAML identity provider
 *   page.tsx       the frame of every page · send-page.ts how it is sent
 *
 * They stand on foreign libraries and know nothing of the gateway's code.
 */
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../src/start.ts'
import { type DemoApp, demoApp, demoAppMetadata, readIdpMetadata } from './app.ts'
import { type DemoAppKey, makeDemoAppKey } from './app-key.ts'
import { demoPortal } from './oidc-app.ts'
import { demoOp } from './op.ts'
import type { Parties } from './parties.ts'
import { type DemoPorts, defaultPorts, type Place, takePlace } from './places.ts'
import { demoIdp, demoIdpMetadata } from './saml-idp.ts'

export interface RunningDemo {
  /** Without a trailing slash. */
  readonly addresses: Parties
  /** The gateway's directory: its isthmus.yaml, partners/ and certs/. Gone after `close`. */
  readonly directory: string
  close(): Promise<void>
}

type Places = Readonly<Record<keyof Parties, Place>>

function addressesOf(places: Places): RunningDemo['addresses'] {
  const addresses = Object.entries(places).map(([name, { address }]) => [name, address])
  return Object.fromEntries(addresses) as RunningDemo['addresses']
}

const registered = ({ app }: Places): DemoApp => ({ address: app.address, name: 'Demo app', cookie: 'demo_app' })

const unregistered = ({ second }: Places): DemoApp => ({
  address: second.address,
  name: 'Second demo app',
  cookie: 'demo_second',
  unregistered: true,
})

/** The gateway's config file, as an operator would write it. */
function configFile({ gateway, op, app, portal }: Places): string {
  return `publicUrl: ${gateway.address}
listen: 127.0.0.1:${gateway.port}
upstreams:
  demo:
    displayName: Demo OP
    issuer: ${op.address}
    clientId: isthmus
    clientSecretFile: secrets/demo
  demo-idp:
    kind: saml
    displayName: Demo SAML IdP
    metadata: partners/demo-idp.xml
defaults: { allow: "true", upstream: demo }
apps:
  demo-app:
    metadata: partners/demo-app.xml
    startUrl: ${app.address}
    upstream: [demo, demo-idp]
  demo-portal:
    protocol: oidc
    displayName: Demo portal
    clientAuthentication: none
    redirectUris: [${portal.address}/callback]
    postLogoutRedirectUris: [${portal.address}/logged-out]
    startUrl: ${portal.address}
    upstream: [demo, demo-idp]
admin:
  allow: '"admins" in groups'
  upstream: demo
`
}

interface DemoKeys {
  readonly app: DemoAppKey
  readonly idp: DemoAppKey
}

/** Lays out a directory as an operator would: config, secret, and the app's metadata. */
async function writeGatewayFiles(directory: string, places: Places, secret: string, keys: DemoKeys): Promise<string> {
  const file = join(directory, 'isthmus.yaml')
  await mkdir(join(directory, 'secrets'))
  await mkdir(join(directory, 'partners'))
  await writeFile(join(directory, 'secrets', 'demo'), `${secret}\n`, { mode: 0o600 })
  await writeFile(join(directory, 'partners', 'demo-app.xml'), demoAppMetadata(registered(places), keys.app))
  await writeFile(join(directory, 'partners', 'demo-idp.xml'), demoIdpMetadata(places.idp.address, keys.idp))
  await writeFile(file, configFile(places))
  return file
}

/** Those that need to know the gateway. */
async function serveOthers(places: Places, keys: DemoKeys): Promise<void> {
  const { address } = places.gateway
  const parties = addressesOf(places)
  const idpMetadata = await read(`${address}/saml/metadata`)
  const idp = readIdpMetadata(idpMetadata)
  places.app.serve(demoApp(registered(places), keys.app, idp, parties))
  places.second.serve(demoApp(unregistered(places), await makeDemoAppKey('Second demo app'), idp, parties))
  const spMetadata = await read(`${address}/saml/sp/demo-idp/metadata`)
  places.idp.serve(demoIdp(places.idp.address, keys.idp, spMetadata))
  places.portal.serve(await demoPortal(places.portal.address, address))
}

async function read(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} can't be read: ${answer.status}`)
  return answer.text()
}

/** What a person is told. */
function greeting({ app, gateway, op, portal, idp, second }: Places, directory: string): readonly string[] {
  return [
    '',
    'The demo runs. Open the first address in a browser, click "Log in", choose who says who you are, and pick a person.',
    '',
    `  Demo app (SAML)                  ${app.address}`,
    `  Demo portal (OpenID Connect)     ${portal.address}`,
    `  Isthmus                          ${gateway.address}`,
    `  Demo OP (OpenID Connect)         ${op.address}`,
    `  Demo SAML IdP                    ${idp.address}`,
    `  Second app, to be registered     ${second.address}`,
    `  Console, as Alice Archer         ${gateway.address}/admin`,
    '',
    `Isthmus has its config, keys and log in ${directory} until the demo ends. Ctrl-C ends it.`,
    '',
  ]
}

/**
 * Starts the demo on localhost.
 * @param options.ports where; a port that is taken gives way to a free one
 * @param options.print gets what a person is told, line by line
 */
export async function runDemo(
  options: { readonly ports?: DemoPorts; readonly print?: (line: string) => void } = {},
): Promise<RunningDemo> {
  const { ports = defaultPorts, print = console.log } = options
  const directory = await mkdtemp(join(tmpdir(), 'isthmus-demo-'))
  const ends: (() => Promise<void>)[] = [() => rm(directory, { recursive: true, force: true })]
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const places = {
      app: await takePlace(ports.app),
      gateway: await takePlace(ports.gateway),
      op: await takePlace(ports.op),
      portal: await takePlace(ports.portal),
      idp: await takePlace(ports.idp),
      second: await takePlace(ports.second ?? 0),
    }
    ends.push(...Object.values(places).map((place) => place.close))
    const secret = randomBytes(32).toString('base64url')
    const redirectUri = `${places.gateway.address}/oidc/callback/demo`
    const postLogoutRedirectUri = `${places.gateway.address}/oidc/post-logout/demo`
    const client = { clientId: 'isthmus', clientSecret: secret, redirectUri, postLogoutRedirectUri }
    places.op.serve(demoOp(places.op.address, client))
    const [app, idp] = await Promise.all([makeDemoAppKey('Demo app'), makeDemoAppKey('Demo SAML IdP')])
    const keys = { app, idp }
    const file = await writeGatewayFiles(directory, places, secret, keys)
    await places.gateway.close() // the port was only kept for it
    const log = createWriteStream(join(directory, 'isthmus.log'))
    const gateway = await start({ configFile: file, env: {}, logTo: log })
    ends.push(() => gateway.close())
    await serveOthers(places, keys)
    for (const line of greeting(places, directory)) print(line)
    return { addresses: addressesOf(places), directory, close }
  } catch (error) {
    await close()
    throw error
  }
}
