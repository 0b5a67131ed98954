/** The table of a run, and its place in docs/performance.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import type { Row } from './measures.ts'

/** What one Node measured. */
export interface Measured {
  readonly node: string
  readonly openssl: string
  readonly rows: readonly Row[]
}

/** Markdown: one column for each Node, then a line on the machine and on each Node that is lacking. */
export function toMarkdown(measured: readonly Measured[], lacking: readonly string[]): string {
  const nodes = measured.map(({ node, openssl }) => `Node ${node}, OpenSSL ${openssl}`)
  const rows = (measured[0]?.rows ?? []).map(({ name, target }) => [
    name,
    target,
    ...measured.map(({ rows }) => rows.find((row) => row.name === name)?.value ?? 'not measured'),
  ])
  const table = padded([['CPU in RSA-2048 signatures', 'target', ...nodes], ...rows])
  const reasons = lacking.map((reason) => ` ${reason}.`).join('')
  return [...table, '', `${new Date().toISOString().slice(0, 10)}, ${machine()}.${reasons}`].join('\n')
}

/** Lines of a table whose columns are as wide as what stands in them, as the formatter wants them. */
function padded([head = [], ...rows]: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => (cells[column] ?? '').length)))
  const isText = (column: number) => column < 2
  const pad = (text: string, column: number) => {
    const width = widths[column] ?? 0
    return isText(column) ? text.padEnd(width) : text.padStart(width)
  }
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(' | ')} |`
  const rule = widths.map((width, column) => (isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)]
}

function machine(): string {
  const all = cpus()
  return `${all.length} cores of ${all[0]?.model.trim() ?? 'an unknown CPU'}, shared with the OP and the browsers of the test; load average when it ended ${loadavg()[0]?.toFixed(1)}`
}

const begin = '<!-- bench: begin -->'
const end = '<!-- bench: end -->'

/** Puts the table between the two markers of a page. Throws where they are not there. */
export function writeInto(page: string, table: string): void {
  const text = readFileSync(page, 'utf8')
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`${page} lacks ${begin} or ${end}`)
  writeFileSync(page, `${before}${begin}\n\n${table}\n\n${end}${after}`)
}
