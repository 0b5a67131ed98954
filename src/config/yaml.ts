/** Reads YAML 1.2 with the line of every key. No tags, no merge keys, few aliases: a config needs none of them. */
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from 'yaml'
import { type ConfigPath, type Locate, Problems } from './problems.ts'

/** Aliases may be used this often; a bomb needs many more. */
const mostAliases = 50

export interface YamlFile {
  /** The file as plain values; undefined where it isn't YAML. */
  readonly raw: unknown
  readonly problems: Problems
}

/** Parses the text of a config file. `problems` has what is no YAML, and takes what is found later. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { version: '1.2', prettyErrors: false, lineCounter: lines })
  const lineOf = (offset: number | undefined) => (offset === undefined ? undefined : lines.linePos(offset).line)
  const faults: Fault[] = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    line: lineOf(pos[0]),
    message: `This is not YAML: ${message}`,
    cure: yamlCure(text, lineOf(pos[0])),
  }))
  faults.push(...oddKeys(document.contents).map((node) => ({ line: lineOf(node.range?.[0]), ...oddKey })))
  const locate: Locate = (path) => lineOf(offsetOf(document.contents, path))
  const problems = new Problems(file, locate)
  if (faults.length > 0) return { raw: undefined, problems: reportFaults(file, faults) }
  return { raw: toPlain(() => document.toJS({ maxAliasCount: mostAliases }), problems), problems }
}

interface Fault {
  readonly line: number | undefined
  readonly message: string
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
    problems.error(
      'yaml',
      [],
      'The file uses too many aliases.',
      `Use each anchor at most ${mostAliases} times in all.`,
    )
    return undefined
  }
}

function yamlCure(text: string, line: number | undefined): string {
  const written = line === undefined ? '' : (text.split('\n')[line - 1] ?? '')
  if (/:\s*\[[0-9a-f:]*:[0-9a-f:]*\]:\d+/i.test(written)) return 'Put quotes around an IPv6 address: "[::1]:8080".'
  if (/\t/.test(written)) return 'Indent with spaces, not with tabs.'
  if (/:\s*["'].*["']\S|[:#{}[\]&*!|>%@`]/.test(written)) return 'Put quotes around a value with special characters.'
  return 'Look at the indentation of this line and the one before it.'
}

const oddKey = {
  message: 'This key is not plain text.',
  cure: 'Write a simple name before the colon.',
}

/** Keys that a plain object can't hold, or that reach its prototype. */
function oddKeys(contents: unknown): Node[] {
  const found: Node[] = []
  if (!isNode(contents)) return found
  visit(contents, {
    Pair(_, { key }: Pair) {
      const odd = !isScalar(key) || key.value === '__proto__' || key.value === null || typeof key.value === 'object'
      if (odd && isNode(key)) found.push(key)
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
