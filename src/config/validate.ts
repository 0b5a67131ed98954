/** Checks what was written against the schema, and puts every fault into words. */
import type { z } from 'zod'
import { type Sentence, said, splitFault, whole } from '../core/said.ts'
import type { ConfigPath, Problems, Words } from './problems.ts'
import { type FileConfig, fileSchema } from './schema.ts'
import { schemaAt } from './schema-at.ts'
import { suggest } from './suggest.ts'

type Issue = z.core.$ZodIssue

/**
 * The file in its typed form, or undefined. Faulty parts are reported, taken out, and the rest is validated again, so
 * that one run also finds the faults hidden behind others. What it returns after a fault is only for finding more.
 */
export function validateShape(raw: unknown, problems: Problems): FileConfig | undefined {
  let current = structuredClone(raw)
  for (const prune of [removeFaulty, standIn, removeEntries]) {
    const result = fileSchema.safeParse(current)
    if (result.success) return result.data
    const issues = result.error.issues.flatMap((issue) => leafIssues(issue, current))
    if (prune === removeFaulty) for (const issue of issues.toSorted(unknownFirst)) report(issue, current, problems)
    current = prune(current, issues)
  }
  const last = fileSchema.safeParse(current)
  return last.success ? last.data : undefined
}

/** A key under a wrong name is reported before it is missed under its own. */
const unknownFirst = (one: Issue, other: Issue): number =>
  Number(other.code === 'unrecognized_keys') - Number(one.code === 'unrecognized_keys')

/** A union's issue is that of the branch which fits best: the one that got further than the value's type. */
function leafIssues(issue: Issue, raw: unknown): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const branches = issue.errors.map((errors) => errors.flatMap((inner) => leafIssues(inner, valueAt(raw, issue.path))))
  const fitting = branches.find((errors) => errors.every((inner) => inner.path.length > 0 || !isTypeFault(inner)))
  const best =
    fitting ?? branches.find((errors) => errors.some((inner) => inner.code === 'invalid_value')) ?? branches[0]
  return (best ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
}

const isTypeFault = ({ code }: Issue): boolean => code === 'invalid_type' || code === 'invalid_value'

// ---------------------------------------------------------------- faults in words

function report(issue: Issue, raw: unknown, problems: Problems): void {
  const path = toPath(issue.path)
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      problems.errorInWords('unknown_key', [...path, key], () => {
        const [message, cure, near] = unknownKey(key, path, raw)
        if (near !== undefined) problems.misnamed([...path, near])
        return [message, cure]
      })
    }
    return
  }
  if (valueAt(raw, path) === undefined && issue.code !== 'invalid_key') {
    if (problems.has(path)) return
    const message = said`\`${path.at(-1) ?? ''}\` is missing.`
    problems.errorInWords('missing', path, () => [message, describeCure(path, raw)])
    return
  }
  const kind = issue.code === 'custom' && issue.params?.problem !== undefined ? 'expression' : 'value'
  problems.errorInWords(kind, path, () => wordIssue(issue, raw, path))
}

const upstreamNames = 'Use small letters, digits and hyphens: it becomes part of a URL.'

type Fault = ReturnType<Words>

function wordIssue(issue: Issue, raw: unknown, path: ConfigPath): Fault {
  const value = valueAt(raw, path)
  switch (issue.code) {
    case 'invalid_value': {
      if (!issue.message.startsWith('Invalid ')) return wordFault(issue.message, raw, path)
      const values = issue.values.map(String)
      const near = typeof value === 'string' ? suggest(value, values) : undefined
      return [
        said`${quote(value)} is not one of the known values.`,
        near ? said`Did you mean ${near}?` : said`Write one of ${values.join(', ')}.`,
      ]
    }
    case 'invalid_key':
      return [
        said`The name ${quote(path.at(-1))} can't be used.`,
        path[0] === 'upstreams' ? upstreamNames : 'Use letters, digits, dots, hyphens and underscores.',
      ]
    case 'custom': {
      const { problem, cure, fault = issue.message } = issue.params ?? {}
      return problem === undefined ? wordFault(fault, raw, path) : [problem, cure]
    }
    case 'invalid_type':
      return wordFault(issue.message, raw, path)
    default:
      return ['This value is not valid here.', describeCure(path, raw)]
  }
}

function wordFault(fault: Sentence, raw: unknown, path: ConfigPath): Fault {
  if (typeof fault === 'string' && fault.startsWith('Invalid input')) {
    return [misplaced(valueAt(raw, path)), describeCure(path, raw)]
  }
  const { message, cure } = splitFault(fault)
  return [message, cure]
}

function misplaced(value: unknown): Sentence {
  if (value === null) return 'This is empty, which is not valid here.'
  if (Array.isArray(value)) return 'This is a list, which is not valid here.'
  if (typeof value === 'object') return 'This is a section, which is not valid here.'
  return said`This is ${quote(value)}, which is not valid here.`
}

/** Enough of a value to find it by: a file may be anything. */
const quote = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100)

/** Names that operators know from other gateways, or from SAML and OIDC, and that are written differently here. */
const otherNames: Readonly<Record<string, string>> = {
  clientsecret: 'clientSecretFile',
  ca: 'caFile',
  acsurl: 'acs',
  scope: 'scopes',
  upstreams: 'upstream',
  url: 'publicUrl',
  baseurl: 'publicUrl',
  groups: 'allow',
  redis: 'storage',
  certificate: 'certificates',
  metadataurl: 'metadata',
  metadatafile: 'metadata',
}

function unknownKey(key: string, path: ConfigPath, raw: unknown): [message: Sentence, cure: Sentence, near?: string] {
  const known = Object.keys(schemaAt(path, raw)?.properties ?? {})
  const other = otherNames[key.toLowerCase().replace(/[-_]/g, '')]
  const near = other !== undefined && known.includes(other) ? other : suggest(key, known)
  const message = said`The key \`${key}\` is not known here.`
  if (key === '<<') return [message, 'Merge keys are not supported: write the values out, or use `defaults`.']
  return near === undefined
    ? [message, said`Known: ${known.join(', ')}.`]
    : [message, said`Did you mean \`${near}\`?`, near]
}

function describeCure(path: ConfigPath, raw: unknown): Sentence {
  const schema = schemaAt(path, raw)
  const [example] = schema?.examples ?? []
  const description = schema?.description?.replace(/\.?$/, '.') ?? 'See docs/configuration.md.'
  return example === undefined ? description : said`${whole(description)} For example: ${String(example)}`
}

// ---------------------------------------------------------------- taking faults out

const toPath = (path: readonly PropertyKey[]): ConfigPath => path.map((step) => (typeof step === 'symbol' ? '' : step))

function removeFaulty(raw: unknown, issues: readonly Issue[]): unknown {
  // From the end: what is taken out of a list moves what follows.
  for (const issue of issues.toReversed()) {
    const path = toPath(issue.path)
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]
    for (const key of keys) remove(raw, key)
  }
  return raw
}

/** Replaces what is missing, so that its section can still be checked. Never in force: an error was reported. */
const standIns: Readonly<Record<string, unknown>> = {
  publicUrl: 'https://stand-in.invalid',
  issuer: 'https://stand-in.invalid/realms/stand-in',
  clientId: 'stand-in',
  upstreams: {},
}

function standIn(raw: unknown, issues: readonly Issue[]): unknown {
  for (const { path } of issues) {
    const parent = valueAt(raw, path.slice(0, -1))
    const key = String(path.at(-1))
    if (typeof parent === 'object' && parent !== null && Object.hasOwn(standIns, key)) {
      Reflect.set(parent, key, standIns[key])
    }
  }
  return raw
}

/** Whole apps and upstreams are removed where a part that they need is missing. */
function removeEntries(raw: unknown, issues: readonly Issue[]): unknown {
  for (const { path } of issues)
    remove(raw, toPath(path).slice(0, path[0] === 'apps' || path[0] === 'upstreams' ? 2 : 1))
  return raw
}

function remove(raw: unknown, path: ConfigPath): void {
  const parent = valueAt(raw, path.slice(0, -1))
  const last = path.at(-1)
  if (last === undefined || typeof parent !== 'object' || parent === null) return
  if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else Reflect.deleteProperty(parent, last)
}

/** The value at a path of plain values, own properties only. */
export function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let current = raw
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined
    current = Reflect.get(current, step)
  }
  return current
}
