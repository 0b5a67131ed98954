/**
 * Our cookies (contract): the SSO session, one for each login in flight, and the upstream chosen last. All are
 * host-only, Lax and HttpOnly. On https they are Secure and carry the prefix `__Host-`, which makes the browser enforce
 * that; on http, which is for loopback hosts, neither is possible.
 */
import type { Browser, CookieChange } from '../core/http.ts'
import type { Site } from './site.ts'

/** A browser carries 8 transaction cookies at most; any beyond that were put there by someone else. */
const mostOfOneKind = 32
/** Values that we set: base64url and a dot; `%` in encoded names of upstreams. */
const value = /^[\w.%~!'()*-]{1,512}$/

/** Browsers keep fewer for one host, its neighbours' included; anything beyond is not looked at. */
const mostCookies = 512

/** Our cookies in a Cookie header. What we can't have set is left out. */
export function readCookies(
  header: string | undefined,
  site: Site,
): Pick<Browser, 'session' | 'upstream' | 'transactions' | 'cookies'> {
  const base = baseName(site)
  const transactions = new Map<string, string>()
  const others = new Map<string, string>()
  let session: string | undefined
  let upstream: string | undefined
  for (const part of (header ?? '').split(';', mostCookies)) {
    const at = part.indexOf('=')
    const name = part.slice(0, Math.max(at, 0)).trim()
    const text = part.slice(at + 1).trim()
    if (at < 1 || !name.startsWith(base) || !value.test(text)) continue
    // Of two, the first wins: browsers send the one with the longer path, or the older one, first.
    if (name === base) session ??= text
    else if (name === `${base}_upstream`) upstream ??= text
    else if (name.startsWith(`${base}_tx_`)) keep(transactions, name.slice(base.length + 4), text)
    else if (name.startsWith(`${base}_`)) keep(others, name.slice(base.length + 1), text)
  }
  // Decoded once, after the choice: a decoder that throws for each of a thousand is just what a flood wants.
  const chosen = upstream === undefined ? undefined : decoded(upstream)
  return {
    ...(session !== undefined && { session }),
    ...(chosen !== undefined && { upstream: chosen }),
    transactions,
    ...(others.size > 0 && { cookies: others }),
  }
}

function keep(cookies: Map<string, string>, name: string, text: string): void {
  if (cookies.size < mostOfOneKind && !cookies.has(name)) cookies.set(name, text)
}

/** A Set-Cookie header's value for one change. */
export function writeCookie(change: CookieChange, site: Site): string {
  const base = baseName(site)
  const name = change.name === 'session' ? base : `${base}_${change.name}`
  // RFC 6265 4.1.1; an id that could end the cookie's name would be a mistake of ours.
  if (!/^[\w-]+$/.test(name)) throw new TypeError(`not a cookie's name: ${name}`)
  const secure = site.protocol === 'https' ? '; Secure' : ''
  // `__Host-` demands Path=/, even where publicUrl has a path.
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure}`
  if (change.value === undefined) return `${name}=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT${attributes}`
  const text = change.name === 'upstream' ? encodeURIComponent(change.value) : change.value
  if (!value.test(text)) throw new TypeError(`not a value for the cookie ${name}`)
  return `${name}=${text}${change.maxAge === undefined ? '' : `; Max-Age=${Math.floor(change.maxAge)}`}${attributes}`
}

function baseName(site: Site): string {
  return site.protocol === 'https' ? '__Host-isthmus' : 'isthmus'
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
