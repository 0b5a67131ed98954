/** A JWT, decoded: what it says, its times in words, and whose key its signature fits. */
import { createPublicKey } from 'node:crypto'
import { compactVerify, createLocalJWKSet, errors } from 'jose'
import type { OidcUpstreamConfig } from '../config/oidc-upstream.ts'
import { discover } from '../upstream/oidc-rp/discovery.ts'
import { connectOp } from '../upstream/oidc-rp/fetch.ts'
import { opKeys } from '../upstream/oidc-rp/jwks.ts'
import { type Known, readKnown, unchecked } from './inspect-keys.ts'
import { type Inspected, momentInWords } from './inspected.ts'
import { Plain } from './output.ts'

/** Octets of a JWT; nobody sends a larger one. */
const longestToken = 65_536

type Part = Readonly<Record<string, unknown>>

/** @param name of the parameter that it was, where it was one @throws Plain where it is none */
export async function inspectToken(token: string, config: string, now: number, name?: string): Promise<Inspected> {
  if (token.length > longestToken) throw new Plain('This is too long for a JWT.')
  const parts = token.split('.')
  const [header, claims] = parts.slice(0, 2).map(readPart)
  if (header !== undefined && parts.length === 5) return inspectEncrypted(header)
  const called = name !== undefined && { name }
  if (header === undefined || claims === undefined) throw new Plain('This has the form of a JWT and does not hold one.')
  const { exp, nbf, iat, auth_time: authTime } = claims
  const time = (value: unknown) =>
    typeof value === 'number' ? momentInWords(value * 1000, now, String(value)) : undefined
  const times = {
    'issued (iat)': time(iat),
    'not before (nbf)': time(nbf),
    'ends (exp)': time(exp),
    'signed in (auth_time)': time(authTime),
  }
  const signature = header.alg === 'none' ? 'none' : await signatureOf(token, header, claims, config)
  const problems = [
    ...(typeof exp === 'number' && exp * 1000 < now ? ['It has ended.'] : []),
    ...(typeof nbf === 'number' && nbf * 1000 > now ? ['It is not valid yet.'] : []),
    ...(header.alg === 'none' ? ['It is not signed: `alg` is none.'] : []),
    ...(signature.startsWith('no key') ? [`Its signature fits ${signature}.`] : []),
  ]
  const known = Object.entries(times).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const key = header.kid === undefined ? '' : `, key ${header.kid}`
  return {
    kind: 'jwt',
    facts: {
      ...called,
      what: meaningOf(header, claims),
      ...(typeof claims.iss === 'string' && { issuer: claims.iss }),
      ...(claims.aud !== undefined && { audience: [claims.aud].flat().join(', ') }),
      ...(typeof claims.sub === 'string' && { subject: claims.sub }),
      signature: `${header.alg}${key}; ${signature}`,
      ...Object.fromEntries(known),
    },
    problems,
    text: `${JSON.stringify(header, null, 2)}\n${JSON.stringify(claims, null, 2)}`,
  }
}

function meaningOf({ typ }: Part, { events, nonce, at_hash: hash, auth_time: authTime, iss, sub }: Part): string {
  if (typeof events === 'object' && events !== null) return 'a logout token, or another event'
  if (typ === 'at+jwt') return 'an access token'
  if (nonce !== undefined || hash !== undefined || authTime !== undefined) return 'an ID Token'
  return iss !== undefined && iss === sub ? 'a client’s proof of who it is (private_key_jwt)' : 'a JWT'
}

function inspectEncrypted(header: Part): Inspected {
  const key = header.kid === undefined ? '' : `, key ${header.kid}`
  const facts = { encryption: `${header.alg}, ${header.enc}${key}: only its receiver can read it` }
  return { kind: 'jwt', facts, problems: [], text: JSON.stringify(header, null, 2) }
}

function readPart(part: string): Part | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? (value as Part) : undefined
  } catch {
    return undefined
  }
}

/** In words; begins with `no key` where it is of somebody known, and none of their keys fits. */
async function signatureOf(token: string, header: Part, { iss }: Part, file: string): Promise<string> {
  const known = await readKnown(file)
  const notChecked = unchecked(typeof iss === 'string' ? iss : 'its issuer', known, file)
  if (known === undefined || typeof iss !== 'string') return notChecked
  const { config, registry } = known
  if (iss === config.issuer) return ofOurs(token, known)
  const upstream = config.upstreams.find((one) => one.protocol === 'oidc' && one.issuer === iss)
  if (upstream?.protocol === 'oidc') return ofUpstream(token, upstream, known)
  const client = registry.clients().find(({ settings }) => settings.clientId === iss)
  if (client?.settings.jwks === undefined) return notChecked
  const set = createLocalJWKSet(client.settings.jwks as unknown as Parameters<typeof createLocalJWKSet>[0])
  return (await fits(compactVerify(token, set)))
    ? `good, by a key of ${client.source}`
    : `no key of ${client.source} (${header.alg})`
}

const fits = (verification: Promise<unknown>): Promise<boolean> =>
  verification.then(
    () => true,
    () => false,
  )

async function ofOurs(token: string, { keys }: Known): Promise<string> {
  for (const { id, privateKey } of [...(keys?.oidc?.rsa ?? []), ...(keys?.oidc?.ec ?? [])]) {
    if (await fits(compactVerify(token, createPublicKey(privateKey)))) return `good, by our key ${id}`
  }
  return 'no key of ours'
}

/** Its keys are asked for now: they may have changed since. */
async function ofUpstream(token: string, upstream: OidcUpstreamConfig, { config }: Known): Promise<string> {
  const connection = connectOp(upstream, config.outbound)
  try {
    const { jwksUri } = await discover(connection, upstream)
    await opKeys(connection, jwksUri, upstream.displayName, Date.now).verify(token, {})
    return `good, by a key of upstreams.${upstream.name}`
  } catch (error) {
    // What it says is judged elsewhere; that was looked at after the signature.
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
      return `good, by a key of upstreams.${upstream.name}`
    const isJose = error instanceof errors.JOSEError
    return isJose
      ? `no key of upstreams.${upstream.name}`
      : `not checked: the keys of upstreams.${upstream.name} can’t be had`
  } finally {
    connection.close()
  }
}
