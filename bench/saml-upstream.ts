/**
 * What a login through a SAML identity provider costs besides the app's side: the signed request out, and the answer,
 * which is read twice (the POST, then the GET that has our cookies). Each message is a fresh one: nothing is remembered.
 */
import { transactionId, upstreamName } from '../src/core/identifiers.ts'
import { decodeSamlMessage } from '../src/saml/bindings.ts'
import { answerLimits } from '../src/saml/xml.ts'
import { readAnswer } from '../src/upstream/saml-sp/answer.ts'
import { sendRequest } from '../src/upstream/saml-sp/authn-request.ts'
import { answerXml, assertionXml, idpKey, responseXml, signedBy } from '../test/saml/answer.ts'
import { identityProvider, proved, sound, upstreamConfig } from '../test/saml/answer-gate.ts'
import { encryptedByHand } from '../test/saml/encrypted.ts'
import { spKey } from '../test/saml/keys.ts'
import { form } from '../test/saml/request.ts'

const rounds = 200

/** CPU, µs for one login. */
export function benchSamlUpstream(): readonly { readonly name: string; readonly microseconds: number }[] {
  const key = { key: idpKey.privateKey }
  const fresh = (make: (id: string) => string) => Array.from({ length: rounds }, (_, index) => make(`_a${index}`))
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
    microseconds: cpuOf(answers),
  }))
}

function cpuOf(answers: readonly string[]): number {
  const idp = identityProvider()
  const config = { ...upstreamConfig, name: upstreamName('corp') }
  const asking = { idp, acs: sound.acs, key: { privateKey: spKey.privateKey, certificateBase64: '' }, now: Date.now() }
  const request = { forceAuthn: false, isPassive: false, acrValues: [] }
  const before = process.cpuUsage()
  for (const xml of answers) {
    sendRequest(config, asking, transactionId('bench'), request)
    // Where it is posted; then all of it at the GET.
    const body = `SAMLResponse=${encodeURIComponent(Buffer.from(xml).toString('base64'))}`
    const http = { method: 'POST', query: '', body, contentType: form }
    readAnswer(decodeSamlMessage(http, 'SAMLResponse', answerLimits), idp, config)
    proved(xml, { idp })
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / answers.length
}
