/**
 * One document of the app store → the app that it is, or everything that is wrong with it. The same schema as an entry
 * under `apps`, but for every key that names a file: whoever may write a document must not be able to read a file of the
 * server, so a document holds values. Instead of `caFile`, `certFile` and files under `certificates` it has PEM text
 * (`ca`, `cert`, `certificates`), and instead of `metadata: path` the metadata itself beside it.
 */
import { X509Certificate } from 'node:crypto'
import { isLoopback } from '../core/loopback.ts'
import { said } from '../core/said.ts'
import { resolveApp } from './apps.ts'
import type { AppConfig, Config, ConfigProblem } from './config.ts'
import { refuseCrowds } from './crowded.ts'
import { fillEmptySections } from './empty-sections.ts'
import { ConfigFiles } from './files.ts'
import { takeUnknownMembers } from './members.ts'
import { refusePlaceholders } from './placeholders.ts'
import type { ConfigPath, Problems } from './problems.ts'
import type { FileSettings } from './schema.ts'
import { app, type FileApp } from './schema-apps.ts'
import { takeSecrets } from './secrets.ts'
import { validateShape } from './validate.ts'
import { parseSettings } from './yaml.ts'

export interface AppDocument {
  /** Its name, as a key under `apps`. */
  readonly name: string
  /** YAML: what stands under that name, without the name. An empty text has only defaults. */
  readonly settings: string
  /** Whether the app's metadata lies beside: `metadata` is then no key of the settings. */
  readonly hasMetadata: boolean
  /** Where the settings lie, for messages. */
  readonly place: string
}

export interface StoredApp {
  /** Absent where there is an error among the problems. */
  readonly app?: AppConfig
  /** Paths are from the top of the settings (`attributes.mail`), lines too. */
  readonly problems: readonly ConfigProblem[]
}

/** What a document is judged by beside itself: another one of these means to judge again. */
export type AppSurroundings = Pick<Config, 'defaults' | 'defaultsAsWritten' | 'publicUrl' | 'upstreams'>

/**
 * Judges the settings of one app, of any protocol, as a start would: every problem at once, each with line, path and
 * cure. Its metadata is not read: that is for registry/, and so is whether its name belongs to someone else.
 */
export async function resolveStoredApp(
  { name, settings, hasMetadata, place }: AppDocument,
  { defaults, defaultsAsWritten, publicUrl, upstreams }: AppSurroundings,
): Promise<StoredApp> {
  const at = ['apps', name]
  const words = new Map<string, string>()
  const inText = ([, , key = '', ...rest]: ConfigPath) => [words.get(String(key)) ?? key, ...rest]
  const { raw, problems } = parseSettings(settings, place, inText)
  const entry = problems.hasErrors || refuseCrowds(raw, at, problems) ? undefined : entryOf(raw, at, problems)
  if (entry !== undefined && !isLoopback(new URL(publicUrl).hostname)) refuseThisMachine(entry, at, problems)
  const shaped = entry && shapedEntry(name, withoutFiles(entry, at, problems, words), problems)
  const resolved =
    shaped &&
    (await resolveApp(name, shaped, defaults, defaultsAsWritten as FileSettings, {
      env: {},
      files: new NoFiles(problems),
      problems,
      secrets: 'read',
      upstreams: upstreams.map((upstream) => upstream.name),
      namespaces: new Map(upstreams.map((upstream) => [upstream.name, upstream.subjectNamespace])),
      hasMetadata,
    }))
  return {
    ...(resolved && !problems.hasErrors && { app: resolved }),
    problems: problems.all.map((problem) => ({ ...problem, path: ownPath(problem.path, name, words) })),
  }
}

type Entry = Readonly<Record<string, unknown>>

function entryOf(raw: unknown, at: ConfigPath, problems: Problems): Entry | undefined {
  if (raw === null || raw === undefined) return {}
  if (typeof raw === 'object' && !Array.isArray(raw)) return raw as Entry
  problems.error('value', at, 'The settings are no keys and values.', 'Write `key: value`, one on each line.')
  return undefined
}

const hashInstead = 'Write `clientSecretHash`; `isthmus app secret` makes a secret and its hash.'

/** The keys of an entry that name files, and what a document has in their place. */
const fileKeys: Readonly<Record<string, { readonly instead?: string; readonly cure: string }>> = {
  caFile: { instead: 'ca', cure: 'Write the certificates themselves, `ca: |` and PEM text below.' },
  certFile: { instead: 'cert', cure: 'Write the certificate itself, `cert: |` and PEM text below; or `fingerprint`.' },
  clientSecretFile: { cure: hashInstead },
}

/**
 * The entry in the form of the config file, with PEM text where that has names of files.
 * @param words receives the document's own word for a key of the file
 */
function withoutFiles(entry: Entry, at: ConfigPath, problems: Problems, words: Map<string, string>): Entry {
  const rest: Record<string, unknown> = { ...entry }
  for (const [key, { instead, cure }] of Object.entries(fileKeys)) {
    if (Object.hasOwn(entry, key)) {
      problems.error('value', [...at, key], said`A document of the app store names no files, as \`${key}\` does.`, cure)
      delete rest[key]
    } else if (instead !== undefined && Object.hasOwn(entry, instead)) {
      rest[key] = entry[instead]
      words.set(key, instead)
      delete rest[instead]
    }
  }
  if (Object.hasOwn(entry, 'clientSecret')) {
    problems.error('secret', [...at, 'clientSecret'], 'A document of the app store holds no secret.', hashInstead)
    delete rest.clientSecret
  }
  const { metadata } = entry
  if (typeof metadata === 'string' && !/^https?:/i.test(metadata)) {
    const message = 'A document of the app store names no files: this is no address.'
    problems.error(
      'value',
      [...at, 'metadata'],
      message,
      'Put the metadata itself beside the settings, or its address, beginning with https://.',
    )
    delete rest.metadata
  }
  return rest
}

/** Addresses that we call ourselves. */
const called = ['metadata', 'jwksUri', 'backchannelLogoutUri']

/**
 * What listens on this machine alone answers whoever asks from it, so that whoever may register an app must not make us
 * ask (attack 67). Over https a certificate has to vouch for the name that was written.
 */
function refuseThisMachine(entry: Entry, at: ConfigPath, problems: Problems): void {
  for (const key of called) {
    const written = entry[key]
    if (typeof written !== 'string' || !/^http:/i.test(written) || !URL.canParse(written)) continue
    if (!isLoopback(new URL(written).hostname)) continue
    const message = 'A document of the app store leads to no address of this machine.'
    problems.error(
      'value',
      [...at, key],
      message,
      'Write the app into the config file, or name its address over https.',
    )
  }
}

/** As the schema of the config file sees it, in a file that has nothing else. */
function shapedEntry(name: string, entry: Entry, problems: Problems): FileApp | undefined {
  refusePlaceholders(entry, problems, ['apps', name])
  // Nearly all are: then nothing is to be filled in, taken out or put into words, and a start judges thousands.
  const asWritten = app.safeParse(entry)
  if (asWritten.success) return asWritten.data
  const whole = fillEmptySections({ apps: { [name]: entry } })
  const judged = takeUnknownMembers(takeSecrets(whole, problems), problems) as { readonly apps: Entry }
  const standIns = { publicUrl: 'https://stand-in.invalid', upstreams: {} }
  return validateShape({ ...standIns, ...judged }, problems)?.apps[name]
}

/** Of the whole file's path the part within this entry, in the document's own words. */
function ownPath(path: string, name: string, words: ReadonlyMap<string, string>): string {
  const own = path.startsWith(`apps.${name}`) ? path.slice(`apps.${name}`.length).replace(/^\./, '') : path
  return own.replace(/^\w+/, (key) => words.get(key) ?? key)
}

/** Where others name a file, a document has what would be in it. No file is read, whatever it says. */
class NoFiles extends ConfigFiles {
  readonly #problems: Problems

  constructor(problems: Problems) {
    super('/', problems)
    this.#problems = problems
  }

  override async text(): Promise<undefined> {
    return undefined
  }

  override async certificates(pem: string, at: ConfigPath): Promise<string | undefined> {
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
    if (blocks.length > 0 && blocks.every(isReadable)) return blocks.join('\n')
    const cure = 'Copy the whole text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.'
    this.#problems.error('value', at, 'This is no certificate in PEM.', cure)
    return undefined
  }
}

function isReadable(block: string): boolean {
  try {
    return new X509Certificate(block) !== undefined
  } catch {
    return false
  }
}
