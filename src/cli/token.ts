/** `isthmus token create, list, revoke`: the tokens of the API. They are made where the store is, never by another token. */
import { type Scope, scopes } from '../admin/administrator.ts'
import { type ApiToken, createToken, listTokens, revokeToken } from '../admin/tokens.ts'
import { parseDuration } from '../config/formats.ts'
import { visible } from '../core/visible-text.ts'
import { openOnStore } from './administration-local.ts'
import { asJson, count, Plain, print as printLine } from './output.ts'

export interface TokenOptions {
  readonly config: string
  readonly json?: true
  readonly print?: (text: string) => void
}

const cli = { role: 'administrator', author: 'cli', via: 'cli' } as const

/** Prints the token alone, once: a script can take it as it is. Resolves to the exit code. */
export async function runTokenCreate(
  options: TokenOptions & { readonly scope: readonly string[]; readonly expires: string; readonly note?: string },
): Promise<number> {
  const { config, json, print = printLine, note } = options
  const wanted = options.scope.flatMap((one) => one.split(/[\s,]+/).filter((word) => word !== '')).map(readScope)
  const lifetime = parseDuration(options.expires)
  if (lifetime === undefined || lifetime <= 0) throw new Plain(`${options.expires} is no duration: write 90d or 12h.`)
  const { admin, close } = await openOnStore(config)
  try {
    const wish = { scopes: wanted, expiresAt: admin.now() + lifetime, ...(note !== undefined && { note }) }
    const { token, kept } = await createToken(admin, cli, wish)
    print(json ? asJson({ token, ...inJson(kept) }) : token)
    return 0
  } finally {
    await close()
  }
}

function readScope(text: string): Scope {
  const scope = scopes.find((one) => one === text)
  if (scope === undefined) throw new Plain(`There is no scope ${text}. There are: ${scopes.join(', ')}.`)
  return scope
}

export async function runTokenList({ config, json, print = printLine }: TokenOptions): Promise<number> {
  const { admin, close } = await openOnStore(config)
  try {
    const all = await listTokens(admin)
    const lines = all.map((token) => describe(token, admin.now()))
    print(json ? asJson(all.map(inJson)) : [...lines, count(all.length, 'token')].join('\n'))
    return 0
  } finally {
    await close()
  }
}

export async function runTokenRevoke(id: string, { config, json, print = printLine }: TokenOptions): Promise<number> {
  const { admin, close } = await openOnStore(config)
  try {
    await revokeToken(admin, cli, id)
    print(json ? JSON.stringify({ revoked: id }) : `${id}: revoked`)
    return 0
  } finally {
    await close()
  }
}

const time = (ms: number): string => new Date(ms).toISOString()

const inJson = ({ createdAt, expiresAt, ...rest }: ApiToken) => ({
  ...rest,
  createdAt: time(createdAt),
  expiresAt: time(expiresAt),
})

function describe({ id, scopes: may, note, createdBy, expiresAt }: ApiToken, now: number): string {
  const end = expiresAt <= now ? `ended ${time(expiresAt)}` : `until ${time(expiresAt)}`
  return [id, may.join(' '), end, `by ${visible(createdBy, 80)}`, visible(note, 200)].join('  ').trimEnd()
}
