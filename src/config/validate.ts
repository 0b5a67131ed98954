/** Checks what was written against the schema, and puts every fault into words. */
import type { z } from 'zod'
import type { ProblemKind } from './problem-kind.ts'
import { type ConfigPath, type Problems, splitFault } from './problems.ts'
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
      const [message, cure, near] = unknownKey(key, path, raw)
      if (near !== undefined) problems.misnamed([...path, near])
      problems.error('unknown_key', [...path, key], message, cure)
    }
    return
  }
  if (valueAt(raw, path) === undefined && issue.code !== 'invalid_key') {
    if (problems.has(path)) return
    problems.error('missing', path, `\`${path.at(-1)}\` is missing.`, describeCure(path, raw))
    return
  }
  const [kind, message, cure] = wordIssue(issue, raw, path)
  problems.error(kind, path, message, cure)
}

function wordIssue(issue: Issue, raw: unknown, path: ConfigPath): [ProblemKind, string, string] {
  const value = valueAt(raw, path)
  switch (issue.code) {
    case 'invalid_value': {
      if (!issue.message.startsWith('Invalid ')) return wordFault(issue.message, raw, path)
      const values = issue.values.map(String)
      const near = typeof value === 'string' ? suggest(value, values) : undefined
      return [
        'value',
        `${quote(value)} is not one of the known values.`,
        near ? `Did you mean ${near}?` : `Write one of ${values.join(', ')}.`,
      ]
    }
    case 'invalid_key':
      return [
        'value',
        `The name ${quote(path.at(-1))} can't be used.`,
        path[0] === 'upstreams'
          ? 'Use small letters, digits and hyphens: it becomes part of a URL.'
          : 'Use letters, digits, dots, hyphens and underscores.',
      ]
    case 'custom':
      if (issue.params) return ['expression', issue.message, String(issue.params.cure)]
      return wordFault(issue.message, raw, path)
    case 'invalid_type':
      return wordFault(issue.message, raw, path)
    default:
      return ['value', 'This value is not valid here.', describeCure(path, raw)]
  }
}

function wordFault(fault: string, raw: unknown, path: ConfigPath): [ProblemKind, string, string] {
  const value = valueAt(raw, path)
  if (fault.startsWith('Invalid input')) {
    const found =
      value === null
        ? 'empty'
        : Array.isArray(value)
          ? 'a list'
          : typeof value === 'object'
            ? 'a section'
            : quote(value)
    return ['value', `This is ${found}, which is not valid here.`, describeCure(path, raw)]
  }
  const { message, cure } = splitFault(fault)
  return ['value', message, cure]
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

function unknownKey(key: string, path: ConfigPath, raw: unknown): [message: string, cure: string, near?: string] {
  const known = Object.keys(schemaAt(path, raw)?.properties ?? {})
  const other = otherNames[key.toLowerCase().replace(/[-_]/g, '')]
  const near = other !== undefined && known.includes(other) ? other : suggest(key, known)
  const message = `The key \`${key}\` is not known here.`
  if (key === '<<') return [message, 'Merge keys are not supported: write the values out, or use `defaults`.']
  return near === undefined ? [message, `Known: ${known.join(', ')}.`] : [message, `Did you mean \`${near}\`?`, near]
}

function describeCure(path: ConfigPath, raw: unknown): string {
  const schema = schemaAt(path, raw)
  const [example] = schema?.examples ?? []
  const description = schema?.description?.replace(/\.?$/, '.') ?? 'See docs/configuration.md.'
  return example === undefined ? description : `${description} For example: ${String(example)}`
}

// ---------------------------------------------------------------- taking faults out

const toPath = (path: readonly PropertyKey[]): ConfigPath => path.map((step) => (typeof step === 'symbol' ? '' : step))

function removeFaulty(raw: unknown, issues: readonly Issue[]): unknown {
  for (const issue of issues) {
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
