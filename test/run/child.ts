/** Starts what a suite runs in processes of their own, and reads how it ended. */
import { execFile, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Failure, nothing, type Outcome, type Skip, type TestReport } from './report.ts'

const run = promisify(execFile)
const mochaSuite = fileURLToPath(new URL('./mocha-suite.js', import.meta.url))
const progressEvery = 10_000
const keptOutput = 20_000

/** One command that is a check by itself: passes where it exits with 0. */
export async function runCheck(suite: string, command: string, args: readonly string[]): Promise<Outcome> {
  try {
    await run(command, args, { maxBuffer: 64 * 1024 * 1024 })
    return { ...nothing, passed: 1 }
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    const output = `${stdout}${stderr}` || message
    return { ...nothing, failures: [{ suite, title: [command, ...args].join(' '), error: output }] }
  }
}

/** How many tests the files hold. Throws where they can't be loaded. */
export async function countTests(files: readonly string[]): Promise<number> {
  let tests: number | undefined
  await superviseMocha('count', files, 60_000, (report) => {
    if (report.kind === 'counted') tests = report.tests
  })
  if (tests === undefined) throw new Error('the files could not be loaded')
  return tests
}

/**
 * Runs test files in one process.
 * @param limit ms; a suite that takes longer is ended and has failed
 * @param each prints every test, for suites where one takes long
 */
export async function runMocha(
  suite: string,
  files: readonly string[],
  limit: number,
  each: boolean,
): Promise<Outcome> {
  let passed = 0
  let finished = false
  const failures: Failure[] = []
  const skips: Skip[] = []
  const progress = setInterval(() => console.log(`    … ${suite}: ${passed} passed so far`), progressEvery)
  const ending = await superviseMocha('run', files, limit, (report) => {
    if (report.kind === 'passed') {
      passed += 1
      if (each) console.log(`    ✔ ${suite}: ${report.title} (${(report.ms / 1000).toFixed(1)} s)`)
    } else if (report.kind === 'failed') {
      failures.push({ suite, title: report.title, error: report.error })
      console.log(`    ✘ ${suite}: ${report.title}`)
    } else if (report.kind === 'skipped') {
      skips.push({ suite, tests: 1, reason: `skipped itself: ${report.title}` })
    } else if (report.kind === 'finished') finished = true
  })
  clearInterval(progress)
  if (!finished) failures.push({ suite, title: ending.how, error: ending.output })
  else if (passed + failures.length + skips.length === 0) {
    failures.push({ suite, title: 'there is no test in its files', error: files.join('\n') })
  }
  return { passed, failures, skips }
}

interface Ending {
  readonly how: string
  /** The last of what it printed. */
  readonly output: string
}

function superviseMocha(
  mode: 'count' | 'run',
  files: readonly string[],
  limit: number,
  heard: (report: TestReport) => void,
): Promise<Ending> {
  return new Promise((resolve) => {
    const child = fork(mochaSuite, [mode, ...files], {
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A process group of its own, so that whatever a suite leaves behind ends with it.
      detached: true,
    })
    const endGroup = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // Nobody is left in the group.
      }
    }
    let output = ''
    let late = false
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-keptOutput)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('message', (report: TestReport) => heard(report))
    const timer = setTimeout(() => {
      late = true
      endGroup()
    }, limit)
    process.once('exit', endGroup)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      process.off('exit', endGroup)
      endGroup()
      const how = late
        ? `still running after ${limit / 1000} s`
        : `ended by itself with ${signal ?? `exit code ${code}`}`
      resolve({ how, output })
    })
  })
}
