import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { posted, redirected, requestXml, signed } from '../saml/request.ts'

const evil = requestXml({ id: '_evil', acs: 'https://evil.example.org/acs' })

describe('attack 8: several roots and trailing text', () => {
  const forms: Readonly<Record<string, (genuine: string) => string>> = {
    'a second root after it': (genuine) => genuine + evil,
    'a second root before it': (genuine) => evil + genuine,
    'a second root after white space and a comment': (genuine) => `${genuine}\n<!-- -->\n${evil}`,
    'text after it': (genuine) => `${genuine}evil`,
    'text before it': (genuine) => `evil${genuine}`,
    'a NUL after it': (genuine) => `${genuine}\0`,
    'a stray end tag': (genuine) => `${genuine}</samlp:AuthnRequest>`,
    'a missing end': (genuine) => genuine.slice(0, -'</samlp:AuthnRequest>'.length),
    'an instruction after it': (genuine) => `${genuine}<?x ${evil}?>`,
  }
  for (const [name, attack] of Object.entries(forms)) {
    it(`refuses ${name}`, () => {
      for (const [http, mode, genuine] of [
        [posted, 'required', signed(requestXml())],
        [posted, 'optional', requestXml()],
        [redirected, 'optional', requestXml()],
      ] as const) {
        expect(received(http(genuine), { mode }).id).to.equal('_request1')
        refusal(() => received(http(attack(genuine)), { mode }), 'malformed_request')
      }
    })
  }

  it('takes white space and comments around the root', () => {
    expect(received(posted(`\n<!-- a -->${signed(requestXml())}\n<!-- b -->\n`)).id).to.equal('_request1')
  })
})
