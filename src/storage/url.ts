/**
 * The config's `storage` as text → where Redis is and how to reach it.
 *
 *   redis://[user:password@]host[:6379][/db]                     one server; rediss:// the same over TLS
 *   redis+unix://[user:password@]/path/to/redis.sock[?db=0]      one server's Unix socket
 *   redis+sentinel://[…@]host[:26379],host/name[/db]             Sentinels and the name of their master; rediss+sentinel
 *   redis+cluster://[…@]host[:6379],host                         some nodes of a Redis Cluster; rediss+cluster
 *
 * With TLS `?ca=file` names a PEM file to trust instead of the system's, `&cert=file&key=file` our own certificate
 * where Redis asks for one; Sentinels that want a password of their own get it from `?sentinelPassword=`, with
 * `&sentinelUsername=` where they have users.
 */

/** Where records are kept: only in this process, or in a Redis at this URL. */
export type StorageConfig = { readonly kind: 'memory' } | { readonly kind: 'redis'; readonly url: string }

export interface HostPort {
  readonly host: string
  readonly port: number
}

/** Where Redis is. */
export type ParsedStorage = {
  readonly tls: boolean
  /** PEM file to trust instead of the system's authorities, as written. */
  readonly ca?: string
  /** PEM files of our own certificate and its key, as written: both or none. */
  readonly cert?: string
  readonly key?: string
  readonly username?: string
  readonly password?: string
  readonly db: number
} & (
  | { readonly kind: 'server'; readonly server: HostPort }
  | { readonly kind: 'socket'; readonly path: string }
  | {
      readonly kind: 'sentinel'
      readonly sentinels: readonly HostPort[]
      readonly name: string
      readonly sentinelUsername?: string
      readonly sentinelPassword?: string
    }
  | { readonly kind: 'cluster'; readonly nodes: readonly HostPort[] }
)

/**
 * The address can't be used. Neither message nor cure quotes any of it except the scheme: it may contain a password.
 */
export class StorageUrlProblem extends Error {
  override readonly name = 'StorageUrlProblem'
  readonly cure: string
  constructor(message: string, cure: string) {
    super(message)
    this.cure = cure
  }
}

interface Parts {
  readonly scheme: string
  readonly username?: string
  readonly password?: string
  readonly hosts: string
  /** Decoded segments of the path. */
  readonly path: readonly string[]
  readonly query: ReadonlyMap<string, string>
}

/** Not WHATWG's: to it, a list of hosts is not a URL. */
const syntax = /^([a-z][a-z+]*):\/\/(?:([^@/?#]*)@)?([^@/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/

/** @throws StorageUrlProblem with its cure */
export function parseStorageUrl(url: string): ParsedStorage {
  const parts = split(url)
  const [scheme = '', kind = '', ...more] = parts.scheme.split('+')
  const form = forms.get(kind)
  if ((scheme !== 'redis' && scheme !== 'rediss') || form === undefined || more.length > 0)
    throw new StorageUrlProblem(
      `${parts.scheme}:// is not a known kind of storage.`,
      'Use redis://, rediss:// (TLS), redis+unix://, redis+sentinel:// or redis+cluster://, or leave `storage` out to keep all in memory.',
    )
  const tls = scheme === 'rediss'
  refuseUnknownOptions(parts.query, [...(tls ? ['ca', 'cert', 'key'] : []), ...form.options])
  const ca = parts.query.get('ca')
  return {
    tls,
    ...(ca !== undefined && { ca }),
    ...readClientCertificate(parts.query),
    ...(parts.username !== undefined && { username: parts.username }),
    ...(parts.password !== undefined && { password: parts.password }),
    ...form.read(parts, tls),
  }
}

/** A server that wants to know who we are (`tls-auth-clients`, Redis's default) needs both. */
function readClientCertificate(query: Parts['query']): { readonly cert?: string; readonly key?: string } {
  const [cert, key] = [query.get('cert'), query.get('key')]
  if ((cert === undefined) !== (key === undefined))
    throw new StorageUrlProblem(
      'A client certificate needs its key, and a key its certificate.',
      'Write both: rediss://host?cert=secrets/redis.crt&key=secrets/redis.key.',
    )
  return cert === undefined || key === undefined ? {} : { cert, key }
}

type Place = ParsedStorage extends infer Kind ? (Kind extends ParsedStorage ? Omit<Kind, 'tls'> : never) : never

interface Form {
  /** Names of the options after `?` that it knows besides `ca`. */
  readonly options: readonly string[]
  read(parts: Parts, tls: boolean): Place
}

const forms: ReadonlyMap<string, Form> = new Map([
  ['', { options: [], read: readServer }],
  ['unix', { options: ['db'], read: readSocket }],
  ['sentinel', { options: ['sentinelUsername', 'sentinelPassword'], read: readSentinel }],
  ['cluster', { options: [], read: readCluster }],
])

function readServer({ hosts, path }: Parts): Place {
  const [server, ...more] = readHosts(hosts, 6379)
  if (server === undefined || more.length > 0)
    throw new StorageUrlProblem(
      'redis:// takes one host.',
      'For several write redis+sentinel://host,host/name or redis+cluster://host,host.',
    )
  return { kind: 'server', server, db: readDb(path) }
}

function readSocket({ hosts, path, query }: Parts, tls: boolean): Place {
  if (hosts !== '' || path.join('') === '' || tls)
    throw new StorageUrlProblem(
      'A Unix socket is a path, without host or TLS.',
      'Write redis+unix:///run/redis/redis.sock, with ?db=1 for another database.',
    )
  return { kind: 'socket', path: `/${path.join('/')}`, db: readDb([query.get('db') ?? '']) }
}

function readSentinel({ hosts, path: [name = '', ...db], query }: Parts): Place {
  if (name === '')
    throw new StorageUrlProblem(
      'The name of the master that the Sentinels watch is missing.',
      'Write it after the hosts, redis+sentinel://host:26379,host:26379/NAME.',
    )
  const [sentinelUsername, sentinelPassword] = [query.get('sentinelUsername'), query.get('sentinelPassword')]
  return {
    kind: 'sentinel',
    sentinels: readHosts(hosts, 26379),
    name,
    db: readDb(db),
    ...(sentinelUsername !== undefined && { sentinelUsername }),
    ...(sentinelPassword !== undefined && { sentinelPassword }),
  }
}

function readCluster({ hosts, path }: Parts): Place {
  if (readDb(path) !== 0) throw new StorageUrlProblem('A Redis Cluster has database 0 only.', 'Leave the database out.')
  return { kind: 'cluster', nodes: readHosts(hosts, 6379), db: 0 }
}

function split(url: string): Parts {
  const [, scheme, user, hosts = '', path = '', query = ''] = syntax.exec(url) ?? []
  if (scheme === undefined)
    throw new StorageUrlProblem(
      'The storage is not an address such as redis://127.0.0.1:6379/0.',
      'If the password contains one of @ / ? #, write %40 %2F %3F %23 instead.',
    )
  const options = query === '' ? [] : query.split('&').map((option) => splitAt(option, '='))
  const [username = '', password] = user === undefined ? [] : splitAt(user, ':')
  if (user !== undefined && !password)
    throw new StorageUrlProblem('The address names a user but no password.', 'Write user:password@ or :password@.')
  return {
    scheme,
    ...(username !== '' && { username: decode(username) }),
    ...(password !== undefined && { password: decode(password) }),
    hosts,
    path: path === '' ? [] : path.split('/').map(decode),
    query: new Map(options.map(([name, value = '']) => [decode(name), decode(value)])),
  }
}

function splitAt(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new StorageUrlProblem('The address has a % that is not part of a percent code.', 'Write %25 for a lone %.')
  }
}

function readHosts(hosts: string, defaultPort: number): HostPort[] {
  return hosts.split(',').map((one) => {
    const [, v6, name, port] = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(one) ?? []
    const host = v6 ?? name
    const number = Number(port ?? defaultPort)
    if (host === undefined || number < 1 || number > 65535)
      throw new StorageUrlProblem(
        'The address has a host or port that is not valid.',
        'Write host, host:port or [IPv6]:port, with commas and no spaces between several.',
      )
    return { host, port: number }
  })
}

function readDb([db = '', ...more]: readonly string[]): number {
  if (more.length > 0 || !/^\d{0,4}$/.test(db))
    throw new StorageUrlProblem('What follows the host is not a database number.', 'Write /0, or leave it out.')
  return Number(db)
}

function refuseUnknownOptions(query: ReadonlyMap<string, string>, known: readonly string[]): void {
  for (const [name, value] of query) {
    if (!known.includes(name) || value === '')
      throw new StorageUrlProblem(
        `The option ${/^\w+$/.test(name) ? `?${name}=` : 'behind the ?'} can not be used here.`,
        known.length > 0 ? `Known: ${known.join(', ')}.` : 'Leave it out; ?ca= is for rediss:// only.',
      )
  }
}
