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
  const names = measured.flatMap(({ node, openssl }) => [`Node ${node}, OpenSSL ${openssl}`])
  const [first] = measured
  const lines = [
    `| CPU in RSA-2048 signatures | target | ${names.join(' | ')} |`,
    `|---|---|${names.map(() => '--:|').join('')}`,
    ...(first?.rows ?? []).map(({ name, target }, index) => {
      const values = measured.map(({ rows }) => rows[index]?.value ?? '')
      return `| ${name.replace(/ at \d+ logins a second/, ' at half of the rate above')} | ${target} | ${values.join(' | ')} |`
    }),
    '',
    `${new Date().toISOString().slice(0, 10)}, ${machine()}.${lacking.map((reason) => ` ${reason}.`).join('')}`,
  ]
  return lines.join('\n')
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
