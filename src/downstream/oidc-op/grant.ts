/**
 * What an app was granted: the claims that it may see of one person, and for how long. Codes and tokens name their grant
 * and are worth nothing without it, so ending it ends them all. One without offline access lives as long as the session
 * in which it was made: it is found by the app's handle there (`sid`), and a logout needs to do nothing more.
 */
import { z } from 'zod'
import { type AppId, clientId, type JsonObject, readAppId } from '../../core/identifiers.ts'
import type { Authentication, SubjectKind } from '../../core/policy/identity.ts'
import type { Session } from '../../core/session/records.ts'
import type { OidcApp } from '../../registry/app.ts'
import type { OidcOp } from './oidc-op.ts'

const schema = z.object({
  v: z.literal(1),
  app: z.string(),
  clientId: z.string(),
  /** `sub`. */
  sub: z.string(),
  subject: z.enum(['persistent', 'transient', 'email', 'upstream', 'custom']),
  scope: z.array(z.string()),
  resources: z.array(z.string()),
  /** All that the app may see; which of it, scopes and requests say. */
  claims: z.looseObject({}),
  idTokenClaims: z.array(z.string()),
  userinfoClaims: z.array(z.string()),
  /** `username` for introspection. */
  username: z.string().exactOptional(),
  handle: z.string(),
  /** The person agreed to what it tells: a refresh tells no more. */
  consented: z.literal(true).exactOptional(),
  /** Survives a logout: then all that is needed to judge the person again is here. */
  offline: z.object({ authentication: z.looseObject({}), verifiedAt: z.number() }).exactOptional(),
  /** ms since 1970 */
  createdAt: z.number(),
  end: z.number(),
})

type Written = z.infer<typeof schema>

export interface Grant extends Omit<Written, 'app' | 'offline' | 'claims' | 'subject'> {
  readonly app: AppId
  readonly subject: SubjectKind
  readonly claims: JsonObject
  readonly offline?: { readonly authentication: Authentication; readonly verifiedAt: number }
}

/** A grant in force. */
export interface LiveGrant {
  readonly grant: Grant
  readonly app: OidcApp
  /** The session in which it was made; always there without offline access. */
  readonly session?: Session
}

const kind = 'grant'

export async function putGrant({ stores, now }: OidcOp, id: string, grant: Grant): Promise<void> {
  await stores.issued.put(kind, id, grant as unknown as JsonObject, grant.end - now())
}

/** Writes what is new in it, unless it was revoked meanwhile. */
export async function renewGrant({ stores, now }: OidcOp, id: string, grant: Grant): Promise<boolean> {
  return stores.issued.replace(kind, id, grant as unknown as JsonObject, grant.end - now())
}

/** While an app is switched off, what it was granted is worth nothing. */
export const isSwitchedOn = ({ policy: { disabledUntil } }: OidcApp, now: number): boolean =>
  disabledUntil === undefined || disabledUntil <= now

/** The grant, unless it has ended: by time, by revocation, or with its session; or its app is gone, or switched off. */
export async function findGrant(op: OidcOp, id: string): Promise<LiveGrant | undefined> {
  const parsed = schema.safeParse(await op.stores.issued.get(kind, id))
  if (!parsed.success || parsed.data.end <= op.now()) return undefined
  const grant = { ...parsed.data, app: readAppId(parsed.data.app) } as unknown as Grant
  const app = await op.apps.client(clientId(grant.clientId))
  if (app === undefined || !isSwitchedOn(app, op.now())) return undefined
  if (grant.offline !== undefined) return { grant, app }
  const session = await liveSession(op, grant.handle)
  return session && { grant, app, session }
}

export async function revokeGrant({ stores }: OidcOp, id: string): Promise<void> {
  await stores.issued.delete(kind, id)
}

/** The session in which an app has this handle. */
async function liveSession({ stores, now }: OidcOp, handle: string): Promise<Session | undefined> {
  const keys = await stores.sessions.find({ by: 'handle', handle })
  const sessions = await Promise.all(keys.map((key) => stores.sessions.get(key)))
  return sessions.find((session) => session !== undefined && session.end > now())
}
