/** Keys as JSON, and the discovery document of an OpenID Provider. */
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { type Issuer, type Json, issuer as readIssuer } from '../core/identifiers.ts'
import { readMetadata } from '../upstream/oidc-rp/discovery.ts'
import { type Known, readKnown } from './inspect-keys.ts'
import type { JsonThing } from './inspect-pasted.ts'
import type { Inspected } from './inspected.ts'

export const inspectJson = (value: JsonThing, config: string): Promise<Inspected> =>
  'issuer' in value ? inspectDiscovery(value, config) : inspectKeys(value, config)

/** Members of a JWK that only its owner may know (RFC 7518, 6). */
const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

async function inspectKeys(value: JsonThing, config: string): Promise<Inspected> {
  const keys = (Array.isArray(value.keys) ? value.keys : [value]) as readonly JsonThing[]
  const known = await readKnown(config)
  const ours = new Set([...(known?.keys?.oidc?.rsa ?? []), ...(known?.keys?.oidc?.ec ?? [])].map(({ id }) => id))
  const facts: Record<string, string> = { what: 'public keys, which signatures of tokens are checked with' }
  const problems = keys.length === 0 ? ['There is no key in it.'] : []
  const seen = new Set<string>()
  for (const [index, key] of keys.entries()) {
    const name = typeof key?.kid === 'string' ? key.kid : `${index + 1}`
    if (seen.has(name)) problems.push(`There are two keys with the kid \`${name}\`: which one is meant can’t be told.`)
    seen.add(name)
    const label = `key ${name}`
    facts[label] = (await describeKey(key, ours)) ?? 'can’t be used'
    if (facts[label] === 'can’t be used') problems.push(`The key \`${name}\` can’t be used: it is no whole public key.`)
    if (secret.some((member) => member in Object(key)))
      problems.push(
        `The key \`${name}\` is a private one: whoever has seen it can sign in its owner’s name. Make a new one.`,
      )
  }
  const shown = keys.map((key) =>
    Object.fromEntries(Object.entries(Object(key)).filter(([name]) => !secret.includes(name))),
  )
  return { kind: 'jwk-set', facts, problems, text: JSON.stringify({ keys: shown }, null, 2) }
}

/** Undefined where it is none. */
async function describeKey(key: JsonThing, ours: ReadonlySet<string>): Promise<string | undefined> {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: key as JsonWebKey, format: 'jwk' })
    const size = asymmetricKeyDetails?.modulusLength ?? key.crv
    const thumbprint = await calculateJwkThumbprint(key as JWK)
    const whose = ours.has(thumbprint) ? 'ours' : undefined
    return [`${key.kty} ${size}`, key.alg, key.use, `thumbprint ${thumbprint}`, whose]
      .filter((one) => typeof one === 'string')
      .join(', ')
  } catch {
    return undefined
  }
}

const endpoints = ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'end_session_endpoint']
const lists = ['scopes_supported', 'id_token_signing_alg_values_supported', 'token_endpoint_auth_methods_supported']

async function inspectDiscovery(value: JsonThing, config: string): Promise<Inspected> {
  const known = await readKnown(config)
  const issuer = String(value.issuer)
  const { whose, expected } = ownerOf(issuer, known, config)
  const facts: Record<string, string> = { what: 'what an OpenID Provider says about itself', issuer, whose }
  for (const name of endpoints) if (typeof value[name] === 'string') facts[name] = value[name]
  for (const name of lists) if (Array.isArray(value[name])) facts[name] = value[name].join(', ')
  return {
    kind: 'openid-configuration',
    facts,
    problems: faultsIn(value, expected),
    text: JSON.stringify(value, null, 2),
  }
}

/** As a login would judge it. */
function faultsIn(value: JsonThing, expected: Issuer): readonly string[] {
  try {
    return readMetadata(value as Json, expected).ignored.map(({ text }) => text)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

/** A trailing slash is the usual difference from the issuer in the config, and is one. */
function ownerOf(
  found: string,
  known: Known | undefined,
  file: string,
): { readonly whose: string; readonly expected: Issuer } {
  const bare = (text: string) => text.replace(/\/$/, '')
  const upstream = known?.config.upstreams.find((one) => one.protocol === 'oidc' && bare(one.issuer) === bare(found))
  if (upstream?.protocol === 'oidc') return { whose: `upstreams.${upstream.name}`, expected: upstream.issuer }
  const whose = known?.config.issuer === found ? 'this gateway' : `no upstream of ${file}`
  return { whose, expected: readIssuer(found) }
}
