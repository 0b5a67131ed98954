/** What a reverse proxy's question costs, for a request of somebody who is signed in: it is asked for every request. */
import http from 'node:http'
import { BrowserSession } from '../test/fixtures/browser-session.ts'
import { openStage } from './login.ts'
import { type LoginBench, measure } from './rounds.ts'

const host = 'localhost:4711'

/** CPU of one answer, by a site with one rule; in memory, or on this storage. */
export async function benchForwardAuth(storage?: string): Promise<LoginBench> {
  const rules = [{ when: 'path.startsWith("/admin/")', allow: '"admins" in groups' }]
  const sites = { [host]: { allow: '"staff" in groups', rules } }
  const more = { trustedProxies: ['127.0.0.1'], forwardAuth: { sites } }
  const stage = await openStage({}, { more, ...(storage !== undefined && { storage }) })
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
  try {
    const address = stage.gateways[0]?.address ?? ''
    const cookie = await signIn(address)
    const headers = {
      ...{ cookie, 'x-forwarded-host': host, 'x-forwarded-uri': '/pages/42?q=1', 'x-forwarded-method': 'GET' },
      // What a browser and a proxy add.
      ...{ 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7', accept: '*/*', 'accept-language': 'en' },
      ...{ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
      ...{ 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' },
    }
    return await measure(stage, { count: 4000, warmUp: 8000 }, () => ask(`${address}/forward-auth`, agent, headers))
  } finally {
    agent.destroy()
    await stage.close()
  }
}

/** The cookie of the site. */
async function signIn(address: string): Promise<string> {
  const headers = { 'x-forwarded-host': host }
  // Both hosts are one here: what the proxy of the site would pass on goes to the gateway at once.
  const browser = new BrowserSession({ headers, hosts: { localhost: Number(new URL(address).port) } })
  try {
    await browser.follow(`http://${host}/.isthmus/session?to=/`, (next) => next === `http://${host}/`)
    return `isthmus_site=${browser.cookies(`http://${host}/`).get('isthmus_site')}`
  } finally {
    browser.close()
  }
}

function ask(url: string, agent: http.Agent, headers: http.OutgoingHttpHeaders): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = http.get(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200 || response.headers['remote-user'] !== 'alice') {
        reject(new Error(`${response.statusCode}`))
      }
      response.resume().on('end', resolve)
    })
    asked.on('error', reject)
  })
}
