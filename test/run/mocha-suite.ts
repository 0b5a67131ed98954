/**
 * Runs test files with mocha, in a process of its own that the runner forked, and reports each test to it as it
 * ends. Arguments: `count` or `run`, then the files. With `count` nothing is run, only counted.
 */
import Mocha from 'mocha'
import type { TestReport } from './report.ts'

const [mode, ...files] = process.argv.slice(2)

const report = (message: TestReport) =>
  new Promise<void>((resolve) => {
    if (process.send === undefined) throw new Error('forked by test/run.ts, never called by hand')
    process.send(message, () => resolve())
  })

/** ms: what ends a test that hangs must not end one that the machine is slow with, whatever limit it gave itself. */
const patience = 240_000

const titleOf = (test: Mocha.Test | Mocha.Hook) => test.titlePath().join(' › ')

const mocha = new Mocha({ timeout: patience, forbidOnly: true, dryRun: mode === 'count' })
for (const file of files) mocha.addFile(file)
await mocha.loadFilesAsync()

if (mode === 'count') {
  await report({ kind: 'counted', tests: mocha.suite.total() })
  process.exit(0)
}

const runner = mocha.run(() => {
  // A test that leaves a timer or a socket behind must not keep the whole run waiting.
  void report({ kind: 'finished' }).then(() => process.exit(0))
})
const bePatient = (begun: Mocha.Runnable) => void begun.timeout(Math.max(begun.timeout(), patience))
runner.on(Mocha.Runner.constants.EVENT_HOOK_BEGIN, bePatient)
runner.on(Mocha.Runner.constants.EVENT_TEST_BEGIN, bePatient)
runner.on(Mocha.Runner.constants.EVENT_TEST_PASS, (test: Mocha.Test) =>
  report({ kind: 'passed', title: titleOf(test), ms: test.duration ?? 0 }),
)
runner.on(Mocha.Runner.constants.EVENT_TEST_PENDING, (test: Mocha.Test) =>
  report({ kind: 'skipped', title: titleOf(test) }),
)
runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test: Mocha.Test, error: Error & { diff?: string }) =>
  report({ kind: 'failed', title: titleOf(test), error: error.stack ?? String(error) }),
)
