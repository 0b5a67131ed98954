/** Whether an upstream's clock and ours agree: tokens from the future, or old ones, are refused. */
import { said } from '../core/said.ts'
import type { ProbingConnection } from '../upstream/oidc-rp/fetch.ts'
import { type Finding, finding } from './doctor-finding.ts'

/** ms; the header counts whole seconds, and the answer took a while. */
const unnoticed = 5_000

/**
 * Compares its `Date` header (RFC 9110, 6.6.1) with our clock; nothing where they agree, or it sends none.
 * @param tolerance ms
 */
export async function clockFinding(
  connection: ProbingConnection,
  url: string,
  tolerance: number,
): Promise<readonly Finding[]> {
  const before = Date.now()
  const { headers } = await connection.ask({ method: 'GET', url, headers: { accept: 'application/json' } })
  const theirs = Date.parse(headers.date ?? '')
  if (Number.isNaN(theirs)) return []
  const behind = before - theirs - 1000
  const ahead = theirs - Date.now()
  const difference = Math.max(behind, ahead)
  return difference < unnoticed ? [] : [judge(difference, behind > ahead, tolerance)]
}

function judge(difference: number, behind: boolean, tolerance: number): Finding {
  const seconds = Math.round(difference / 1000)
  const allowed = tolerance / 1000
  const what = behind
    ? said`Its clock is ${seconds} s behind ours, and ${allowed} s are allowed (\`clockSkew\`).`
    : said`Its clock is ${seconds} s ahead of ours, and ${allowed} s are allowed (\`clockSkew\`).`
  return finding(difference > tolerance ? 'bad' : 'unknown', what, 'Set the clocks of both machines by NTP.')
}
