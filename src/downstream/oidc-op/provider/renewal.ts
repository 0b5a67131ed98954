/**
 * A refresh is a login without the person: who may use the app is judged again, on the newest claims that are known of
 * them, which may be those of a later login at another app. Where even those are old, the person must come back.
 */
import { isStorageAway, toGatewayError } from '../../../core/errors.ts'
import { identifierOf } from '../../../core/identifiers.ts'
import { allowedUpstreams } from '../../../core/login/routing.ts'
import { release, toIdentity } from '../../../core/policy/attributes.ts'
import { authorize } from '../../../core/policy/authorization.ts'
import type { Authentication } from '../../../core/policy/identity.ts'
import type { OidcApp } from '../../../registry/app.ts'
import { toClaims } from '../claims.ts'
import { type Grant, type LiveGrant, renewGrant } from '../grant.ts'
import type { ServingOp } from '../oidc-op.ts'
import { usernameOf } from '../username.ts'

interface Known {
  readonly authentication: Authentication
  /** ms since 1970 */
  readonly verifiedAt: number
}

/** The grant with the claims of now; undefined where nothing may be refreshed, and the log has the reason. */
export async function renewed(op: ServingOp, id: string, live: LiveGrant): Promise<Grant | undefined> {
  const { grant, app } = live
  const known = await newestOf(op, live)
  if (known === undefined) return undefined
  try {
    if (op.now() - known.verifiedAt > app.settings.refreshToken.claimsAge) return refuse(op, grant, 'old claims')
    if (await isWithdrawn(op, app, grant, known)) return refuse(op, grant, 'consent withdrawn')
    const next = judged(op, app, grant, known)
    if (next === undefined) return refuse(op, grant, 'another name or upstream')
    return (await renewGrant(op, id, next)) ? next : undefined
  } catch (thrown) {
    // Nothing was judged: the app may ask again.
    if (isStorageAway(thrown)) throw thrown
    return refuse(op, grant, toGatewayError(thrown).code)
  }
}

function refuse({ audit }: ServingOp, { app, handle }: Grant, reason: string): undefined {
  audit.trace(undefined, 'refresh refused', { app: identifierOf(app), session: handle.slice(0, 8), reason })
}

function judged({ hub }: ServingOp, app: OidcApp, grant: Grant, known: Known): Grant | undefined {
  const { authentication } = known
  const { policy } = app
  const upstream = hub.upstreams.get(authentication.upstream)
  if (upstream === undefined || !allowedUpstreams(hub, policy).includes(upstream.name)) return undefined
  const identity = toIdentity(authentication, upstream)
  authorize(policy, identity)
  const warn = (attribute: string, reason: string) =>
    hub.audit.expressionFailed(undefined, { app: identifierOf(grant.app), attribute, reason })
  const released = release(identity, policy, { subject: grant.subject, contextClass: '' }, hub.pairwise, warn)
  if (released.subject.value !== grant.sub) return undefined
  const { username: _, ...rest } = grant
  const username = usernameOf(app, released.attributes)
  const claims = toClaims(app, released)
  return {
    ...rest,
    claims: grant.consented ? agreedOf(grant, claims) : claims,
    ...(username !== undefined && { username }),
    ...(grant.offline !== undefined && { offline: known }),
  }
}

/** An app that may have tokens only with the person's consent has lost it. */
async function isWithdrawn({ hub }: ServingOp, { policy }: OidcApp, { consented }: Grant, { authentication }: Known) {
  if (consented === undefined || policy.consent !== 'ask') return false
  return (await hub.stores.consents.get(policy.app, authentication)) === undefined
}

/** Those that the person agreed to: what is new is asked for at the next login. */
const agreedOf = (grant: Grant, claims: Grant['claims']): Grant['claims'] =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => Object.hasOwn(grant.claims, name)))

/** What was last proved of the person: in the session of the grant, in another of theirs, or when it was made. */
async function newestOf({ hub }: ServingOp, { grant, session }: LiveGrant): Promise<Known | undefined> {
  const own: Known | undefined = session ?? grant.offline
  if (own === undefined) return undefined
  const { issuer, subject, upstream } = own.authentication
  const keys = await hub.stores.sessions.find({ by: 'sub', issuer, subject })
  const sessions = await Promise.all(keys.map((key) => hub.stores.sessions.get(key)))
  const theirs = sessions.flatMap((one): Known[] => {
    const known = one?.authentication
    if (one === undefined || one.end <= hub.now()) return []
    return known?.upstream === upstream && known.issuer === issuer && known.subject === subject ? [one] : []
  })
  const { authentication, verifiedAt } = [own, ...theirs].reduce((a, b) => (b.verifiedAt > a.verifiedAt ? b : a))
  return { authentication, verifiedAt }
}
