/** `isthmus app export` and `import` with `--server`: app by app over the API, which judges each like any other change. */
import {
  type AdministrationClient,
  type AdministrationOptions,
  openAdministration,
  RefusedAnswer,
} from './administration-client.ts'
import { archiveFormat, exported, type ImportOptions, importEnd, told } from './app-archive.ts'
import { listCommand } from './app-commands.ts'
import { type ArchiveLine, readArchive, writeArchive } from './archive.ts'
import { besideArchive, withArchiveFile } from './archive-place.ts'
import { Plain, print as printLine } from './output.ts'

/** Octets of a body that the API takes (docs/api.md), with room for what is around the past. */
const largestLine = 2 * 1_048_576 - 1024

/** Writes a new file; resolves to the exit code. */
export async function exportFromServer(options: AdministrationOptions, path: string): Promise<number> {
  const { print = besideArchive(path) } = options
  const client = await openAdministration(options)
  const count = await writeArchive(path, archiveFormat, async (archive) => {
    const { body } = await listCommand({}).run(client)
    // What the store has, also behind an entry of the config.
    const stored = body.apps.filter(({ revision }: { readonly revision?: string }) => revision !== undefined)
    for (const { name } of stored) {
      await archive.add((await client.ask({ method: 'GET', path: placeOf(name) })).body)
    }
    return stored.length
  })
  print(exported(path, count))
  return 0
}

/** Resolves to the exit code: 1 where an app was refused, or was there already and was left as it is. */
export const importIntoServer = (options: AdministrationOptions, path: string, wish: ServerImport): Promise<number> =>
  withArchiveFile(path, (file) => importFile(options, file, wish))

type ServerImport = ImportOptions & { readonly yes?: boolean }

async function importFile(
  options: AdministrationOptions,
  path: string,
  { replace, dryRun = false, yes = false }: ServerImport,
): Promise<number> {
  const { print = printLine } = options
  const client = await openAdministration(options)
  const query = {
    ...(replace && { replace: 'true' }),
    ...(dryRun && { dryRun: 'true' }),
    ...(yes && { confirmed: 'true' }),
  }
  // All of it first: what is damaged is found before anything is written.
  for await (const line of readArchive(path, archiveFormat)) nameIn(line)
  const counts = { left: 0, refused: 0 }
  for await (const line of readArchive(path, archiveFormat)) {
    const outcome = await put(client, line, query, print)
    if (outcome === 'there') counts.left += 1
    if (outcome === 'refused') counts.refused += 1
  }
  for (const line of importEnd({ dryRun, left: counts.left })) print(line)
  if (counts.refused > 0) print(`${counts.refused} refused.`)
  return counts.left + counts.refused > 0 ? 1 : 0
}

/** One that is refused is no reason to leave the others out. */
async function put(
  client: AdministrationClient,
  line: ArchiveLine,
  query: Readonly<Record<string, string>>,
  print: (text: string) => void,
): Promise<string> {
  const name = nameIn(line)
  try {
    const { body } = await client.ask({ method: 'PUT', path: placeOf(name), query, json: shortened(line, name, print) })
    print(`${name}  ${told[body.outcome as keyof typeof told]}`)
    return body.outcome
  } catch (error) {
    if (!(error instanceof RefusedAnswer)) throw error
    const { detail, cure = '', errors = [] } = error.problem
    print(`${name}  refused: ${detail}${cure === '' ? '' : ` ${cure}`}`)
    for (const one of errors) print(`       ${one.path}: ${one.message}`)
    return 'refused'
  }
}

const placeOf = (name: string): string => `/apps/${encodeURIComponent(name)}/archive`

/** @throws Plain where it is the line of no app */
function nameIn({ document, kind, past }: ArchiveLine): string {
  if (typeof document === 'string' && kind === 'app' && Array.isArray(past) && past.length > 0) return document
  throw new Plain(`The archive has a document that is none of ours: ${JSON.stringify(document).slice(0, 100)}.`)
}

/** A body has a limit: of a past that is longer the oldest revisions stay behind. */
function shortened(line: ArchiveLine, name: string, print: (text: string) => void): ArchiveLine {
  const past = [...(line.past as unknown[])]
  const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
  let size = sizeOf(line)
  // Each takes its comma along.
  while (past.length > 1 && size > largestLine) size -= sizeOf(past.pop()) + 1
  const lost = (line.past as unknown[]).length - past.length
  if (lost > 0) print(`${name}  its ${lost} oldest revisions are too much for one request, and stay behind`)
  return { ...line, past }
}
