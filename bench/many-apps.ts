/** Ten thousand apps in the drop folder: start, memory, one changed file, and what other people notice of it. */
import { spKey } from '../test/fixtures/gateway.ts'
import { type LoginBench, measure, openStage, type Stage } from './login.ts'
import { median } from './microseconds.ts'
import { proportionalSetSize, saidReady } from './start.ts'

export interface ManyAppsBench {
  /** ms from the start of the process to its word that it is ready, its files written before. */
  readonly ready: number
  /** MB, idle; undefined where the kernel does not tell. */
  readonly memory: number | undefined
  /** ms from the change of one file to the first answer that knows it. */
  readonly inForce: number
  /** The longest that an answer took at rest and while a file changed, ms: so long something held the loop. */
  readonly longestAnswer: number
  readonly login: LoginBench
}

const count = 10_000
/** ms */
const atRest = 5000
const interval = 5

const path = (number: number) => `metadata/sp${number}.xml`
const nameOf = (number: number | string) => `https://sp${number}.load.test/metadata`

function metadata(name: number | string): string {
  const certificate = spKey().certificate.replace(/-----[^-]*-----|\s/g, '')
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${nameOf(name)}"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sp${name}.load.test/acs" index="0"/></md:SPSSODescriptor></md:EntityDescriptor>`
}

/** One process with all of them; the login is that of an app of the config, as with one app. */
export async function benchManyApps(): Promise<ManyAppsBench> {
  const files = Object.fromEntries(Array.from({ length: count }, (_, number) => [path(number), metadata(number)]))
  const stage = await openStage({}, { files })
  try {
    const [gateway] = stage.gateways
    if (gateway === undefined) throw new Error('there is no gateway')
    const ready = saidReady(gateway.output()) - gateway.began
    const login = await measure(stage, { count: 300, warmUp: 500 }, () => stage.login())
    const memory = proportionalSetSize(gateway.pid)[0]
    const watching = watchAnswers(gateway.address)
    await new Promise((resolve) => setTimeout(resolve, atRest))
    const inForce = await changeOne(stage)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    return { ready, memory, inForce, longestAnswer: await watching.end(), login }
  } finally {
    await stage.close()
  }
}

/** ms until the log says that the reload after one changed file is in force. */
async function changeOne({ gateways: [gateway] }: Stage): Promise<number> {
  if (gateway === undefined) throw new Error('there is no gateway')
  const before = gateway.output().length
  const began = performance.now()
  await gateway.write(path(count / 2), metadata('changed'))
  while (!gateway.output().slice(before).includes('is in force')) {
    if (performance.now() - began > 30_000) throw new Error('the change is not in force after 30 s')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return performance.now() - began
}

/** Asks for an answer that costs nothing, again and again. */
export function watchAnswers(address: string) {
  const took: number[] = []
  let ended = false
  const ask = async () => {
    while (!ended) {
      const began = performance.now()
      await (await fetch(`${address}/healthz`)).text()
      took.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, interval))
    }
  }
  const asking = ask()
  return {
    /** The longest answer, less what an answer takes by itself, ms. */
    async end(): Promise<number> {
      ended = true
      await asking
      return Math.max(...took) - median(took)
    },
  }
}
