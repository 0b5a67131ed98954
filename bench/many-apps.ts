/**
 * Ten thousand apps, as files in the drop folder and as documents of the app store: start, memory, one that changes, how
 * long anything of it holds the loop, and a login beside one of a gateway with one app.
 */
import { randomBytes, X509Certificate } from 'node:crypto'
import { revisionOf, writePast } from '../src/app-store/revisions.ts'
import { spKey } from '../test/fixtures/gateway.ts'
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
}

export type Kept = 'files' | 'stored'

const count = 10_000
/** ms */
const atRest = 5000
/** Logins of one round, and rounds. */
const [perRound, rounds, warmUp] = [200, 9, 1500]

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

/** A document with its past, as a put leaves it. */
function stored(number: number, xml: string): Record<string, string> {
  const name = `sp${number}`
  const content = { settings: `displayName: App ${number}\nallow: '"staff" in groups'\n`, metadata: xml }
  const head = { kind: 'app', name, revision: revisionOf(1, content), author: 'cli', at: 1_700_000_000_000 } as const
  return {
    [`apps/${name}.yaml`]: content.settings,
    [`apps/${name}.xml`]: xml,
    [`apps/.history/${name}/1.json`]: writePast({ ...head, ...content }),
  }
}

const pathOf = (kept: Kept, number: number) => (kept === 'files' ? `metadata/sp${number}.xml` : `apps/sp${number}.xml`)

/** One process with all of them; the login is that of an app of the config, as with one app. */
export async function benchManyApps(kept: Kept): Promise<ManyAppsBench> {
  const next = certificates()
  const files = Object.assign(
    {},
    ...Array.from({ length: count }, (_, number) => {
      const xml = metadata(number, next())
      return kept === 'files' ? { [pathOf(kept, number)]: xml } : stored(number, xml)
    }),
  )
  const holds = watchHolds()
  const defaults = { allow: 'true' }
  const stages = [
    await openStage({}, { files, more: { defaults }, environment: holds.environment }),
    await openStage({}, { more: { defaults }, environment: holds.environment }),
  ] as const
  try {
    const [gateway] = stages[0].gateways
    if (gateway === undefined) throw new Error('there is no gateway')
    const ready = saidReady(gateway.output()) - gateway.began
    const login = await compared(stages)
    await holds.longest(gateway.pid)
    await new Promise((resolve) => setTimeout(resolve, atRest))
    const memory = proportionalSetSize(gateway.pid)[0]
    const inForce = await changeOne(stages[0], kept, metadata(changed, next(), 'other'))
    await new Promise((resolve) => setTimeout(resolve, 1000))
    return { ready, memory, inForce, longestHold: await holds.longest(gateway.pid), login }
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
  for (let round = 0; round < rounds; round += 1) ratios.push((await costOf(many)) / (await costOf(one)))
  return median(ratios)
}

/** ms until the log says that the reload after one changed app is in force. */
async function changeOne({ gateways: [gateway] }: Stage, kept: Kept, xml: string): Promise<number> {
  if (gateway === undefined) throw new Error('there is no gateway')
  const before = gateway.output().length
  const began = performance.now()
  await gateway.write(pathOf(kept, changed), xml)
  while (!gateway.output().slice(before).includes('is in force')) {
    if (performance.now() - began > 30_000) throw new Error('the change is not in force after 30 s')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return performance.now() - began
}
