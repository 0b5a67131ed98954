/** What the doctor says of the last logins at an upstream. */
import type { DoctorFinding } from '../admin/dependencies.ts'
import { loginFaults } from './login-faults.ts'
import type { FailedLogin, UpstreamLogins } from './upstream-record.ts'

/** What failed last there and why, and whether logins have succeeded since; what has, is no fault any more. */
export function loginFindings({ lastLogin, failed, unproved }: UpstreamLogins): readonly DoctorFinding[] {
  if (failed === undefined && unproved === undefined) {
    if (lastLogin === undefined) return []
    return [
      { outcome: 'good', what: `The last login succeeded at ${timeOf(lastLogin)}; none is known to have failed.` },
    ]
  }
  return [
    ...(failed === undefined ? [] : [findingOf('The last failed login', failed, lastLogin)]),
    ...(unproved === undefined
      ? []
      : [findingOf('The last refused answer that need not have come from there', unproved, lastLogin, ifNobodyCan)]),
  ]
}

/** Anybody can send such an answer: it is the likely reason where logins fail, and nothing where they don't. */
const ifNobodyCan = 'If people can’t sign in there, this is the likely reason: '

function findingOf(
  what: string,
  { at, errorId, code, fault }: FailedLogin,
  lastLogin: number | undefined,
  when = '',
): DoctorFinding {
  const row = loginFaults.find(({ key }) => key === fault)
  const why = row === undefined ? '' : `, the log says “${row.log}”`
  const failure = `${what}: ${timeOf(at)}, error number ${errorId}, ${code}${why}.`
  if (lastLogin !== undefined && lastLogin > at)
    return { outcome: 'good', what: `${failure} Logins have succeeded since, the last one at ${timeOf(lastLogin)}.` }
  const before = lastLogin === undefined ? '' : ` (the last one at ${timeOf(lastLogin)})`
  return {
    outcome: 'unknown',
    what: `${failure} No login has succeeded since${before}.`,
    cure: row === undefined ? 'The log has the reason under that number.' : `${sentence(`${when}${row.cure}`)}.`,
  }
}

const timeOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
