/** What the runner knows of a run: how each suite's tests ended, as lines for a person and one line for a script. */

/** Sent by a suite's process, one test at a time. */
export type TestReport =
  | { readonly kind: 'passed'; readonly title: string; readonly ms: number }
  | { readonly kind: 'failed'; readonly title: string; readonly error: string }
  | { readonly kind: 'skipped'; readonly title: string }
  | { readonly kind: 'counted'; readonly tests: number }
  | { readonly kind: 'finished' }

export interface Failure {
  readonly suite: string
  readonly title: string
  readonly error: string
}

export interface Skip {
  readonly suite: string
  readonly tests: number
  readonly reason: string
}

/** How one suite ended. */
export interface Outcome {
  readonly passed: number
  readonly failures: readonly Failure[]
  readonly skips: readonly Skip[]
}

export const nothing: Outcome = { passed: 0, failures: [], skips: [] }

export function add(one: Outcome, other: Outcome): Outcome {
  return {
    passed: one.passed + other.passed,
    failures: [...one.failures, ...other.failures],
    skips: [...one.skips, ...other.skips],
  }
}

const sum = (skips: readonly Skip[]) => skips.reduce((total, { tests }) => total + tests, 0)

/** `N passed, N failed`, and `, N skipped` where it is so: the last line of a run, which scripts read. */
export function closingLine({ passed, failures, skips }: Outcome): string {
  const skipped = sum(skips)
  return `${passed} passed, ${failures.length} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`
}

/** Everything that a person must know beside the numbers: each failure whole, each skip with its reason. */
export function findings({ failures, skips }: Outcome): readonly string[] {
  return [
    ...failures.flatMap(({ suite, title, error }, index) => ['', `${index + 1}) ${suite}: ${title}`, indent(error)]),
    ...(skips.length === 0 ? [] : ['', 'Not run, and counted as skipped:']),
    ...skips.map(({ suite, tests, reason }) => `  ${suite}: ${tests} ${tests === 1 ? 'test' : 'tests'}; ${reason}`),
  ]
}

export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '     ')
}
