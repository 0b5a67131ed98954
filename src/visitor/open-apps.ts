/** The apps that the people signed in may open, for the home page. */
import { allowedUpstreams } from '../core/login/routing.ts'
import type { AppPolicy } from '../core/policy/app-policy.ts'
import { toIdentity } from '../core/policy/attributes.ts'
import { authorize } from '../core/policy/authorization.ts'
import type { Identity } from '../core/policy/identity.ts'
import type { LoginDependencies } from '../core/ports/hub.ts'
import type { LiveSession } from '../core/session/records.ts'
import { Slices } from '../core/slices.ts'

/** A longer page of links helps nobody. */
const shownAtMost = 100

/** By name. Whether an app lets the person in is judged again at the login. */
export async function openTo(
  hub: Pick<LoginDependencies, 'policies' | 'upstreams'>,
  live: readonly LiveSession[],
): Promise<readonly { readonly name: string; readonly url: string }[]> {
  const people = live.flatMap(({ session: { authentication } }) => {
    const upstream = hub.upstreams.get(authentication.upstream)
    return upstream === undefined ? [] : [toIdentity(authentication, upstream)]
  })
  if (people.length === 0) return []
  const open: { name: string; url: string }[] = []
  const slices = new Slices()
  for (const policy of hub.policies.startable()) {
    if (open.length === shownAtMost) break
    const { displayName: name, startUrl: url } = policy
    if (url !== undefined && people.some((person) => mayOpen(hub, policy, person))) open.push({ name, url })
    await slices.rest()
  }
  return open.sort((one, other) => one.name.localeCompare(other.name))
}

function mayOpen(hub: Pick<LoginDependencies, 'upstreams'>, policy: AppPolicy, person: Identity): boolean {
  if (!allowedUpstreams(hub, policy).includes(person.upstream)) return false
  try {
    authorize(policy, person)
    return true
  } catch {
    return false
  }
}
