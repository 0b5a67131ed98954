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
import { median } from './microseconds.ts'

const rounds = 200
/** As the other benches: one round to warm up, then the median of these. */
const batches = 4

/** CPU, µs for one login. */
export function benchSamlUpstream(): readonly { readonly name: string; readonly microseconds: number }[] {
  const key = { key: idpKey.privateKey }
  const fresh = (make: (id: string) => string) =>
    Array.from({ length: rounds * (batches + 1) }, (_, index) => make(`_a${index}`))
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
  return Object.entries(kinds).map(([name, answers]) => ({
    name: `SAML upstream: request and answer, ${name}`,
    microseconds: median(
      Array.from({ length: batches + 1 }, (_, batch) =>
        cpuOf(answers.slice(batch * rounds, (batch + 1) * rounds)),
      ).slice(1),
    ),
  }))
}

function cpuOf(answers: readonly string[]): number {
  const idp = identityProvider()
  const config = { ...upstreamConfig, name: upstreamName('corp') }
  const asking = { idp, acs: sound.acs, key: { privateKey: spKey.privateKey, certificateBase64: '' }, now: Date.now() }
  const request = { forceAuthn: false, isPassive: false, acrValues: [] }
  const browser = { transactions: new Map(), address: '192.0.2.1' }
  const arrived = { path: '/saml/sp/corp/acs', headers: {}, octets: new Uint8Array(), browser }
  const before = process.cpuUsage()
  for (const xml of answers) {
    sendRequest(config, asking, transactionId('bench'), request)
    // Where it is posted; then all of it at the GET.
    const posted = { ...arrived, ...postedAnswer(xml) }
    const message = messageOf(posted)
    awaitGet(posted, message, bearsSignature(readAnswer(message, idp, config).signed))
    provedBy(() => messageOf({ ...posted }), { idp })
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / answers.length
}
