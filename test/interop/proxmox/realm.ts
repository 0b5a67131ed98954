/** A Proxmox node with a realm of type openid (client/: the crate and the order of calls of Proxmox VE). */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '../../fixtures/browser-session.ts'
import { appSecret } from '../../fixtures/oidc-app.ts'
import { proxmoxRealm } from '../../run/built.ts'

const run = promisify(execFile)

/** The node's address as its pages have it: all that Proxmox sends as redirect URI. */
export const node = 'https://pve1.home.arpa:8006'

/**
 * Settings that Authelia documents for Proxmox VE, on the side of Proxmox: realm, client_id, key, scopes, username claim,
 * autocreate; and on Authelia's, in our words: redirect URI, PKCE, scopes, client_secret_basic, userinfo without a signature.
 */
export const realmEntry = [
  'proxmox:',
  '  protocol: oidc',
  '  clientSecretFile: secret-of-proxmox',
  `  redirectUris: ['${node}', 'https://pve2.home.arpa:8006']`,
  '  clientAuthentication: client_secret_basic',
  '  userinfo: json',
  '  pkce: required',
].map((line) => `  ${line}`)

export const realmFiles = { 'secret-of-proxmox': appSecret }

/** What the person's browser brought back to the node, and what the node had kept. */
export interface Visit {
  readonly asked: URL
  readonly back: URL
  readonly kept: string
}

export interface Realm {
  /** From the button at the node to the way back. @param enter brings a browser from an address to the redirect to the node */
  visit(enter: (url: string) => Promise<Page>): Promise<Visit>
  /** The claims that the realm sees. Rejects as Proxmox fails, with `stderr`. */
  login(visit: Visit): Promise<Record<string, unknown>>
  close(): Promise<void>
}

/** @param changes to the settings of the realm */
export async function createRealm(issuer: string, changes: Readonly<Record<string, unknown>> = {}): Promise<Realm> {
  const folder = await mkdtemp(join(tmpdir(), 'realm-'))
  const settings = join(folder, 'settings.json')
  const scopes = ['openid', 'profile', 'email', 'groups']
  const written = { issuer, client_id: 'proxmox', client_key: appSecret, redirect: node, scopes, ...changes }
  await writeFile(settings, JSON.stringify(written))
  const call = async (...words: string[]) => JSON.parse((await run(proxmoxRealm, words)).stdout)
  return {
    async visit(enter) {
      const { url, kept } = (await call('authorize', settings)) as { url: string; kept: object }
      const page = await enter(url)
      const file = join(folder, `${Math.random()}.kept`)
      await writeFile(file, JSON.stringify(kept))
      return { asked: new URL(url), back: new URL(String(page.headers.location)), kept: file }
    },
    login: ({ back: { searchParams }, kept }) =>
      call('login', settings, kept, searchParams.get('code') ?? '', searchParams.get('state') ?? ''),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Whether a redirect leads to the node. */
export const isNode = (next: string): boolean => next.startsWith(node)
