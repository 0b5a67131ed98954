/**
 * One attacker at full speed, a thread of its own: forged messages on some connections, each from another /64 of a /48. The
 * costliest kinds by turns: much to read with a wrong digest, and a right one that another key signed.
 */
import http from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { afterIssuer, posted, requestXml, signatureXml, signed } from '../test/saml/request.ts'

const connections = 8

const content = `<samlp:Extensions>${'<a></a>'.repeat(550)}</samlp:Extensions>`
const xml = requestXml({ issuer: 'https://app.bench.test/metadata', content })
const wrongDigest = posted(afterIssuer(xml, signatureXml(xml, { digested: 'something else' })))
const headers = { 'content-type': wrongDigest.contentType }
const bodies = [wrongDigest.body, posted(signed(xml)).body]

const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
let answered = 0
let stopped = false

const send = (): Promise<void> =>
  new Promise((resolve) => {
    const from = `2001:db8:7:${Math.floor(Math.random() * 65_536).toString(16)}::1`
    const options = { method: 'POST', agent, headers: { ...headers, 'x-forwarded-for': from } }
    const asked = http.request(`${workerData}/saml/sso`, options, (response) => {
      response.resume().on('end', () => {
        answered += 1
        resolve()
      })
    })
    asked.on('error', () => resolve()).end(bodies[answered % bodies.length])
  })

const attackers = Array.from({ length: connections }, async () => {
  while (!stopped) await send()
})

parentPort?.once('message', async () => {
  stopped = true
  await Promise.all(attackers)
  agent.destroy()
  parentPort?.postMessage(answered)
})
