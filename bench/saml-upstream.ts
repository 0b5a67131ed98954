/**
 * What a login through a SAML identity provider costs besides the app's side: the signed request out, and the answer,
 * which is read twice (the POST, then the GET that has our cookies). Each message is a fresh one: nothing is remembered.
 */
import { transactionId, upstreamName } from '../src/core/identifiers.ts'
import { bearsSignature } from '../src/saml/signed-response.ts'
import { readAnswer } from '../src/upstream/saml-sp/answer.ts'
import { awaitGet, messageOf } from '../src/upstream/saml-sp/arrived-message.ts'
import { sendRequest } from '../src/upstream/saml-sp/authn-request.ts'
import { answerXml, assertionXml, idpKey, responseXml, signedBy } from '../test/saml/answer.ts'
import { identityProvider, postedAnswer, provedBy, sound, upstreamConfig } from '../test/saml/answer-gate.ts'
import { encryptedByHand } from '../test/saml/encrypted.ts'
import { spKey } from '../test/saml/keys.ts'
import { signature } from './microseconds.ts'

/** Answers of one round, rounds, and answers before them: as in the other benches, until V8 has compiled what runs often. */
const [count, rounds, warmUp] = [100, 20, 1500]

export interface SamlUpstreamBench {
  readonly name: string
  /** CPU, µs for one login: of the calmest round, as other work on the machine only adds. */
  readonly microseconds: number
  /** In signatures. */
  readonly ratio: number
}

export async function benchSamlUpstream(): Promise<readonly SamlUpstreamBench[]> {
  const key = { key: idpKey.privateKey }
  const fresh = (make: (id: string) => string) =>
    Array.from({ length: warmUp + count * rounds }, (_, index) => make(`_a${index}`))
  const groups = Array.from({ length: 20 }, (_, index) => `group ${index}`)
  const answer = (assertionId: string) => ({
    ...sound,
    assertionId,
    attributes: { ...sound.attributes, displayName: ['Alice Liddell'], isMemberOf: groups },
  })
  const kinds = {
    'assertion signed': fresh((id) => answerXml(answer(id))),
    'response signed': fresh((id) => answerXml(answer(id), { what: 'response' })),
    'both signed': fresh((id) => answerXml(answer(id), { what: 'both' })),
    'assertion signed and encrypted': fresh((id) =>
      responseXml(sound, encryptedByHand(signedBy(assertionXml(answer(id)), key))),
    ),
  }
  const measured: SamlUpstreamBench[] = []
  for (const [name, answers] of Object.entries(kinds)) {
    cpuOf(answers.slice(0, warmUp))
    const times: number[] = []
    const units: number[] = []
    for (let at = warmUp; at < answers.length; at += count) {
      units.push(await signature())
      times.push(cpuOf(answers.slice(at, at + count)))
    }
    const microseconds = Math.min(...times)
    const row = `SAML upstream: request and answer, ${name}`
    measured.push({ name: row, microseconds, ratio: microseconds / Math.min(...units) })
  }
  return measured
}

function cpuOf(answers: readonly string[]): number {
  const idp = identityProvider()
  const config = { ...upstreamConfig, name: upstreamName('corp') }
  const asking = { idp, acs: sound.acs, key: { privateKey: spKey.privateKey, certificateBase64: '' }, now: Date.now() }
  const request = { forceAuthn: false, isPassive: false, acrValues: [] }
  const browser = { transactions: new Map(), address: '192.0.2.1' }
  const arrived = { path: '/saml/sp/corp/acs', headers: {}, octets: new Uint8Array(), browser }
  // The browser's work, not ours.
  const forms = answers.map(postedAnswer)
  const before = process.cpuUsage()
  for (const form of forms) {
    sendRequest(config, asking, transactionId('bench'), request)
    // Where it is posted; then all of it at the GET.
    const posted = { ...arrived, ...form }
    const message = messageOf(posted)
    awaitGet(posted, message, bearsSignature(readAnswer(message, idp, config).signed))
    provedBy(() => messageOf({ ...posted }), { idp })
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / answers.length
}
