/** Where people sign in, and whether a login there would work. */
import type { AdminDependencies, DoctorFinding, UpstreamInForce } from './dependencies.ts'
import { notFound } from './refused.ts'

export function listUpstreams({ upstreams }: AdminDependencies): readonly UpstreamInForce[] {
  return upstreams
}

export interface UpstreamReport {
  readonly upstream: UpstreamInForce
  readonly findings: readonly DoctorFinding[]
}

/** Asks it now. @throws Refused `not-found` */
export async function reportUpstream(deps: AdminDependencies, name: string): Promise<UpstreamReport> {
  const upstream = deps.upstreams.find((one) => one.name === name)
  if (upstream === undefined) throw notFound(`upstream ${name}`, '', ['no-upstream', { name }])
  return { upstream, findings: await deps.doctor(upstream.name) }
}
