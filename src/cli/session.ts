/**
 * `isthmus session list` and `end`: the sessions that the nodes share in Redis, read with their keys and ended as
 * they would end them. Nothing that opens a session is printed, and no claims except those that name the person.
 */
import { recordedAsFarAsItCame } from '../admin/acts.ts'
import { composeEnding } from '../app.ts'
import { openAppStore } from '../app-store/open.ts'
import type { AdministrativeAct } from '../app-store/store.ts'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import { type AppId, identifierOf, type SessionKey } from '../core/identifiers.ts'
import { endWithoutBrowser } from '../core/logout/steps.ts'
import type { EndingDependencies } from '../core/ports/hub.ts'
import { claimFingerprint } from '../keys/claim.ts'
import { loadKeys } from '../keys/load.ts'
import type { Registry } from '../registry/registry.ts'
import { type StorageDriver, StorageUnavailable } from '../storage/driver.ts'
import { openStorage } from '../storage/open.ts'
import { allSessionKeys } from '../storage/sessions.ts'
import { createStores } from '../storage/stores.ts'
import { logAct } from '../telemetry/acts.ts'
import { createAudit } from '../telemetry/audit.ts'
import { createLogger, type Log } from '../telemetry/logger.ts'
import { asJson, count, describeProblems, Plain, print as printLine } from './output.ts'
import {
  describeEnded,
  describeSession,
  type EndedText,
  type FoundSession,
  leastKey,
  matches,
  type SessionWish,
} from './session-text.ts'
import { withApps } from './stored-apps.ts'

export interface SessionCommandOptions extends SessionWish {
  readonly json?: true
  /** Takes what is found. */
  readonly print?: (text: string) => void
  /** Takes the lines of the audit log. */
  readonly log?: (line: string) => void
}

/**
 * Lists the requested sessions, or ends them; resolves to the exit code: 1 where there was none to end.
 * @throws Plain where there is nothing that a command can reach; KeysUnusable where the nodes use other keys
 */
export async function runSession(
  command: 'list' | 'end',
  file: string,
  options: SessionCommandOptions,
): Promise<number> {
  const { person, app, key } = options
  if (command === 'end' && person === undefined && app === undefined && key === undefined) {
    throw new Plain('Say which sessions to end: name a person (--person), an app (--app) or one session (--key).')
  }
  if (person === '' || app === '') throw new Plain('An empty --person or --app names nobody. Is a variable empty?')
  if (key !== undefined && key.length < leastKey)
    throw new Plain(`--key needs ${leastKey} characters or more, as \`isthmus session list\` shows them.`)
  try {
    return await work(command, file, options)
  } catch (error) {
    throw error instanceof StorageUnavailable ? new Plain(`Redis is not responding. ${error.message}`) : error
  }
}

async function work(command: 'list' | 'end', file: string, options: SessionCommandOptions): Promise<number> {
  const { json = false, print = printLine, log = toStandardError, ...wish } = options
  const reach = await openShared(file, log)
  try {
    const found = await find(reach, wish)
    return command === 'list' ? list(found, json, print) : await end(reach, found, json, print)
  } finally {
    await reach.close()
  }
}

/** Somebody ordered what is done here, so the audit log has it too. */
const toStandardError = (line: string): void => void process.stderr.write(line)

interface Reach {
  readonly hub: EndingDependencies
  readonly driver: StorageDriver
  readonly registry: Registry
  readonly recorded: Recorded
  close(): Promise<void>
}

async function openShared(file: string, write: (line: string) => void): Promise<Reach> {
  const { config, problems } = await loadConfig(file)
  if (!config) throw new Plain(describeProblems(problems))
  if (config.storage.kind === 'memory') {
    throw new Plain(
      'Sessions are in the memory of the gateway itself, where no other process can see them. They end when it is\n' +
        'restarted. To list and end single ones, keep them in Redis: storage: redis://127.0.0.1:6379/0',
    )
  }
  const { keys } = await loadKeys(config.certsDirectory, { create: false, commonName: '', now: Date.now })
  const driver = await openStorage(config.storage, { onTrouble: () => {}, directory: config.directory })
  try {
    await claimFingerprint(driver, keys)
    const registry = await readApps(config)
    const log = createLogger({ level: 'warn', destination: { write } })
    const surroundings = {
      stores: createStores(driver, { sealing: keys.sealing, now: Date.now }),
      audit: createAudit({ logger: log, tokensKey: keys.tokens }),
      now: Date.now,
    }
    const hub = composeEnding({ config, keys, registry }, surroundings)
    return { hub, driver, registry, recorded: recordedIn(config, log), close: () => driver.close() }
  } catch (error) {
    await driver.close()
    throw error
  }
}

/** Ends sessions, and writes into the record of acts how far that came. */
type Recorded = <Result>(keys: readonly SessionKey[], work: (onEnd: () => void) => Promise<Result>) => Promise<Result>

/** Sessions that one act names. */
const mostNamed = 20

function recordedIn({ appStore, storage, directory }: Config, logger: Log): Recorded {
  const who = { role: 'administrator', author: 'cli', via: 'cli' } as const
  // What is done is in the store's own record; the log would be lines among what is printed.
  const log = (act: AdministrativeAct) => (act.outcome === 'failure' ? logAct(logger, act) : undefined)
  return async (keys, work) => {
    const store = await openAppStore(appStore, { storage, directory, onTrouble: () => {} })
    let ended = 0
    const on = keys
      .slice(0, mostNamed)
      .map((key) => key.slice(0, leastKey))
      .join(' ')
    const acts = { store, log, now: Date.now }
    const details = () => ({ on, facts: { ended } })
    try {
      return await recordedAsFarAsItCame(acts, who, 'session.end', details, () => work(() => void ended++))
    } finally {
      await store.close()
    }
  }
}

/** Telling apps needs their metadata: what comes from an address is fetched now. */
const readApps = (config: Config): Promise<Registry> => withApps(config, { ask: true }, async (seen) => seen.registry)

async function find({ hub, driver, registry }: Reach, wish: SessionWish): Promise<readonly FoundSession[]> {
  const keys = await allSessionKeys(driver)
  const nameOf = (app: AppId) => registry.policy(app)?.displayName
  const found: FoundSession[] = []
  for (const key of keys) {
    const session = await readOne(hub, key, nameOf)
    if (session !== undefined && matches(session, wish)) found.push(session)
  }
  return found.sort((one, other) => one.createdAt - other.createdAt)
}

async function readOne(
  { stores }: Pick<EndingDependencies, 'stores'>,
  key: SessionKey,
  nameOf: (app: AppId) => string | undefined,
): Promise<FoundSession | undefined> {
  const [session, participants] = await Promise.all([stores.sessions.get(key), stores.sessions.participants(key)])
  if (session === undefined) return undefined
  const { authentication, createdAt, verifiedAt, end } = session
  const { upstream, subject, claims } = authentication
  const name = [claims.preferred_username, claims.email].filter((value) => typeof value === 'string')
  const apps = participants.map(({ app, issuedAt }) => {
    const entityId = identifierOf(app)
    const displayName = nameOf(app)
    return { entityId, issuedAt, ...(displayName !== undefined && { displayName }) }
  })
  return { key, upstream, subject, names: name, createdAt, verifiedAt, end, apps }
}

function list(found: readonly FoundSession[], json: boolean, print: (text: string) => void): number {
  if (json) print(asJson(found.map(toJson)))
  else print([...found.map(describeSession), count(found.length, 'session')].join('\n'))
  return 0
}

const toJson = ({ key, createdAt, verifiedAt, end, apps, ...rest }: FoundSession) => ({
  key: key.slice(0, leastKey),
  ...rest,
  createdAt: time(createdAt),
  verifiedAt: time(verifiedAt),
  end: time(end),
  apps: apps.map(({ issuedAt, ...app }) => ({ ...app, issuedAt: time(issuedAt) })),
})

const time = (ms: number): string => new Date(ms).toISOString()

/**
 * Apps that only a browser can tell hear of it when that browser next comes by. What was ended is said before it is
 * written down: the record may not be there.
 */
async function end(
  { hub, recorded }: Reach,
  found: readonly FoundSession[],
  json: boolean,
  print: (text: string) => void,
): Promise<number> {
  const keys = found.map(({ key }) => key)
  if (keys.length === 0) return tell([], json, print)
  return recorded(keys, async (onEnd) => {
    const ended = await endWithoutBrowser(hub, keys, { by: 'administrator' }, onEnd)
    const told = ended.map((open) => describeEnded(open, hub.now()))
    return tell(told, json, print)
  })
}

function tell(told: readonly EndedText[], json: boolean, print: (text: string) => void): number {
  if (json) print(asJson(told))
  else {
    const lines = told.flatMap(({ key, apps }) => [`${key}  ended`, ...apps.map((app) => `  ${app.app}: ${app.what}`)])
    print([...lines, `${count(told.length, 'session')} ended`].join('\n'))
  }
  return told.length === 0 ? 1 : 0
}
