/**
 * Ten thousand apps, as files in the drop folder and as documents of the app store: start, memory, one that changes, how
 * long anything of it holds the loop, a login beside one of a gateway with one app, and the console's list. The same store
 * in Redis: start, memory, and one that changes.
 */
import { randomBytes, X509Certificate } from 'node:crypto'
import { redisStore } from '../src/app-store/redis.ts'
import { revisionOf, writePast } from '../src/app-store/revisions.ts'
import type { Content, Revision } from '../src/app-store/store.ts'
import { parseStorageUrl } from '../src/storage/url.ts'
import { spKey } from '../test/fixtures/gateway.ts'
import type { GatewayProcess } from '../test/fixtures/gateway-process.ts'
import { costliestListPage } from './console-list.ts'
import { watchHolds } from './holds.ts'
import { openStage, type Stage } from './login.ts'
import { median } from './microseconds.ts'
import { run } from './rounds.ts'
import { proportionalSetSize, saidReady } from './start.ts'

export interface ManyAppsBench {
  /** ms from the start of the process to its word that it is ready, its files written before. */
  readonly ready: number
  /** MB, idle; undefined where the kernel does not tell. */
  readonly memory: number | undefined
  /** ms from the change of one app to the first answer that knows it. */
  readonly inForce: number
  /** ms of CPU: the longest that something held the loop, at rest and while an app changed. */
  readonly longestHold: number
  /** CPU of a login over that of a gateway with one app, measured in turns. */
  readonly login: number
  /** ms of CPU of the costliest page of the console's list. */
  readonly listPage: number
}

export type Kept = 'files' | 'stored'

const count = 10_000
/** ms */
const atRest = 5000
/** Logins of one round, and rounds. */
const [perRound, rounds, warmUp] = [200, 16, 2000]

const changed = count / 2
const nameOf = (number: number) => `https://sp${number}.load.test/metadata`

/** The certificate of the tests with another key each time: what it costs to read does not depend on who signed it. */
function certificates(): () => string {
  const der = Buffer.from(spKey().certificate.replace(/-----[^-]*-----|\s/g, ''), 'base64')
  const modulus = Buffer.from(new X509Certificate(der).publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')
  const at = der.indexOf(modulus)
  return () => {
    const key = randomBytes(modulus.length)
    key[0] = (key[0] ?? 0) | 0x80
    key[key.length - 1] = (key.at(-1) ?? 0) | 1
    key.copy(der, at)
    return der.toString('base64')
  }
}

const metadata = (number: number, certificate: string, acs = 'acs') =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${nameOf(number)}"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sp${number}.load.test/${acs}" index="0"/></md:SPSSODescriptor></md:EntityDescriptor>`

const contentOf = (number: number, xml: string): Content => ({
  settings: `displayName: App ${number}\nallow: '"staff" in groups'\n`,
  metadata: xml,
})

/** A document with its past, as a put leaves it. */
function stored(number: number, xml: string): Record<string, string> {
  const name = `sp${number}`
  const content = contentOf(number, xml)
  const head = { kind: 'app', name, revision: revisionOf(1, content), author: 'cli', at: 1_700_000_000_000 } as const
  return {
    [`apps/${name}.yaml`]: content.settings,
    [`apps/${name}.xml`]: xml,
    [`apps/.history/${name}/1.json`]: writePast({ ...head, ...content }),
  }
}

const pathOf = (kept: Kept, number: number) => (kept === 'files' ? `metadata/sp${number}.xml` : `apps/sp${number}.xml`)

/** Path below the gateway's folder → text. */
function filesOf(kept: Kept): Readonly<Record<string, string>> {
  const next = certificates()
  const each = Array.from({ length: count }, (_, number) => {
    const xml = metadata(number, next())
    return kept === 'files' ? { [pathOf(kept, number)]: xml } : stored(number, xml)
  })
  return Object.assign({}, ...each)
}

/** One process with all of them; the login is that of an app of the config, as with one app. */
export async function benchManyApps(kept: Kept): Promise<ManyAppsBench> {
  const files = filesOf(kept)
  const next = certificates()
  const holds = watchHolds()
  const more = { defaults: { allow: 'true' }, admin: { allow: 'true' } }
  const stages = [
    await openStage({}, { files, more, environment: holds.environment }),
    await openStage({}, { more, environment: holds.environment }),
  ] as const
  try {
    const [gateway] = stages[0].gateways
    if (gateway === undefined) throw new Error('there is no gateway')
    const ready = saidReady(gateway.output()) - gateway.began
    const login = await compared(stages)
    await holds.longest(gateway.pid)
    await new Promise((resolve) => setTimeout(resolve, atRest))
    const memory = proportionalSetSize(gateway.pid)[0]
    const changing = () => gateway.write(pathOf(kept, changed), metadata(changed, next(), 'other'))
    const inForce = await untilInForce(gateway, changing)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const longestHold = await holds.longest(gateway.pid)
    return { ready, memory, inForce, longestHold, login, listPage: await costliestListPage(gateway) }
  } finally {
    for (const stage of stages) await stage.close()
    holds.remove()
  }
}

/** CPU of a login at the first over that at the second, the median of rounds in turns. */
async function compared([many, one]: readonly [Stage, Stage]): Promise<number> {
  for (const stage of [many, one]) await run(warmUp, 8, () => stage.login())
  const costOf = async (stage: Stage) => {
    const before = stage.cpu()
    await run(perRound, 8, () => stage.login())
    return stage.cpu() - before
  }
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 2) {
    // Each goes first as often as the other.
    ratios.push((await costOf(many)) / (await costOf(one)))
    const other = await costOf(one)
    ratios.push((await costOf(many)) / other)
  }
  return median(ratios)
}

/** The same documents in Redis, of which another node changes one. @param storage URL of the Redis, which is empty */
export async function benchManyInRedis(storage: string): Promise<Pick<ManyAppsBench, 'ready' | 'memory' | 'inForce'>> {
  const next = certificates()
  const store = await redisStore(parseStorageUrl(storage), '.', () => {})
  const put = (number: number, acs?: string, replaces?: Revision) =>
    store.put('app', `sp${number}`, contentOf(number, metadata(number, next(), acs)), { author: 'cli', replaces })
  let revision: Revision | undefined
  for (let number = 0; number < count; number += 1) {
    const document = await put(number)
    if (number === changed) revision = document.revision
  }
  const stage = await openStage({}, { storage, more: { defaults: { allow: 'true' }, appStore: 'redis' } })
  try {
    const [gateway] = stage.gateways
    if (gateway === undefined) throw new Error('there is no gateway')
    const ready = saidReady(gateway.output()) - gateway.began
    await run(warmUp, 8, () => stage.login())
    await new Promise((resolve) => setTimeout(resolve, atRest))
    const memory = proportionalSetSize(gateway.pid)[0]
    const inForce = await untilInForce(gateway, () => put(changed, 'other', revision))
    return { ready, memory, inForce }
  } finally {
    await stage.close()
    await store.close()
  }
}

/** ms until the log says that the reload after one changed app is in force. */
async function untilInForce(gateway: GatewayProcess, change: () => Promise<unknown>): Promise<number> {
  const before = gateway.output().length
  const began = performance.now()
  await change()
  while (!gateway.output().slice(before).includes('is in force')) {
    if (performance.now() - began > 30_000) throw new Error('the change is not in force after 30 s')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return performance.now() - began
}
