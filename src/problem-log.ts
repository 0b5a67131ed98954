/** Logs what is wrong with config, apps and keys: each problem when it is new, and once more when it is gone. */
import type { ConfigProblem } from './config/config.ts'
import type { KeyWarning } from './keys/keys.ts'
import type { Log } from './telemetry/logger.ts'

type Problem = Omit<ConfigProblem, 'kind'> & { readonly kind: ConfigProblem['kind'] | 'keys' }

/** Takes all current problems of one part of what is read. */
export type Say = (part: 'config' | 'keys' | 'names' | 'apps', problems: readonly Problem[]) => void

/** A reload logs only what is new or gone: with thousands of apps nobody would find that one line otherwise. */
export function logProblems(log: Log): Say {
  const told = new Map<string, ReadonlyMap<string, Problem>>()
  return (part, problems) => {
    const before = told.get(part) ?? new Map<string, Problem>()
    const now = new Map(problems.map((problem) => [identityOf(problem), problem]))
    told.set(part, now)
    for (const [key, problem] of now) if (!before.has(key)) say(log, problem)
    for (const [key, { file, path, message }] of before) {
      if (!now.has(key)) log.info({ kind: 'config', file, path }, `no longer so: ${message}`)
    }
  }
}

/** Lines move when something is written above them. */
const identityOf = ({ file, path, message }: Problem): string => JSON.stringify([file, path, message])

function say(log: Log, { severity, message, says: _, ...where }: Problem): void {
  const kind = where.kind === 'keys' ? 'keys' : 'config'
  log[severity === 'error' ? 'error' : 'warn']({ ...where, kind, problem: where.kind }, message)
}

/** What deserves attention about a key. */
export const asProblem = ({ file, message, cure }: KeyWarning): Problem => ({
  kind: 'keys',
  severity: 'warning',
  file,
  path: '',
  message,
  cure,
  says: undefined,
})

/** Logs what deserves attention about a key, every time it is called: reminders are meant to be repeated. */
export const warnOf =
  (log: Log) =>
  (warning: KeyWarning): void =>
    say(log, asProblem(warning))
