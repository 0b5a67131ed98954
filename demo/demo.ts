/**
 * The demo: an OpenID Provider, Isthmus and a SAML app, all on this machine, all forgotten at the end.
 *
 *   demo.ts        starts the three, in the order in which they need each other
 *   places.ts      where they listen
 *   op.ts          the OpenID Provider (oidc-provider.ts, op-pages.tsx, op-storage.ts) · users.ts its people
 *   app.ts         the SAML app (app-key.ts, app-pages.tsx, pretty-xml.ts)
 *   page.tsx       the frame of every page
 *
 * OP and app stand on foreign libraries and know nothing of the gateway's code.
 */
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../src/start.ts'
import { demoApp, demoAppMetadata, readIdpMetadata } from './app.ts'
import { type DemoAppKey, makeDemoAppKey } from './app-key.ts'
import { demoOp } from './op.ts'
import { type DemoPorts, defaultPorts, type Place, takePlace } from './places.ts'

export interface RunningDemo {
  /** Without a trailing slash. */
  readonly addresses: { readonly app: string; readonly gateway: string; readonly op: string }
  /** The gateway's directory: its isthmus.yaml, partners/ and certs/. Gone after `close`. */
  readonly directory: string
  close(): Promise<void>
}

interface Places {
  readonly app: Place
  readonly gateway: Place
  readonly op: Place
}

/** The gateway's config file, as an operator would write it. */
function configFile({ gateway, op, app }: Places): string {
  return `publicUrl: ${gateway.address}
listen: 127.0.0.1:${gateway.port}
upstreams:
  demo:
    displayName: Demo OP
    issuer: ${op.address}
    clientId: isthmus
    clientSecretFile: secrets/demo
apps:
  demo-app:
    metadata: partners/demo-app.xml
    startUrl: ${app.address}
`
}

/** Lays out a directory as an operator would: config, secret, and the app's metadata. */
async function writeGatewayFiles(directory: string, places: Places, secret: string, key: DemoAppKey): Promise<string> {
  const file = join(directory, 'isthmus.yaml')
  await mkdir(join(directory, 'secrets'))
  await mkdir(join(directory, 'partners'))
  await writeFile(join(directory, 'secrets', 'demo'), `${secret}\n`, { mode: 0o600 })
  await writeFile(join(directory, 'partners', 'demo-app.xml'), demoAppMetadata(places.app.address, key))
  await writeFile(file, configFile(places))
  return file
}

async function serveApp(places: Places, key: DemoAppKey): Promise<void> {
  const { address } = places.gateway
  const parties = { app: places.app.address, gateway: address, op: places.op.address }
  const metadata = await fetch(`${address}/saml/metadata`)
  if (!metadata.ok) throw new Error(`The gateway's metadata can't be read: ${metadata.status}`)
  places.app.serve(demoApp(places.app.address, key, readIdpMetadata(await metadata.text()), parties))
}

/** What a person is told. */
function greeting({ app, gateway, op }: Places, directory: string): readonly string[] {
  return [
    '',
    'The demo runs. Open the first address in a browser, click "Log in" and pick a person.',
    '',
    `  Demo app (SAML)            ${app.address}`,
    `  Isthmus                    ${gateway.address}`,
    `  Demo OP (OpenID Connect)   ${op.address}`,
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
    }
    ends.push(places.app.close, places.op.close, places.gateway.close)
    const secret = randomBytes(32).toString('base64url')
    const redirectUri = `${places.gateway.address}/oidc/callback/demo`
    const postLogoutRedirectUri = `${places.gateway.address}/oidc/post-logout/demo`
    const client = { clientId: 'isthmus', clientSecret: secret, redirectUri, postLogoutRedirectUri }
    places.op.serve(demoOp(places.op.address, client))
    const key = await makeDemoAppKey()
    const file = await writeGatewayFiles(directory, places, secret, key)
    await places.gateway.close() // the port was only kept for it
    const log = createWriteStream(join(directory, 'isthmus.log'))
    const gateway = await start({ configFile: file, env: {}, logTo: log })
    ends.push(() => gateway.close())
    await serveApp(places, key)
    for (const line of greeting(places, directory)) print(line)
    const addresses = { app: places.app.address, gateway: places.gateway.address, op: places.op.address }
    return { addresses, directory, close }
  } catch (error) {
    await close()
    throw error
  }
}
