import { expect } from 'chai'
import { languagesIn } from '../../../../src/downstream/oidc-op/ui-locales.ts'
import { firstKnown } from '../../../../src/pages/messages/language.ts'

describe('ui_locales', () => {
  it('is a list of language tags; what is none is left out, and none of it is an error', () => {
    expect(languagesIn('de-CH fr')).to.deep.equal({ languages: ['de-CH', 'fr'] })
    expect(languagesIn('<b> de"  en_US * 1 fr')).to.deep.equal({ languages: ['fr'] })
    expect(languagesIn(`de${'-x1'.repeat(12)} fr`)).to.deep.equal({ languages: ['fr'] })
    for (const none of [undefined, '', ' ', '*', ['de', 'fr'], 'x'.repeat(36)])
      expect(languagesIn(none)).to.deep.equal({})
  })

  it('is looked at as far as somebody may speak languages', () => {
    expect(languagesIn('de '.repeat(50)).languages).to.have.length(10)
    expect(languagesIn(`${'xx '.repeat(10)}de`).languages).to.not.include('de')
  })

  it('is matched by its primary subtag, in any case; the first that we have counts', () => {
    expect(firstKnown(['gsw-CH', 'DE-ch', 'fr'])).to.equal('de')
    expect(firstKnown(['den', 'pt-BR'])).to.equal(undefined)
    expect(firstKnown()).to.equal(undefined)
  })
})
