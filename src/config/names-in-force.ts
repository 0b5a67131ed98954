/**
 * What the names of people are made from, as it was last in force: kept beside the keys, so that `check` and a start
 * can say that a changed setting would make everyone a new user at the apps.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Config, ConfigProblem } from './config.ts'

const record = z.object({
  v: z.literal(1),
  /** By the upstream's name. */
  upstreams: z.record(
    z.string(),
    z.object({ subjectNamespace: z.string(), subjectFrom: z.string(), trustEmail: z.string() }),
  ),
  /**
   * Whether an entry, or the defaults, said who may use an app: from then on dropped files wait for `defaults.allow`,
   * for good.
   */
  restricted: z.boolean(),
})

export type NamesInForce = z.infer<typeof record>

const fileName = 'names-in-force.json'

/** What a config makes names from. */
export function namesOf(config: Pick<Config, 'upstreams' | 'restricted'>): NamesInForce {
  const upstreams = config.upstreams.map(({ name, subjectNamespace, subjectFrom, trustEmail }) => [
    name,
    { subjectNamespace, subjectFrom, trustEmail },
  ])
  return { v: 1, upstreams: Object.fromEntries(upstreams), restricted: config.restricted }
}

/** The record in a folder of keys; undefined where there is none that can be read. */
export async function readNames(directory: string): Promise<NamesInForce | undefined> {
  try {
    return record.parse(JSON.parse(await readFile(join(directory, fileName), 'utf8')))
  } catch {
    return undefined
  }
}

/** Writes the record if it has changed. A folder that we can't write to keeps none: then there are no warnings. */
export async function keepNames(directory: string, names: NamesInForce): Promise<void> {
  const text = `${JSON.stringify(names, null, 2)}\n`
  const file = join(directory, fileName)
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return
  await writeFile(file, text, { mode: 0o600 }).catch(() => undefined)
}

/** A warning for each setting that gives people other names than those in force. */
export function renamings(before: NamesInForce | undefined, config: Config): readonly ConfigProblem[] {
  if (before === undefined) return []
  const now = namesOf(config).upstreams
  const warn = (name: string, key: string, message: string, cure: string): ConfigProblem => ({
    kind: 'names',
    severity: 'warning',
    file: config.file,
    path: `upstreams.${name}${key === '' ? '' : `.${key}`}`,
    message,
    cure,
    says: undefined,
  })
  const renamed = Object.entries(now).flatMap(([name, made]) => {
    const was = before.upstreams[name]
    if (was === undefined) return []
    return (['subjectNamespace', 'subjectFrom', 'trustEmail'] as const).flatMap((key) =>
      was[key] === made[key]
        ? []
        : [warn(name, key, meaning(key, was[key], made[key]), `To keep it as it was: ${key}: ${was[key]}`)],
    )
  })
  const used = new Set(Object.values(now).map(({ subjectNamespace }) => subjectNamespace))
  const added = Object.keys(now).filter((name) => before.upstreams[name] === undefined)
  const [first] = added
  const lost = Object.entries(before.upstreams).filter(
    ([name, { subjectNamespace }]) => now[name] === undefined && !used.has(subjectNamespace),
  )
  if (first === undefined) return renamed
  return [
    ...renamed,
    ...lost.map(([name, { subjectNamespace }]) => {
      const message = `${name} is gone and ${added.join(', ')} is new: everyone who signs in through it gets new names at every app.`
      return warn(first, '', message, `If these are the same people: subjectNamespace: ${subjectNamespace}`)
    }),
  ]
}

function meaning(key: 'subjectNamespace' | 'subjectFrom' | 'trustEmail', was: string, made: string): string {
  if (key === 'trustEmail')
    return `trustEmail was "${was}" and is now "${made}": some people get a different name, or none.`
  return `Every persistent NameID changes: ${key} was "${was}" and is now "${made}". Everyone becomes a new user at every app.`
}
