/**
 * Which member of its union an entry is: an app by `protocol`, an upstream by `kind`. Looked at before the schema is,
 * so that a wrong word is one fault and the rest of the entry is still judged.
 */
import { said } from '../core/said.ts'
import type { Problems } from './problems.ts'
import { appProtocols } from './schema-apps.ts'
import { upstreamKinds } from './schema-upstreams.ts'
import { suggest } from './suggest.ts'
import { valueAt } from './validate.ts'

interface Union {
  readonly section: 'apps' | 'upstreams'
  /** The key that tells the members apart. */
  readonly key: 'protocol' | 'kind'
  readonly known: readonly string[]
}

const unions: readonly Union[] = [
  {
    section: 'apps',
    key: 'protocol',
    known: appProtocols,
  },
  {
    section: 'upstreams',
    key: 'kind',
    known: upstreamKinds,
  },
]

/** Reports entries of no known kind, and returns the file without what can't be judged in them. */
export function takeUnknownMembers(raw: unknown, problems: Problems): unknown {
  const rest = structuredClone(raw)
  for (const union of unions) {
    const entries = valueAt(rest, [union.section])
    if (typeof entries !== 'object' || entries === null) continue
    for (const [name, entry] of Object.entries(entries)) judge(entry, union, [union.section, name], problems)
  }
  return rest
}

function judge(entry: unknown, { key, known }: Union, at: readonly string[], problems: Problems): void {
  const word = valueAt(entry, [key])
  if (word === undefined || (typeof word === 'string' && known.includes(word))) return
  const near = typeof word === 'string' ? suggest(word, known) : undefined
  const cure = near ? said`Did you mean ${near}?` : said`Write one of ${known.join(', ')}.`
  problems.error('value', [...at, key], said`${JSON.stringify(word)} is not one of the known values.`, cure)
  if (typeof entry === 'object' && entry !== null) Reflect.deleteProperty(entry, key)
}
