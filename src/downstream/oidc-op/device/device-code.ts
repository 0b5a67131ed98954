/**
 * A device's request to be signed in (RFC 8628, 3.2), as the library keeps it: found by the code that the person types,
 * answered once.
 */

import type { DeviceCodeFault } from '../../../core/device-pages.ts'
import { type AppCode, GatewayError } from '../../../core/errors.ts'
import type { Reply } from '../../../core/http.ts'
import { clientId, type JsonObject } from '../../../core/identifiers.ts'
import type { LoginRequest } from '../../../core/login/transaction.ts'
import type { OidcApp } from '../../../registry/app.ts'
import { type Answered, authenticated } from '../code.ts'
import type { OidcOp } from '../oidc-op.ts'

export const deviceKind = 'DeviceCode'
const answers = 'DeviceAnswer'

export interface WaitingDevice {
  /** The device code's own name: the device has it, and the person never sees it. */
  readonly id: string
  readonly app: OidcApp
  /** As people are shown it. */
  readonly userCode: string
  /** Seconds since it asked. */
  readonly age: number
  /** Where it asked from, and what it calls itself. */
  readonly address: string
  readonly agent?: string
  /** Of its request, each checked by the library. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Letters and digits alone, in capitals: people add spaces and leave out the hyphen. */
export const normalized = (typed: string): string =>
  typed
    .slice(0, 40)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

/** What waits under this code, or why nothing does. */
export async function findDevice(op: OidcOp, typed: string): Promise<WaitingDevice | DeviceCodeFault> {
  const code = normalized(typed)
  const found = code === '' ? undefined : await op.stores.issued.get('UserCode', code)
  const id = typeof found?.id === 'string' ? found.id : undefined
  const payload = id === undefined ? undefined : await op.stores.issued.get(deviceKind, id)
  if (id === undefined || payload === undefined) return 'unknown'
  if (Number(payload.exp) * 1000 <= op.now()) return 'expired'
  if ((await op.stores.issued.usedAt(answers, id)) !== undefined) return 'used'
  const app = await op.apps.client(clientId(String(payload.clientId)))
  if (app === undefined || !app.settings.grants.includes('device_code')) return 'unknown'
  const { ip, ua } = (payload.deviceInfo ?? {}) as JsonObject
  return {
    id,
    app,
    userCode: code.replace(/^(.{4})(.+)$/, '$1-$2'),
    age: Math.max(0, op.now() / 1000 - Number(payload.iat)),
    address: typeof ip === 'string' ? ip : '?',
    ...(typeof ua === 'string' && ua !== '' && { agent: ua }),
    parameters: textsOf(payload.params),
  }
}

function textsOf(params: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((params ?? {}) as JsonObject)
  return Object.fromEntries(entries.filter((one): one is [string, string] => typeof one[1] === 'string'))
}

/** The person is who may: the device gets its tokens at its next question. @throws GatewayError stale_or_replayed */
export async function grantDevice(op: OidcOp, id: string, grantId: string, answered: Answered): Promise<Reply> {
  await answer(op, id, authenticated(grantId, answered))
  return { kind: 'page', name: 'deviceDone', params: { app: answered.app.policy.displayName, granted: true } }
}

/** The person said no, or may not. @throws GatewayError stale_or_replayed */
export async function refuseDevice(op: OidcOp, id: string, app: string): Promise<Reply> {
  await answer(op, id, { error: 'access_denied', errorDescription: 'the person was not signed in' })
  return { kind: 'page', name: 'deviceDone', params: { app, granted: false } }
}

/** Codes that end the matter; after others the person may try again while the device waits. */
const final: readonly string[] = [
  'access_denied',
  'subject_mismatch',
  'context_unmet',
  'upstream_denied',
] satisfies readonly AppCode[]

/** A login for a device was refused: a page says why, and where it is final the device hears of it. */
export async function tellDevice(
  op: OidcOp,
  id: string,
  { startAgain }: LoginRequest,
  { code, message }: GatewayError,
  errorId: string,
): Promise<Reply> {
  if (final.includes(code)) await refuseDevice(op, id, startAgain.app)
  return { kind: 'page', name: 'error', status: 403, params: { code, errorId, message, facts: {}, startAgain } }
}

/** Of two answers the first counts, on all nodes. */
async function answer({ stores: { issued }, now }: OidcOp, id: string, said: JsonObject): Promise<void> {
  const payload = await issued.get(deviceKind, id)
  const ttl = Number(payload?.exp ?? 0) * 1000 - now()
  if (payload === undefined || ttl <= 0 || !(await issued.use(answers, id, ttl))) throw answeredBefore()
  if (!(await issued.replace(deviceKind, id, { ...payload, ...said }, ttl))) throw answeredBefore()
}

const answeredBefore = () =>
  new GatewayError('stale_or_replayed', 'The device no longer waits, or it was already answered. Start again there.')
