/** Writes docs/configuration.md from the schema: every key, what it means, and its default. */
import { durationPattern } from './formats.ts'
import { upstreamPresets } from './presets.ts'
import { jsonSchema } from './schema.ts'

type Schema = NonNullable<ReturnType<typeof jsonSchema>['properties']>[string]
type Section = Extract<Schema, object>

const introduction = `# Configuration

One YAML file, \`isthmus.yaml\` in the working directory, or another one with \`--config\`. \`certs/\` (our keys) and
\`metadata/\` (the drop folder: see [apps.md](apps.md)) lie beside it, and paths in it are relative to it. Ten lines are
enough:

\`\`\`yaml
publicUrl: https://sso.home.internal
trustedProxies: [127.0.0.1]
upstreams:
  authelia:
    kind: authelia
    issuer: https://auth.home.internal
    clientId: isthmus
    clientSecretFile: secrets/authelia
apps:
  wiki:
    metadata: partners/wiki.xml
\`\`\`

- \`isthmus check\` tells everything that is wrong at once, with line and cure. Unknown keys are errors, weak settings are
  warnings. \`isthmus schema\` prints the JSON Schema for your editor.
- Durations have a unit: \`500ms\`, \`30s\`, \`5m\`, \`8h\`, \`1d\`.
- Secrets never stand in the file. A key that ends in \`File\` names a file with the secret in it (one newline at its end is
  dropped); or the environment has it: \`ISTHMUS_UPSTREAMS_<NAME>_CLIENTSECRET\`, \`ISTHMUS_STORAGE\`.
- Plain http is for this machine alone (\`localhost\`, \`127.0.0.1\`). For a CA of your own there is \`caFile\`.
- Placeholders (\`example.com\`, \`CHANGEME\`, \`<…>\`) are refused wherever they stand.
- The file, the secrets, \`metadata/\` and \`certs/\` are read again within a second after a change, and on SIGHUP. What
  has an error is not taken: the config before it stays in force. \`listen\`, \`tls\`, \`storage\`, \`publicUrl\` and \`metrics\`
  need a restart.

What an app can be told, and how, is in [apps.md](apps.md).

This page is written by \`isthmus schema --markdown\`.
`

/** The whole page. */
export function configurationReference(): string {
  const { properties = {}, required = [] } = jsonSchema()
  const sections = Object.entries(properties).flatMap(([name, schema]) => sectionOf(name, schema))
  const parts = [introduction, '## The file\n', tableOf({ properties, required }), ...sections, presets()]
  return `${parts.join('\n').trimEnd()}\n`
}

function sectionOf(name: string, schema: Schema): readonly string[] {
  if (typeof schema === 'boolean') return []
  const named = schema.additionalProperties
  if (typeof named === 'object') {
    const of = `${name}.<name>`
    return [`## \`${of}\`\n`, ...membersOf(named).flatMap((member) => memberOf(of, member))]
  }
  if (!schema.properties) return []
  if (name === 'defaults')
    return [
      '## `defaults`\n',
      'The same keys as under an app, from `attributes` on: for every app that does not set them itself, and for\nfiles dropped into `metadata/`.\n',
    ]
  return [`## \`${name}\`\n`, tableOf(schema), ...nestedOf(name, schema)]
}

/** An entry is one of several, each with keys of its own. */
const membersOf = (named: Section): readonly Section[] =>
  (named.oneOf ?? [named]).filter((member) => typeof member === 'object')

function memberOf(of: string, member: Section): readonly string[] {
  const title = member.title === undefined ? [] : [`### \`${of}\`: ${member.title}\n`]
  return [...title, tableOf(member), ...nestedOf(of, member)]
}

/** Tables for the keys that are sections themselves: rows of `contexts`, a `nameId` or an attribute written out. */
function nestedOf(path: string, { properties = {} }: Section): readonly string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (typeof schema === 'boolean') return []
    const inner = innerObject(schema)
    if (inner === undefined) return []
    const of = `${path}.${name}`
    return [`### \`${of}\`, written out\n`, tableOf(inner), ...nestedOf(of, inner)]
  })
}

/** The object with properties in a section, a list of sections, a map of sections, or one branch of a union. */
function innerObject(schema: Section): Section | undefined {
  if (schema.properties) return schema
  const inside = [...(schema.anyOf ?? []), schema.additionalProperties, schema.items]
  for (const each of inside) {
    const found = typeof each === 'object' && !Array.isArray(each) && each !== null ? innerObject(each) : undefined
    if (found) return found
  }
  return undefined
}

function tableOf({ properties = {}, required = [] }: Pick<Section, 'properties' | 'required'>): string {
  const rows = Object.entries(properties).flatMap(([name, schema]) =>
    typeof schema === 'boolean'
      ? []
      : [[`\`${name}\``, typeOf(schema), defaultOf(schema, required.includes(name)), meaningOf(schema)]],
  )
  return table(['key', 'value', 'default', ''], rows)
}

/** Markdown with aligned columns, as the formatter wants it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), ''].join('\n')
}

function typeOf(schema: Section): string {
  if (schema.pattern === durationPattern) return 'duration'
  if (schema.const !== undefined) return `\`${schema.const}\``
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ')
  if (schema.anyOf)
    return [...new Set(schema.anyOf.map((each) => (typeof each === 'object' ? typeOf(each) : '')))].join(' or ')
  switch (schema.type) {
    case 'boolean':
      return '`true`, `false`'
    case 'array':
      return 'list'
    case 'object':
      return schema.additionalProperties ? 'map' : 'section'
    default:
      return 'text'
  }
}

function defaultOf(schema: Section, isRequired: boolean): string {
  if (isRequired && schema.default === undefined) return '**needed**'
  const { default: value } = schema
  if (value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)) return ''
  return Array.isArray(value) ? `\`${value.join(' ')}\`` : `\`${String(value)}\``
}

function meaningOf({ description = '', examples = [], pattern }: Section): string {
  const shown = pattern === undefined ? examples.map((example) => `\`${String(example)}\``) : []
  const text = shown.length === 0 ? description : `${description} For example ${shown.join(', ')}.`
  return text.replaceAll('|', '\\|')
}

// ---------------------------------------------------------------- what each kind brings

function presets(): string {
  const rows = Object.entries(upstreamPresets).map(([kind, preset]) => {
    const { scopes, subjectFrom, trustEmail, passive, forceAuthn, contexts } = preset
    const force = `${forceAuthn.prompt ? `\`prompt=${forceAuthn.prompt}\`, ` : ''}\`max_age=${forceAuthn.maxAge}\``
    const plain = [scopes.join(' '), subjectFrom, trustEmail, String(passive)].map((value) => `\`${value}\``)
    return [`\`${kind}\``, ...plain, force, contexts.map(describeRow).join('<br>')]
  })
  const names = ['scopes', 'subjectFrom', 'trustEmail', 'passive', 'forceAuthn', 'contexts'].map(
    (name) => `\`${name}\``,
  )
  return `## What each \`kind\` brings\n\n${table(['', ...names], rows)}`
}

function describeRow({ class: name, acr, amr }: (typeof upstreamPresets)['generic']['contexts'][number]): string {
  const short = name.replace('urn:oasis:names:tc:SAML:2.0:ac:classes:', '')
  const proof = [...(acr ? [`acr ${acr.join(' or ')}`] : []), ...(amr ? [`amr ${amr.join(' and ')}`] : [])].join(
    ', or ',
  )
  return `${proof}: ${short}`
}
