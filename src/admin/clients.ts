/** Apps that speak OpenID Connect as documents, each with a new secret: those that are known by name, and any other. */
import { createHash } from 'node:crypto'
import { stringify } from 'yaml'
import { isLoopback } from '../core/loopback.ts'
import { randomToken } from '../core/tokens.ts'
import { Refused, type Says } from './refused.ts'

/** A known app: what it needs here, and what to enter there. */
export interface KnownApp {
  /** The product, as people call it. */
  readonly title: string
  /** What its addresses are. */
  readonly addresses: string
  /** Whether it can do without one. */
  readonly withoutAddress?: true
  /** Its entry under `apps`, without protocol and secret. @param origins scheme, host and port of each address */
  entry(origins: readonly string[]): ClientEntry
  /** What to enter there, line by line. */
  theirs(side: {
    readonly issuer: string
    /** Below which our addresses are. */
    readonly publicUrl: string
    readonly clientId: string
    readonly secret: string
    /** Of the first address. */
    readonly origin: string
  }): readonly string[]
  /** What to heed there, in English, and which sentence it is. */
  readonly notes?: readonly { readonly code: string; readonly text: string }[]
}

/** Settings of an app, as its operator would write them. */
export interface ClientEntry {
  readonly clientAuthentication?: string | undefined
  readonly [key: string]: unknown
}

export interface NewClient {
  readonly clientId: string
  /** With `protocol` and the hash of the secret. */
  readonly entry: ClientEntry
  /** The same as YAML, as the app store has it. */
  readonly settings: string
  /** Kept nowhere; absent of an app that has none. */
  readonly secret?: string
}

/** A new secret, and its hash as settings have it. */
export function newClientSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomToken(32)
  return { secret, hash: `sha256:${createHash('sha256').update(secret).digest('hex')}` }
}

/** An app with these settings, and a secret where it proves with one who it is. */
export function newClient(clientId: string, own: ClientEntry): NewClient {
  const { secret, hash } = newClientSecret()
  const hasSecret = !['none', 'private_key_jwt'].includes(own.clientAuthentication ?? '')
  const entry = { protocol: 'oidc', ...(hasSecret && { clientSecretHash: hash }), ...own }
  return { clientId, entry, settings: stringify(entry), ...(hasSecret && { secret }) }
}

export interface KnownAppWish {
  /** The new app's name, and its client_id. */
  readonly name: string
  readonly addresses: readonly string[]
  /** Ours. */
  readonly issuer: string
  /** Below which our addresses are; the issuer where absent. */
  readonly publicUrl?: string | undefined
  /** Settings beside those of the preset. */
  readonly more?: ClientEntry
}

/**
 * A known app at these addresses, with what to enter there.
 * @throws Refused `invalid` where an address is missing, or is none
 */
export function newKnownClient(
  known: KnownApp,
  { name, addresses, issuer, publicUrl = issuer, more = {} }: KnownAppWish,
): NewClient & { readonly theirs: readonly string[] } {
  if (addresses.length === 0 && known.withoutAddress !== true) {
    throw faulty(`Give the address ${known.addresses}`, ['no-address-given'])
  }
  const origins = addresses.map(originOf)
  const client = newClient(name, { ...known.entry(origins), ...more })
  const [origin = ''] = origins
  return { ...client, theirs: known.theirs({ issuer, publicUrl, clientId: name, secret: client.secret ?? '', origin }) }
}

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url.origin
  if (url?.protocol === 'http:') {
    const cure = 'Write https://; without it only addresses of this machine are taken.'
    throw faulty(`${address} is not encrypted. ${cure}`, ['address-no-https', { address }])
  }
  throw faulty(`${address} is not a web address. Write all of it, beginning with https://.`, [
    'address-no-web',
    { address },
  ])
}

const faulty = (message: string, [code, values = {}]: Says): Refused =>
  new Refused('invalid', message, {
    problems: [{ severity: 'error', part: 'settings', path: 'addresses', message, cure: '', code, values }],
  })
