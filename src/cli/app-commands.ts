/** `isthmus app list, show, add, set, preview, approve, remove, undo …`: each asks one or two operations of the API. */
import { Document, isMap, parse, parseDocument } from 'yaml'
import {
  type AdministrationClient,
  type AdministrationOptions,
  type Answered,
  openAdministration,
  RefusedAnswer,
} from './administration-client.ts'
import {
  describeChange,
  describeDocumentProblem,
  describeFacts,
  describePreview,
  describeRefusal,
  describeSummary,
} from './app-text.ts'
import { asJson, count, Plain, printAside, print as printLine } from './output.ts'
import { readInput } from './read-input.ts'

/** What a command does with the operations; its answer is printed, for people in words. */
export interface Command {
  run(client: AdministrationClient): Promise<Answered>
  // biome-ignore lint/suspicious/noExplicitAny: see Answered
  describe(body: any, answered: Answered): string
}

/** Runs one; resolves to the exit code. */
export async function runAppCommand(options: AdministrationOptions, { run, describe }: Command): Promise<number> {
  const { json = false, print = printLine } = options
  const client = await openAdministration(options)
  try {
    const answer = await run(client)
    if (json) print(answer.body === undefined ? '{}' : asJson(answer.body))
    else print(describe(answer.body, answer))
    return 0
  } catch (error) {
    if (!(error instanceof RefusedAnswer)) throw error
    if (json) print(asJson(error.problem))
    // What was refused is no product: whoever pipes or keeps the output still sees it.
    else
      (options.print ?? printAside)(
        [describeRefusal(error.problem), ...(error.told ? ['', error.told] : [])].join('\n'),
      )
    return 1
  } finally {
    await client.close()
  }
}

const pathOf = (name: string, ...rest: readonly string[]): string =>
  ['/apps', encodeURIComponent(name), ...rest].join('/')

const metadataType = 'application/samlmetadata+xml'
const isAddress = (source: string): boolean => /^https?:\/\//i.test(source)

export interface ChangeOptions {
  readonly dryRun?: true
  /** The second yes. */
  readonly yes?: true
}

const queryOf = ({ dryRun, yes }: ChangeOptions): Readonly<Record<string, string>> => ({
  ...(dryRun !== undefined && { dryRun: 'true' }),
  ...(yes !== undefined && { confirmed: 'true' }),
})

export const listCommand = (wish: { readonly search?: string; readonly troubled?: true }): Command => ({
  async run(client) {
    const query = {
      ...(wish.search !== undefined && { search: wish.search }),
      ...(wish.troubled !== undefined && { troubled: 'true' }),
    }
    const from = (offset: number) =>
      client.ask({ method: 'GET', path: '/apps', query: { ...query, offset: String(offset) } })
    // One answer has a thousand at most.
    const first = await from(0)
    const apps = [...first.body.apps]
    for (let more = apps; more.length > 0 && apps.length < first.body.total; ) {
      more = (await from(apps.length)).body.apps
      apps.push(...more)
    }
    return { ...first, body: { ...first.body, apps } }
  },
  describe: ({ total, apps }) => [...apps.map(describeSummary), count(total, 'app')].join('\n'),
})

export const showCommand = (name: string): Command => ({
  run: (client) => client.ask({ method: 'GET', path: pathOf(name) }),
  describe: (body) =>
    [
      describeSummary(body),
      ...body.problems.map(describeDocumentProblem),
      ...(body.described === undefined ? [] : [describeFacts(body.described)]),
      ...(body.settings === undefined ? [] : ['', body.settings.trimEnd()]),
    ].join('\n'),
})

/** @param source a file, an address, or `-` for standard input */
export const addCommand = (source: string, wish: ChangeOptions & { readonly name?: string }): Command => ({
  async run(client) {
    const body = isAddress(source) ? undefined : await readInput(source)
    const name = wish.name ?? suggested(source, body)
    const what = body === undefined ? { json: { address: source } } : { text: { type: metadataType, body } }
    return client.ask({ method: 'PUT', path: pathOf(name, 'metadata'), query: queryOf(wish), ...what })
  },
  describe: describeChange,
})

/** An app by its settings alone, which must not be there yet. */
export const putCommand = (name: string, settings: string, wish: ChangeOptions): Command => ({
  run: (client) => client.ask({ method: 'PUT', path: pathOf(name), query: queryOf(wish), json: { settings } }),
  describe: describeChange,
})

/** The host that the app is at, as a name: it can be another one with --name. */
function suggested(source: string, metadata: string | undefined): string {
  const entityId = metadata === undefined ? source : /\bentityID\s*=\s*["']([^"']*)/.exec(metadata)?.[1]
  const host = entityId !== undefined && URL.canParse(entityId) ? new URL(entityId).hostname : ''
  const name = host.split('.')[0] ?? ''
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) && !/^\d+$/.test(name)) return name
  throw new Plain('Give the app a name: --name wiki')
}

/** @param assignments `key=value`, the value in YAML; `key=` takes it away */
export const setCommand = (
  name: string,
  assignments: readonly string[],
  wish: ChangeOptions & { readonly settings?: string },
): Command => ({
  async run(client) {
    const current = await existing(client, name)
    const before = current?.body.settings ?? '{}'
    const written = wish.settings === undefined ? before : await readInput(wish.settings)
    const metadata = current?.body.metadata
    return client.ask({
      method: 'PUT',
      path: pathOf(name),
      query: queryOf(wish),
      json: { settings: assigned(written, assignments), ...(metadata !== undefined && { metadata }) },
      ...(current?.etag !== undefined && { match: current.etag }),
    })
  },
  describe: describeChange,
})

async function existing(client: AdministrationClient, name: string): Promise<Answered | undefined> {
  return client.ask({ method: 'GET', path: pathOf(name) }).catch((error: unknown) => {
    if (error instanceof RefusedAnswer && error.problem.type.endsWith(':not-found')) return undefined
    throw error
  })
}

function assigned(settings: string, assignments: readonly string[]): string {
  const parsed = parseDocument(settings)
  const document = isMap(parsed.contents) ? parsed : new Document({})
  if (isMap(document.contents) && document.contents.flow === true) document.contents.flow = false
  for (const assignment of assignments) {
    const [, key = '', value = ''] = /^([A-Za-z0-9_.]+)=(.*)$/s.exec(assignment) ?? []
    if (key === '') throw new Plain(`${assignment} is no setting: write key=value, as in sign=both.`)
    if (value === '') document.deleteIn(key.split('.'))
    else document.setIn(key.split('.'), valueIn(value))
  }
  return document.toString()
}

/** In YAML; what is none is text, as `"staff" in groups` is. */
function valueIn(written: string): unknown {
  try {
    return parse(written)
  } catch {
    return written
  }
}

export const previewCommand = (
  name: string,
  wish: { readonly session?: string; readonly claims?: string; readonly upstream?: string },
): Command => ({
  async run(client) {
    const { session, claims, upstream } = wish
    if (session !== undefined) return client.ask({ method: 'POST', path: pathOf(name, 'preview'), json: { session } })
    if (claims === undefined) throw new Plain('Say who: --session REFERENCE, or --claims FILE with a JSON object.')
    const json = { ...(upstream !== undefined && { upstream }), claims: jsonIn(await readInput(claims), claims) }
    return client.ask({ method: 'POST', path: pathOf(name, 'preview'), json })
  },
  describe: describePreview,
})

function jsonIn(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Plain(`${file} holds no JSON object, as in {"sub": "…", "groups": ["staff"]}.`)
  }
}

/** An operation on what is there now: whatever revision that is, it is looked up and named. */
async function onCurrent(client: AdministrationClient, name: string): Promise<{ readonly match?: string }> {
  const etag = (await existing(client, name))?.etag
  return etag === undefined ? {} : { match: etag }
}

export const removeCommand = (name: string): Command => ({
  run: async (client) => client.ask({ method: 'DELETE', path: pathOf(name), ...(await onCurrent(client, name)) }),
  describe: () => `${name}: removed. Back with: isthmus app undo ${name}`,
})

export const actCommand = (
  name: string,
  act: 'undo' | 'disable' | 'enable' | 'take-over',
  json: Readonly<Record<string, string>> = {},
): Command => ({
  run: async (client) => {
    const on = act === 'take-over' ? {} : await onCurrent(client, name)
    if (json.to !== undefined && !/^\d+-[0-9a-f]{64}$/.test(json.to))
      throw new Plain(`${json.to} is no revision: \`isthmus app history ${name}\` shows them.`)
    const body = act === 'undo' || act === 'disable' ? { json } : {}
    return client.ask({ method: 'POST', path: pathOf(name, act), ...on, ...body })
  },
  describe: describeChange,
})

export const historyCommand = (name: string): Command => ({
  run: (client) => client.ask({ method: 'GET', path: pathOf(name, 'history') }),
  describe: ({ history }) =>
    history
      .map(
        ({ revision, at, author, reason, removed }: Readonly<Record<string, string>>) =>
          `${revision}  ${at}  ${author}${removed ? '  removed' : ''}${reason === undefined ? '' : `  ${reason}`}`,
      )
      .join('\n'),
})
