/** The section `admin` as written → as resolved. */
import { upstreamName } from '../core/identifiers.ts'
import type { AdminConfig } from './admin.ts'
import { parseDuration } from './formats.ts'
import type { Problems } from './problems.ts'
import { unknownUpstream } from './resolve-access.ts'
import type { FileAdmin } from './schema-admin.ts'

/** Undefined where there is no such section: nothing of the console is there. */
export function resolveAdmin(
  written: FileAdmin,
  { problems, upstreams }: { readonly problems: Problems; readonly upstreams: readonly string[] },
): AdminConfig | undefined {
  if (written === undefined) return undefined
  const { allow, read, upstream, maxAuthnAge } = written
  const at = ['admin']
  if (upstream !== undefined && !upstreams.includes(upstream)) {
    problems.error('reference', [...at, 'upstream'], ...unknownUpstream(upstream, upstreams))
  }
  if (/^\(*\s*true\s*\)*$/.test(allow)) {
    const message = 'Everyone who can log in upstream is an administrator.'
    problems.warn('weak', [...at, 'allow'], message, 'Name a group, as in "isthmus-admins" in groups.')
  }
  return {
    allow,
    ...(read !== undefined && { read }),
    ...(upstream !== undefined && { upstream: upstreamName(upstream) }),
    maxAuthnAge: parseDuration(maxAuthnAge) ?? 0,
  }
}
