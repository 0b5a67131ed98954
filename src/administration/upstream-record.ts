/**
 * When logins at each upstream succeeded and failed last, as one document of the app store beside the tally of apps. Of
 * a failure only what we made ourselves is kept: its number, its code, and its row of login-faults.ts.
 */
import * as z from 'zod'
import type { AppStore } from '../app-store/store.ts'
import { appCodes, type GatewayErrorCode, pageCodes } from '../core/errors.ts'
import { documentJson } from '../registry/document-json.ts'
import { replaceTally } from './tally-record.ts'

export interface FailedLogin {
  /** ms since 1970 */
  readonly at: number
  readonly errorId: string
  readonly code: GatewayErrorCode
  /** Key of its row; absent where none knows it. */
  readonly fault?: string
}

export interface UpstreamLogins {
  /** ms since 1970 */
  readonly lastLogin?: number
  /** The last failure that only the upstream can have brought about. */
  readonly failed?: FailedLogin
  /** The last one that anybody can bring about who has a browser: it never takes the place of the other. */
  readonly unproved?: FailedLogin
}

/** By the name of the upstream. */
export type LoginsByUpstream = ReadonlyMap<string, UpstreamLogins>

/** Beside the parts of the apps, whose names are single letters. */
export const upstreamsPart = 'upstreams'

/** The config's names; those of upstreams that are gone make room. */
const most = 1_000

const failure = z.object({
  at: z.number(),
  errorId: z.string().regex(/^[\w-]{1,64}$/),
  code: z.enum([...pageCodes, ...appCodes]),
  fault: z.string().max(64).optional(),
})
const record = z.object({
  v: z.literal(1),
  upstreams: z.record(
    z.string(),
    z.object({ lastLogin: z.number().optional(), failed: failure.optional(), unproved: failure.optional() }),
  ),
})

function readSettings(settings: string | undefined): LoginsByUpstream {
  const read = record.safeParse(documentJson(settings ?? ''))
  return new Map(read.success ? (Object.entries(read.data.upstreams) as [string, UpstreamLogins][]) : [])
}

/** @throws what the store throws */
export async function readUpstreams(store: Pick<AppStore, 'get'>): Promise<LoginsByUpstream> {
  return readSettings((await store.get('tally', upstreamsPart))?.settings)
}

/** Adds to what is there; resolves to what is there then. @throws what the store throws */
export function addUpstreams(store: AppStore, more: LoginsByUpstream): Promise<LoginsByUpstream> {
  return replaceTally(store, upstreamsPart, (settings) => {
    const all = new Map(readSettings(settings))
    for (const [name, logins] of more) all.set(name, later(all.get(name), logins))
    const kept = new Map([...all].toSorted(([, one], [, other]) => lastOf(other) - lastOf(one)).slice(0, most))
    return { kept, settings: `${JSON.stringify({ v: 1, upstreams: Object.fromEntries(kept) })}\n` }
  })
}

/** Of both the later ones. */
export function later(one: UpstreamLogins | undefined, other: UpstreamLogins): UpstreamLogins {
  if (one === undefined) return other
  const lastLogin = Math.max(one.lastLogin ?? 0, other.lastLogin ?? 0)
  const failed = laterFailure(one.failed, other.failed)
  const unproved = laterFailure(one.unproved, other.unproved)
  return {
    ...(lastLogin > 0 && { lastLogin }),
    ...(failed !== undefined && { failed }),
    ...(unproved !== undefined && { unproved }),
  }
}

const laterFailure = (one: FailedLogin | undefined, other: FailedLogin | undefined): FailedLogin | undefined =>
  (other?.at ?? 0) >= (one?.at ?? 0) ? (other ?? one) : one

const lastOf = ({ lastLogin = 0, failed, unproved }: UpstreamLogins): number =>
  Math.max(lastLogin, failed?.at ?? 0, unproved?.at ?? 0)
