/**
 * A real Keycloak on a free port, with the realm of realm.json.
 *
 *   broker.ts         Isthmus as an identity provider of the realm
 *   distribution.ts   how Keycloak gets onto this machine
 *   login.ts          a person at its pages
 *   realm.json        users, groups, levels of authentication, and the client that Isthmus is
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endProcess } from '../../fixtures/end-process.ts'
import { freePort } from '../../fixtures/free-port.ts'
import { javaOptions, keycloakHome } from './distribution.ts'

const realmFile = fileURLToPath(new URL('../../../../test/interop/keycloak/realm.json', import.meta.url))
const administrator = { username: 'admin', password: 'password-of-the-test-administrator' }
const startWithin = 120_000

export const client = { id: 'isthmus', secret: 'secret-of-the-test-client' }

export interface Keycloak {
  readonly issuer: string
  /** Registers one more redirect URI, exact, beside those it was started with. */
  allowRedirect(uri: string): Promise<void>
  /** Registers where it sends logout tokens, and browsers after a logout; instead of what was there before. */
  connectLogout(addresses: { readonly backChannel: string; readonly postLogout: string }): Promise<void>
  /** The same as before anyone was registered: no tokens, and nobody is sent back. */
  disconnectLogout(): Promise<void>
  /** Ends every session of a user, as an administrator does. */
  logOut(username: string): Promise<void>
  /** Ids of a user's sessions, in no order: what its tokens call `sid`. */
  sessions(username: string): Promise<readonly string[]>
  /** Ends one session, as an administrator does. */
  endSession(id: string): Promise<void>
  /** Makes a new key that it signs ID Tokens with from now on; the old one stays in its JWKS. */
  rotateKey(): Promise<void>
  /** Registers a client, as its administration's API represents one. */
  addClient(client: object): Promise<void>
  /** Calls its administration's API, below the realm. Resolves to what it answers; undefined where that is nothing. */
  administer(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  close(): Promise<void>
}

export interface KeycloakOptions {
  readonly redirectUris: readonly string[]
  /** `localhost` is another site than a gateway at 127.0.0.1 to a browser. */
  readonly host?: '127.0.0.1' | 'localhost'
}

/** Starts Keycloak. Resolves when the realm's discovery document answers, which takes 10 to 30 s. */
export async function startKeycloak({ redirectUris, host = '127.0.0.1' }: KeycloakOptions): Promise<Keycloak> {
  const port = await freePort()
  const origin = `http://${host}:${port}`
  const home = await furnishHome(redirectUris)
  const server = spawn(
    join(home, 'bin/kc.sh'),
    [
      ...['start', '--optimized', '--import-realm', '--cache=local', '--http-enabled=true'],
      ...['--http-host=127.0.0.1', `--http-port=${port}`, `--hostname=${origin}`],
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        JAVA_OPTS_APPEND: javaOptions,
        KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
        KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
      },
    },
  )
  const issuer = `${origin}/realms/isthmus`
  const close = () => end(server, home)
  try {
    await ready(server, `${issuer}/.well-known/openid-configuration`)
  } catch (error) {
    await close()
    throw error
  }
  return { issuer, close, ...administration(origin) }
}

/** A Keycloak's own folder is read only: what this run writes lies in a folder beside links to it. */
async function furnishHome(redirectUris: readonly string[]): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'isthmus-keycloak-'))
  for (const name of ['lib', 'conf', 'providers', 'themes', 'version.txt']) {
    await symlink(join(keycloakHome, name), join(home, name))
  }
  await mkdir(join(home, 'bin'))
  await copyFile(join(keycloakHome, 'bin/kc.sh'), join(home, 'bin/kc.sh'))
  await mkdir(join(home, 'data/import'), { recursive: true })
  const realm: { clients: { redirectUris: readonly string[] }[] } = JSON.parse(await readFile(realmFile, 'utf8'))
  for (const each of realm.clients) each.redirectUris = redirectUris
  await writeFile(join(home, 'data/import/isthmus-realm.json'), JSON.stringify(realm))
  return home
}

async function ready(server: ChildProcess, address: string): Promise<void> {
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-5000)
  }
  server.stdout?.on('data', keep)
  server.stderr?.on('data', keep)
  const until = Date.now() + startWithin
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`Keycloak ended with exit code ${server.exitCode}:\n${output}`)
    const status = await fetch(address).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`Keycloak was not ready within ${startWithin / 1000} s:\n${output}`)
}

async function end(server: ChildProcess, home: string): Promise<void> {
  // The script passes the signal on to the Java that it started.
  await endProcess(server, 20_000)
  await rm(home, { recursive: true, force: true })
}

function administration(origin: string): Omit<Keycloak, 'issuer' | 'close'> {
  const realm = `${origin}/admin/realms/isthmus`
  const call = async (method: string, url: string, body?: unknown) => {
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${await accessToken(origin)}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const find = async <Found>(query: string) => {
    const [found] = (await (await call('GET', `${realm}/${query}`)).json()) as (Found & { id: string })[]
    if (found === undefined) throw new Error(`Keycloak knows no ${query}`)
    return found
  }
  const setAttributes = async (attributes: Readonly<Record<string, string>>) => {
    const found = await find<{ attributes: object }>(`clients?clientId=${client.id}`)
    await call('PUT', `${realm}/clients/${found.id}`, {
      ...found,
      attributes: { ...found.attributes, ...attributes },
    })
  }
  return {
    connectLogout: ({ backChannel, postLogout }) =>
      setAttributes({
        'backchannel.logout.url': backChannel,
        'backchannel.logout.session.required': 'true',
        'post.logout.redirect.uris': postLogout,
      }),
    disconnectLogout: () => setAttributes({ 'backchannel.logout.url': '', 'post.logout.redirect.uris': '-' }),
    async administer(method, path, body) {
      const text = await (await call(method, `${realm}/${path}`, body)).text()
      return text === '' ? undefined : JSON.parse(text)
    },
    async addClient(added) {
      await call('POST', `${realm}/clients`, added)
    },
    async sessions(username) {
      const { id } = await find(`users?exact=true&username=${username}`)
      const found = (await (await call('GET', `${realm}/users/${id}/sessions`)).json()) as { id: string }[]
      return found.map((session) => session.id)
    },
    async endSession(id) {
      await call('DELETE', `${realm}/sessions/${id}`)
    },
    async allowRedirect(uri) {
      const found = await find<{ redirectUris: string[] }>(`clients?clientId=${client.id}`)
      await call('PUT', `${realm}/clients/${found.id}`, { ...found, redirectUris: [...found.redirectUris, uri] })
    },
    async logOut(username) {
      const { id } = await find(`users?exact=true&username=${username}`)
      await call('POST', `${realm}/users/${id}/logout`)
    },
    async rotateKey() {
      const { id } = (await (await call('GET', realm)).json()) as { id: string }
      await call('POST', `${realm}/components`, {
        name: `rsa-${Date.now()}`,
        providerId: 'rsa-generated',
        providerType: 'org.keycloak.keys.KeyProvider',
        parentId: id,
        config: { priority: [String(Math.floor(Date.now() / 1000))], algorithm: ['RS256'], keySize: ['2048'] },
      })
    },
  }
}

async function accessToken(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...administrator }),
  })
  const { access_token } = (await answer.json()) as { access_token?: string }
  if (access_token === undefined) throw new Error(`no token for the administrator: ${answer.status}`)
  return access_token
}
