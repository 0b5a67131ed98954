/**
 * The library's storage, on ours: everything sealed, with a time to live, found by digests alone. What may be used once
 * is claimed in one step, so that of two requests on two nodes one wins. A grant is read as long as it is in force, and
 * without it the library takes nothing that names it: that is how codes and tokens are revoked.
 */
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { clientId, type JsonObject } from '../../../core/identifiers.ts'
import type { OidcApp } from '../../../registry/app.ts'
import { codeKind } from '../code.ts'
import { deviceKind } from '../device/device-code.ts'
import { findGrant, type LiveGrant, revokeGrant } from '../grant.ts'
import type { ServingOp } from '../oidc-op.ts'
import { createAppKeys } from './app-keys.ts'
import { clientMetadata } from './client.ts'
import type { ReadAssertion } from './client-assertion.ts'
import { type LastRead, lastRead } from './last-read.ts'
import { grace, markUsed, Replayed, type Replays, refreshKind } from './replays.ts'

/** Those in force. */
export type Grants = LastRead<LiveGrant | undefined>

export type AdapterFactory = (name: string) => Adapter

/** What the library's errors are made with. */
export interface AdapterHooks {
  /** The request under way. */
  request(): object | undefined
  /** A client is about to be authenticated. Throws where it has failed too often. */
  admitClient(id: string): Promise<void>
  /** The client assertion of the request under way. Throws where it is none that is worth verifying. */
  assertion(): ReadAssertion | undefined
  /** Something is about to be kept for a stranger. Throws where there is no room for it. */
  admitRecord(kind: string, id: string, octets: number, ttl: number): void
  readonly replays: Replays
  /** Whether the request under way is a refresh by this client, which has proved who it is. */
  isRefreshBy(client: string): boolean
  /** A code or token that was used before, as the library throws it. */
  usedBefore(): Error
}

export function createAdapters(op: ServingOp, hooks: AdapterHooks, grants: Grants): AdapterFactory {
  return (name) => {
    if (name === 'Client') return clients(op, hooks)
    if (name === 'Grant') return grantAdapter(op, grants)
    return issued(op, hooks, name)
  }
}

const nothing = async (): Promise<undefined> => undefined

/** Whatever the library does not do with a model. */
const readOnly = {
  upsert: nothing,
  consume: nothing,
  destroy: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  revokeByGrantId: nothing,
}

function clients({ apps, outbound, now }: ServingOp, hooks: AdapterHooks): Adapter {
  const keys = createAppKeys(outbound, now)
  /** The assertion of this request will be verified with them. */
  const keysOf = async (
    { settings: { clientAuthentication, jwksUri } }: OidcApp,
    assertion: ReadAssertion | undefined,
  ) => {
    if (clientAuthentication !== 'private_key_jwt' || jwksUri === undefined || assertion === undefined) return undefined
    return keys.at(jwksUri, assertion.kid)
  }
  return {
    ...readOnly,
    async find(id) {
      await hooks.admitClient(id)
      const assertion = hooks.assertion()
      const app = await apps.client(clientId(id))
      return app && (clientMetadata(app, await keysOf(app, assertion)) as AdapterPayload)
    },
  }
}

function grantAdapter(op: ServingOp, grants: Grants): Adapter {
  return {
    ...readOnly,
    find: async (id) => {
      const live = await grants.read(id)
      return live && grantPayload(id, live)
    },
    destroy: (id) => revokeGrant(op, id),
  }
}

/** As the library would have written it. */
function grantPayload(id: string, { grant, app }: LiveGrant) {
  const { clientId: client, sub, scope, resources, createdAt, end } = grant
  const scopes = scope.join(' ')
  return {
    jti: id,
    kind: 'Grant',
    iat: Math.floor(createdAt / 1000),
    exp: Math.floor(end / 1000),
    clientId: client,
    accountId: sub,
    openid: { scope: scopes },
    resources: Object.fromEntries(
      resources.filter((one) => app.settings.resources.includes(one)).map((one) => [one, scopes]),
    ),
  }
}

function issued(op: ServingOp, hooks: AdapterHooks, kind: string): Adapter {
  const { stores, now } = op
  const records = lastRead(hooks.request, (id) => stores.issued.get(kind, id))
  const ttlOf = (payload: JsonObject) => Math.max(0, Number(payload.exp ?? 0) * 1000 - now()) + grace
  const read = async (id: string): Promise<AdapterPayload | undefined> => {
    const [payload, usedAt] = await Promise.all([records.read(id), stores.issued.usedAt(kind, id)])
    if (payload === undefined) return undefined
    if (usedAt === undefined && payload.consumed !== true) return (await known(payload)) as AdapterPayload
    const answer = kind === refreshKind && (await mayHearAgain(payload)) ? await hooks.replays.find(id) : undefined
    if (answer !== undefined) throw new Replayed(answer)
    return { ...payload, consumed: true } as AdapterPayload
  }
  /** The answer of the first use is for the app alone, which asks for it in the same way, and while it is worth anything. */
  const mayHearAgain = async ({ clientId: owner, grantId }: JsonObject): Promise<boolean> =>
    hooks.isRefreshBy(String(owner)) && (await findGrant(op, String(grantId))) !== undefined
  /** A device asks again and again: it waits until the login is recorded, else it would use up its answer too soon. */
  const known = async (payload: JsonObject): Promise<JsonObject> => {
    if (kind !== deviceKind || typeof payload.grantId !== 'string') return payload
    if ((await findGrant(op, payload.grantId)) !== undefined) return payload
    const { accountId: _, ...waiting } = payload
    return waiting
  }
  return {
    ...readOnly,
    async upsert(id, payload, expiresIn) {
      const value = payload as unknown as JsonObject
      const ttl = (expiresIn ?? 0) * 1000
      hooks.admitRecord(kind, id, JSON.stringify(value).length, ttl)
      // A client assertion is used once (RFC 7523, 3): the library only looks, and then writes.
      if (kind === 'ReplayDetection' && !(await stores.issued.use(kind, id, ttl))) throw hooks.usedBefore()
      await stores.issued.put(kind, id, value, ttl)
      if (payload.userCode !== undefined) await stores.issued.put('UserCode', payload.userCode, { id }, ttl)
    },
    find: read,
    findByUid: nothing,
    async findByUserCode(userCode) {
      const found = await stores.issued.get('UserCode', userCode)
      return typeof found?.id === 'string' ? read(found.id) : undefined
    },
    async consume(id) {
      // A refresh token is used up with its answer (replays.ts).
      if (kind === refreshKind) return
      const payload = await records.again(id)
      if (payload !== undefined && (await stores.issued.use(kind, id, ttlOf(payload))))
        return markUsed(stores.issued, kind, id, payload, ttlOf(payload) - grace)
      // Two at once are as bad as two in a row (RFC 6749, 4.1.2).
      if (kind === codeKind && typeof payload?.grantId === 'string') await revokeGrant(op, payload.grantId)
      throw hooks.usedBefore()
    },
    destroy: (id) => stores.issued.delete(kind, id),
  }
}
