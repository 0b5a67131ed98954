/**
 * What an app is told of the person, as headers. Every header of the site is always sent, empty where there is nothing
 * to say, so that a proxy which copies them puts ours in the place of the visitor's own.
 */
import { GatewayError } from '../core/errors.ts'
import type { Identity } from '../core/policy/identity.ts'
import type { Site } from './sites.ts'

type Headers = Readonly<Record<string, string>>

/** Characters of one value: nginx's buffer for a whole head has 4 KiB or 8 KiB by default. */
const longest = 3000

/** For a request that no person sends. */
export function emptyHeaders({ headers }: Site): Headers {
  return Object.fromEntries(headers.map(({ name }) => [name, '']))
}

/** A person who is remembered for a moment is told about in the same words. */
const made = new WeakMap<Identity, Headers>()

/**
 * For this person, by today's config: an Identity is of one site and of one reading of the config.
 * @throws GatewayError subject_policy_unmet where a value can't be made, or can't be a header: what an app makes of one
 *   that is missing or cut is not ours to guess
 */
export function headersFor(site: Site, person: Identity): Headers {
  const headers = made.get(person) ?? makeHeaders(site, person)
  made.set(person, headers)
  return headers
}

function makeHeaders(site: Site, { claims, groups, upstream }: Identity): Headers {
  const percent = site.config.headerEncoding === 'percent'
  return Object.fromEntries(
    site.headers.map(({ name, value }) => {
      try {
        return [name, toHeader(value.evaluate({ claims, groups, upstream }), percent)]
      } catch (error) {
        throw unmet(name, error)
      }
    }),
  )
}

function unmet(name: string, error: unknown): GatewayError {
  const message = 'The account has a value that this application cannot be told.'
  const cause = `${name}: ${error instanceof Error ? error.message : String(error)}`
  return new GatewayError('subject_policy_unmet', message, { status: 403, cause, facts: { setting: name } })
}

function toHeader(value: unknown, percent: boolean): string {
  const list = Array.isArray(value)
  const items = (list ? value : [value]).flatMap(toTexts)
  const text = items.map((item) => (percent ? percentEncoded(item, list) : checked(item, list))).join(',')
  if (text.length > longest) throw new TypeError(`the value has more than ${longest} characters`)
  return percent ? text : inUtf8(text)
}

function toTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? [String(value)] : []
}

/**
 * A line break would begin another header; a comma inside a group would be another group, and a blank at an end is
 * taken off by whoever reads it: ` admins` would be `admins`.
 */
function checked(text: string, inList: boolean): string {
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) throw new TypeError('the value has a control character')
  if (/^\s|\s$/u.test(text)) throw new TypeError('the value begins or ends with a blank')
  if (inList && text.includes(',')) throw new TypeError('an item of the list has a comma')
  return text
}

/** All but visible ASCII and single blanks; `%` itself, and what separates items. */
function percentEncoded(text: string, inList: boolean): string {
  const encoded = Buffer.from(text).reduce((written, octet) => {
    const character = String.fromCharCode(octet)
    const plain = octet > 0x20 && octet < 0x7f && character !== '%' && !(inList && character === ',')
    return written + (plain ? character : `%${octet.toString(16).toUpperCase().padStart(2, '0')}`)
  }, '')
  return encoded
}

/** Node writes one octet for each character of a header. */
const inUtf8 = (text: string): string => Buffer.from(text).toString('latin1')
