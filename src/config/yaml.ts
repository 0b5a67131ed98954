/** Reads YAML 1.2 with the line of every key. No tags, no merge keys, few aliases: a config needs none of them. */
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import { deepest, hasTooManyKeys, mostKeys, nestsTooDeep } from '../core/nesting.ts'
import { type Sentence, said } from '../core/said.ts'
import { yamlFault } from '../core/yaml-fault.ts'
import { hasTooManyTokens } from '../core/yaml-tokens.ts'
import { readPlainSettings } from './plain-settings.ts'
import { type ConfigPath, type Locate, Problems } from './problems.ts'

/** Aliases may be used this often; a bomb needs many more. */
const mostAliases = 50

export interface YamlFile {
  /** The file as plain values; undefined where it isn't YAML. */
  readonly raw: unknown
  readonly problems: Problems
}

/**
 * Parses the text of a config file. `problems` has what is not YAML, and takes what is found later.
 * @param inText where a path is in the text, where the text is only a part of what is judged
 */
export function parseYaml(text: string, file: string, inText: (path: ConfigPath) => ConfigPath = whole): YamlFile {
  if (nestsTooDeep(text)) return unread(file, tooDeep, 'Write it with fewer levels.')
  const lines = new LineCounter()
  const document = parseDocument(text, { version: '1.2', prettyErrors: false, lineCounter: lines })
  const lineOf = (offset: number) => lines.linePos(offset).line
  const lineIfAny = (offset: number | undefined) => (offset === undefined ? undefined : lineOf(offset))
  const found: Fault[] = withoutEchoes([...document.errors, ...document.warnings]).map(({ code, message, pos }) => ({
    line: lineOf(pos[0]),
    message: yamlFault(code, code === 'MULTIPLE_DOCS' ? severalDocuments : `This is not YAML: ${message}`),
    cure: yamlCure(code, message, text.split('\n')[lineOf(pos[0]) - 1] ?? ''),
  }))
  if (found.length === 0)
    found.push(...unfit(document.contents).map(([node, what]) => ({ line: lineIfAny(node.range?.[0]), ...what })))
  const locate: Locate = (path) => lineIfAny(offsetOf(document.contents, inText(path)))
  const problems = new Problems(file, locate)
  if (found.length > 0) return { raw: undefined, problems: reportFaults(file, found) }
  return { raw: toPlain(() => document.toJS({ maxAliasCount: mostAliases }), problems), problems }
}

/** The same for the settings of one app, of which no more is read than a person would write (attack 99). */
export function parseSettings(text: string, place: string, inText: (path: ConfigPath) => ConfigPath): YamlFile {
  if (hasTooManyKeys(text)) return unread(place, tooManyKeys, 'Keep what one app needs.')
  if (hasTooManyTokens(text)) return unread(place, tooMuch, 'Keep what one app needs.')
  const plain = readPlainSettings(text)
  if (plain !== undefined) {
    const locate: Locate = (path) => plain.lines.get(String(inText(path)[0]))
    return { raw: plain.raw, problems: new Problems(place, locate) }
  }
  return parseYaml(text, place, inText)
}

/** A text that no parser is asked about. */
const unread = (file: string, message: Fault['message'], cure: Fault['cure']): YamlFile => ({
  raw: undefined,
  problems: reportFaults(file, [{ line: undefined, message, cure }]),
})

const tooManyKeys = said`These settings have more than ${mostKeys} keys.`

const tooMuch = 'These settings have too many lines and values.'

const tooDeep = said`This is nested more than ${deepest} levels deep.`

const whole = (path: ConfigPath): ConfigPath => path

interface Fault {
  readonly line: number | undefined
  readonly message: Sentence
  readonly cure: string
}

function reportFaults(file: string, faults: readonly Fault[]): Problems {
  let current: number | undefined
  const problems = new Problems(file, () => current)
  for (const { line, message, cure } of faults) {
    current = line
    problems.error('yaml', [], message, cure)
  }
  return problems
}

function toPlain(convert: () => unknown, problems: Problems): unknown {
  try {
    return convert()
  } catch {
    const cure = said`Use each anchor at most ${mostAliases} times in all.`
    problems.error('yaml', [], 'The file uses too many aliases.', cure)
    return undefined
  }
}

/**
 * One slip makes the parser stumble again and again: only the first is reported. A duplicate key is a slip of its own.
 */
function withoutEchoes<Complaint extends Pick<YAMLError, 'code' | 'pos'>>(
  complaints: readonly Complaint[],
): Complaint[] {
  const inOrder = complaints.toSorted((one, other) => one.pos[0] - other.pos[0])
  const [first] = inOrder.filter(({ code }) => code !== 'DUPLICATE_KEY')
  return first === undefined
    ? inOrder
    : inOrder.filter((one) => one === first || (one.code === 'DUPLICATE_KEY' && one.pos[0] < first.pos[0]))
}

/** The parser's own words are for programmers. */
const severalDocuments = 'This is not YAML: these are several documents in one.'

const quotes = 'Put quotes around a value with special characters.'
const indentation =
  'Check the indentation of this line and those around it: keys that belong together start in the same column.'

function yamlCure(code: YAMLError['code'], message: string, written: string): string {
  if (/:\s*\[[0-9a-f:]*:[0-9a-f:]*\]:\d+/i.test(written)) return 'Put quotes around an IPv6 address: "[::1]:8080".'
  if (code === 'TAB_AS_INDENT' || /^\s*\t/.test(written)) return 'Indent with spaces, not with tabs.'
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'Keep one of the two, or merge them.'
    case 'MULTIPLE_DOCS':
      return 'Keep one of them: --- begins another.'
    case 'MULTILINE_IMPLICIT_KEY':
      return 'Put a colon and a space after the key.'
    case 'MISSING_CHAR':
      return /quote/.test(message)
        ? 'Close the quote, here or on a line before.'
        : 'Put a colon and a space after the key.'
    case 'BAD_INDENT':
      return /^Flow/.test(message) ? 'Close the bracket that was opened above.' : indentation
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:\s.*:(\s|$)/.test(written) ? quotes : indentation
    case 'BAD_DQ_ESCAPE':
      return 'Write a backslash twice, or put the value into single quotes.'
    case 'UNEXPECTED_TOKEN':
      return /block-seq/.test(message)
        ? 'Put each item of a list on a line of its own, after a hyphen and a space.'
        : quotes
    default:
      return /["'#{}[\]&*!|>%@`]/.test(written) ? quotes : indentation
  }
}

const oddKey = {
  message: 'This key is not plain text.',
  cure: 'Write a simple name before the colon.',
}

const strayAlias = {
  message: 'A value begins with *, which means an alias, but there is no such anchor.',
  cure: 'Put quotes around the value.',
}

const endlessAlias = {
  message: 'This alias (*) stands inside the value that it means.',
  cure: 'Write the value itself in its place.',
}

/**
 * What YAML allows and no config can hold: keys that a plain object can't have, or that reach its prototype; aliases of
 * nothing, and those inside what their anchor names, since whoever walks through such a value never comes to its end.
 */
function unfit(contents: unknown): (readonly [node: Node, what: typeof oddKey])[] {
  const found: (readonly [Node, typeof oddKey])[] = []
  if (!isNode(contents)) return found
  const anchors = new Set<string>()
  visit(contents, {
    Value(_, { anchor }) {
      if (anchor !== undefined) anchors.add(anchor)
    },
    Pair(_, { key }: Pair) {
      const odd = !isScalar(key) || key.value === '__proto__' || key.value === null || typeof key.value === 'object'
      if (odd && isNode(key)) found.push([key, oddKey])
    },
    Alias(_, alias, around) {
      const isEndless = around.some((one) => (isMap(one) || isSeq(one)) && one.anchor === alias.source)
      if (isEndless) found.push([alias, endlessAlias])
      else if (!anchors.has(alias.source)) found.push([alias, strayAlias])
    },
  })
  return found
}

/** Where the last key of the path stands; of a path that goes on beyond the file, the last part that is there. */
function offsetOf(contents: unknown, path: ConfigPath): number | undefined {
  let node: unknown = contents
  let offset: number | undefined
  for (const step of path) {
    const next = child(node, step)
    if (!next) break
    offset = next.offset ?? offset
    node = next.value
  }
  return offset
}

function child(node: unknown, step: string | number): { offset: number | undefined; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
    return pair && { offset: isNode(pair.key) ? pair.key.range?.[0] : undefined, value: pair.value }
  }
  if (!isSeq(node)) return undefined
  const item = node.items[Number(step)]
  return isNode(item) ? { offset: item.range?.[0], value: item } : undefined
}
