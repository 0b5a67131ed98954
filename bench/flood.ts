/** One attacker at full speed against other people's logins: forged messages on some connections, each from another /64 of a /48. */
import http from 'node:http'
import { afterIssuer, posted, requestXml, signatureXml } from '../test/saml/request.ts'
import { openStage, type Stage } from './login.ts'

const connections = 8
const seconds = 8
/** Logins a second of the others. */
const rate = 10

/** The 95th percentile of our answers of a login, ms, alone and under attack, and how many answers a second the attacker got. */
export async function underAttack(): Promise<{ idle: number; busy: number; answered: number }> {
  const stage = await openStage({}, { more: { trustedProxies: ['127.0.0.1'] } })
  try {
    await percentile(stage)
    const idle = await percentile(stage)
    const attack = flood(stage.gateways[0]?.address ?? '')
    const busy = await percentile(stage)
    return { idle, busy, answered: (await attack.stop()) / seconds }
  } finally {
    await stage.close()
  }
}

async function percentile(stage: Stage): Promise<number> {
  const times: number[] = []
  const running: Promise<void>[] = []
  for (let login = 0; login < rate * seconds; login += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000 / rate))
    running.push(stage.login().then(({ milliseconds }) => void times.push(milliseconds)))
  }
  await Promise.all(running)
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN
}

/** The costliest kinds by turns; the issuer is the app of the bench, which has no key: then only reading counts. */
function flood(gateway: string): { stop(): Promise<number> } {
  const xml = requestXml({ content: `<samlp:Extensions>${'<a></a>'.repeat(550)}</samlp:Extensions>` })
  const { body, contentType } = posted(afterIssuer(xml, signatureXml(xml, { digested: 'something else' })))
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  let answered = 0
  let stopped = false
  const send = (): Promise<void> =>
    new Promise((resolve) => {
      const from = `2001:db8:7:${Math.floor(Math.random() * 65_536).toString(16)}::1`
      const headers = { 'content-type': contentType, 'x-forwarded-for': from }
      const asked = http.request(`${gateway}/saml/sso`, { method: 'POST', agent, headers }, (response) => {
        response.resume().on('end', () => {
          answered += 1
          resolve()
        })
      })
      asked.on('error', () => resolve()).end(body)
    })
  const attackers = Array.from({ length: connections }, async () => {
    while (!stopped) await send()
  })
  return {
    async stop() {
      stopped = true
      await Promise.all(attackers)
      agent.destroy()
      return answered
    },
  }
}
