/**
 * `npm test`: everything, on real parts. It installs what the machine lacks where it can, runs each suite in a
 * process of its own, some side by side, and ends with the line `N passed, N failed` (`, N skipped` where something could not be run).
 *
 *   run/suites.ts       what is run, and what it needs
 *   run/parts.ts        the parts that suites need, and how they get onto the machine
 *   run/child.ts        a suite's process; run/mocha-suite.ts is what runs in it
 *   run/report.ts       outcomes, and the lines that tell of them
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countTests, runCheck, runMocha } from './run/child.ts'
import { type Part, provideParts } from './run/parts.ts'
import { add, closingLine, findings, nothing, type Outcome } from './run/report.ts'
import { type Suite, stages } from './run/suites.ts'

const built = fileURLToPath(new URL('.', import.meta.url))
process.chdir(join(built, '../..'))
// Ended from outside, the suites' processes are ended too: each is bound to this one's exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))

const started = Date.now()
const lacking = provideParts()
let total: Outcome = nothing
for (const { lanes, suites } of stages) {
  const waiting = suites.flatMap(pieces)
  const outcomes = await Promise.all(Array.from({ length: lanes }, () => runLane(waiting)))
  total = outcomes.reduce(add, total)
}
for (const line of findings(total)) console.log(line)
console.log(`\nNode ${process.versions.node} ran this in ${seconds(started)}.`)
console.log(closingLine(total))
process.exitCode = total.failures.length === 0 ? 0 : 1

/** A suite whose files are run apart is as many suites as it has files. */
function pieces(suite: Suite): readonly Suite[] {
  if ('command' in suite || suite.apart !== true) return [suite]
  return suite.files.flatMap(({ path, needs }) => {
    const files = testFiles(join(built, path)).map((file) => relative(built, file))
    if (files.length === 0) return [suite]
    return files.map((file) => ({ ...suite, name: file.replace(/\.test\.js$/, ''), files: [{ path: file, needs }] }))
  })
}

/** Takes one suite after the other from those that wait, until none does. */
async function runLane(waiting: Suite[]): Promise<Outcome> {
  let outcome = nothing
  for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) {
    console.log(`▶ ${suite.name}`)
    const begun = Date.now()
    const ended = await runSuite(suite, lacking)
    console.log(`■ ${suite.name}: ${closingLine(ended)} in ${seconds(begun)}`)
    outcome = add(outcome, ended)
  }
  return outcome
}

async function runSuite(suite: Suite, lacking: (part: Part) => Promise<string | undefined>): Promise<Outcome> {
  if ('command' in suite) return runCheck(suite.name, suite.command, suite.args)
  const runnable: string[] = []
  let outcome = nothing
  for (const { path, needs } of suite.files) {
    const files = testFiles(join(built, path))
    const reason = await firstOf(needs, lacking)
    if (files.length === 0) outcome = add(outcome, failed(suite.name, path, 'no test file is there'))
    else if (reason === undefined) runnable.push(...files)
    else outcome = add(outcome, await skipped(suite.name, path, files, reason))
  }
  if (runnable.length === 0) return outcome
  return add(outcome, await runMocha(suite.name, runnable, suite.limit, suite.each === true))
}

/** One after the other: building two parts at once would take both cores from the suites beside it. */
async function firstOf(needs: readonly Part[], lacking: (part: Part) => Promise<string | undefined>) {
  for (const part of needs) {
    const reason = await lacking(part)
    if (reason !== undefined) return reason
  }
  return undefined
}

/** Tests that can't be run are counted all the same. Files that can't even be loaded have failed. */
async function skipped(suite: string, path: string, files: readonly string[], reason: string): Promise<Outcome> {
  try {
    return { ...nothing, skips: [{ suite, tests: await countTests(files), reason: `${path}: ${reason}` }] }
  } catch (error) {
    return failed(suite, path, String(error))
  }
}

function failed(suite: string, title: string, error: string): Outcome {
  return { ...nothing, failures: [{ suite, title, error }] }
}

function testFiles(path: string): readonly string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => join(path, name))
    .filter(hasSource)
}

/** A test that was renamed or taken away leaves what was compiled of it. */
function hasSource(file: string): boolean {
  const source = join('test', relative(built, file)).replace(/\.js$/, '')
  return existsSync(`${source}.ts`) || existsSync(`${source}.tsx`)
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}
