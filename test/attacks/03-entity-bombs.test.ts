import { expect } from 'chai'
import { duration, received, refusal } from '../saml/gate.ts'
import { posted, requestXml } from '../saml/request.ts'

/** Ten entities, each ten times the one before. */
const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
const bombs: Readonly<Record<string, string>> = {
  'a billion laughs': `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]>${requestXml({ issuer: '&l10;' })}`,
  'quadratic blow-up': `<!DOCTYPE a [<!ENTITY q "${'q'.repeat(50_000)}">]>${requestXml({ issuer: '&q;'.repeat(40_000) })}`,
  'an entity that names itself': `<!DOCTYPE a [<!ENTITY r "&r;">]>${requestXml({ issuer: '&r;' })}`,
}

describe('attack 3: entity bombs', () => {
  for (const [name, bomb] of Object.entries(bombs)) {
    it(`refuses ${name} at once`, () => {
      expect(received(posted(requestXml()), { mode: 'optional' }).id).to.equal('_request1')
      const time = duration(() => refusal(() => received(posted(bomb), { mode: 'optional' }), 'malformed_request'))
      expect(time).to.be.lessThan(2000)
    })
  }

  it('reads many character references in linear time', () => {
    const issuer = '&#x61;'.repeat(150)
    expect(received(posted(requestXml({ issuer })), { mode: 'optional' }).issuer).to.equal('a'.repeat(150))
    const time = duration(() =>
      refusal(() => received(posted(requestXml({ issuer: issuer.repeat(250) })), { mode: 'optional' })),
    )
    expect(time).to.be.lessThan(2000)
  })
})
