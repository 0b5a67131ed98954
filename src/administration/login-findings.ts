/** What the doctor says of the last logins at an upstream. */
import type { DoctorFinding } from '../admin/dependencies.ts'
import { finding } from '../cli/doctor-finding.ts'
import { inARow, type Said, type Sentence, said } from '../core/said.ts'
import type { LoginFault } from './login-fault.ts'
import { loginFaults } from './login-faults.ts'
import type { FailedLogin, UpstreamLogins } from './upstream-record.ts'

/** What failed last there and why, and whether logins have succeeded since; what has, is no fault any more. */
export function loginFindings({ lastLogin, failed, unproved }: UpstreamLogins): readonly DoctorFinding[] {
  if (failed === undefined && unproved === undefined) {
    if (lastLogin === undefined) return []
    return [finding('good', said`The last login succeeded at ${timeOf(lastLogin)}; none is known to have failed.`)]
  }
  return [
    ...(failed === undefined ? [] : [findingOf(failedLogin, failed, lastLogin)]),
    ...(unproved === undefined ? [] : [findingOf(refusedAnswer, unproved, lastLogin, [ifNobodyCan])]),
  ]
}

/** Anybody can send such an answer: it is the likely reason where logins fail, and nothing where they don't. */
const ifNobodyCan = 'If people can’t sign in there, this is the likely reason.'

type Failure = (failed: FailedLogin, log: string | undefined) => Said

/** The log's words are English everywhere. */
const failedLogin: Failure = ({ at, errorId, code }, log) =>
  log === undefined
    ? said`The last failed login: ${timeOf(at)}, error number ${errorId}, ${code}.`
    : said`The last failed login: ${timeOf(at)}, error number ${errorId}, ${code}, the log says “${log}”.`

const refusedAnswer: Failure = ({ at, errorId, code }, log) =>
  log === undefined
    ? said`The last refused answer that need not have come from there: ${timeOf(at)}, error number ${errorId}, ${code}.`
    : said`The last refused answer that need not have come from there: ${timeOf(at)}, error number ${errorId}, ${code}, the log says “${log}”.`

function findingOf(
  failure: Failure,
  failed: FailedLogin,
  lastLogin: number | undefined,
  before: readonly Sentence[] = [],
): DoctorFinding {
  const row = loginFaults.find(({ key }) => key === failed.fault)
  const what = failure(failed, row?.log)
  if (lastLogin !== undefined && lastLogin > failed.at)
    return finding('good', inARow(what, said`Logins have succeeded since, the last one at ${timeOf(lastLogin)}.`))
  const since =
    lastLogin === undefined
      ? 'No login has succeeded since.'
      : said`No login has succeeded since (the last one at ${timeOf(lastLogin)}).`
  const cure = row === undefined ? 'The log has the reason under that number.' : inARow(...before, cureOf(row))
  return finding('unknown', inARow(what, since), cure)
}

const timeOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** As a sentence: the documents have it in a table. */
export const cureOf = ({ cure }: Pick<LoginFault, 'cure'>): string => `${cure.charAt(0).toUpperCase()}${cure.slice(1)}.`
