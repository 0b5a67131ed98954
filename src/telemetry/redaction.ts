/**
 * What may stand in a log line. Secrets are recognised by their field's name and by their form; only plain values
 * are written, limited in length, depth and number. Claims and attributes have no place in a line at all, so fields
 * that would carry them are dropped entirely.
 */

const longestText = 500
const mostEntries = 30
const deepest = 5

const secretNames = new Set(
  `cookie setcookie authorization proxyauthorization dpop
  samlrequest samlresponse relaystate signature assertion saml
  idtoken accesstoken refreshtoken logouttoken token tokens clientassertion idtokenhint
  secret clientsecret password passphrase codeverifier verifier nonce privatekey key pem
  claims attributes attributevalues userinfo nameid email body fields`.split(/\s+/),
)

/** Error codes (`ECONNREFUSED`, `access_denied`, `invalid_grant`) share their field's name with authorization codes. */
const errorCode = /^(?:[a-z][a-z_]{1,50}|[A-Z][A-Z_]{1,50})$/

const marks: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[private key]'],
  [/eyJ[\w-]{8,}(?:\.[\w-]*)*/g, '[token]'],
  [/\b(Basic|Bearer|DPoP)\s+[\w.~+/=-]{6,}/gi, '$1 [redacted]'],
  [
    /\b(code|SAMLRequest|SAMLResponse|SAMLart|RelayState|Signature|id_token|id_token_hint|access_token|refresh_token|logout_token|client_secret|client_assertion|code_verifier|password|nonce)=[^&\s"'<>]+/gi,
    '$1=[redacted]',
  ],
  [/[A-Za-z0-9+/_-]{160,}={0,2}/g, '[long value]'],
]

/** The fields as they may be logged. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return redactEntries(Object.entries(fields), 0)
}

/** What every kind of secret needs: a text without it, and too short for the last kind, has none. */
const suspicious = /eyJ|-----|[=\s]/

/** A text with what looks like a secret masked, cut to 500 characters. */
export function maskText(text: string): string {
  if (text.length < 160 && !suspicious.test(text)) return text
  let masked = text.length > 4 * longestText ? text.slice(0, 4 * longestText) : text
  for (const [pattern, replacement] of marks) masked = masked.replace(pattern, replacement)
  return masked.length > longestText ? `${masked.slice(0, longestText)}… (${text.length} characters)` : masked
}

export interface FlatError {
  readonly name: string
  readonly message: string
  readonly code?: string
  /** Where it was thrown, innermost first. */
  readonly at?: readonly string[]
}

/**
 * An error and what caused it, outermost first. From causes that are not errors (oauth4webapi puts whole responses and
 * claims there) only the standard error fields are taken.
 */
export function flattenCauses(error: unknown): readonly FlatError[] {
  const chain: FlatError[] = []
  const met = new Set<unknown>()
  let current = error
  while (current !== undefined && current !== null && chain.length < 8 && !met.has(current)) {
    met.add(current)
    chain.push(current instanceof Error ? flattenError(current) : flattenOther(current))
    current = current instanceof AggregateError ? (current.cause ?? current.errors[0]) : causeOf(current)
  }
  return chain
}

function causeOf(value: unknown): unknown {
  return value instanceof Error ? value.cause : undefined
}

function flattenError(error: Error): FlatError {
  const code = 'code' in error && typeof error.code === 'string' ? maskText(error.code) : undefined
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => maskText(line.trim().replace(/^at /, '')))
  return { name: maskText(error.name), message: maskText(error.message), ...(code !== undefined && { code }), at }
}

function flattenOther(value: unknown): FlatError {
  if (typeof value !== 'object' || value === null) return { name: typeof value, message: maskText(String(value)) }
  const parts = ['error', 'error_description', 'status', 'code', 'claim'].flatMap((name) => {
    const part: unknown = Reflect.get(value, name)
    return typeof part === 'string' || typeof part === 'number' ? [`${name}: ${part}`] : []
  })
  return { name: 'object', message: maskText(parts.join(', ')) }
}

function redactEntries(entries: readonly (readonly [string, unknown])[], depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, value] of entries.slice(0, mostEntries)) {
    const written = isSecret(name, value) ? '[redacted]' : redactValue(value, depth + 1)
    if (written !== undefined) result[maskText(name)] = written
  }
  return result
}

function isSecret(name: string, value: unknown): boolean {
  const plain = name.toLowerCase().replace(/[-_]/g, '')
  if (plain === 'code') return typeof value === 'string' && !errorCode.test(value)
  return secretNames.has(plain)
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskText(value)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object') return undefined
  if (value instanceof Error) return flattenCauses(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (depth > deepest) return '[deeper]'
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((entry) => redactValue(entry, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return redactEntries(Object.entries(value), depth)
  return `[${value.constructor?.name ?? 'object'}]`
}
