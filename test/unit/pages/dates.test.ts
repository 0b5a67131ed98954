/** Dates and numbers on a page of the console, as its language writes them. */
import { expect } from 'chai'
import { inWords } from '../../../src/pages/console/finding-words.ts'
import { consolePage } from '../../../src/pages/console/page.tsx'
import { localValue, numberOf } from '../../../src/pages/console/time.tsx'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import { sampleFrame, views } from '../../fixtures/console-samples.ts'

describe('dates and numbers', () => {
  it('are those of the language, in a sentence too', () => {
    expect(localValue('2027-11-02', 'de')).to.equal('02.11.2027')
    expect(localValue('2026-11-24T02:47:35.000Z', 'fr')).to.equal('24 nov. 2026, 02:47 UTC')
    expect(localValue('2026-11-24T02:47:35Z', 'nl')).to.equal('24 nov 2026, 02:47 UTC')
    expect(localValue('2026-11-24 02:47', 'es')).to.equal('24 nov 2026, 2:47')
    expect(numberOf(1203, 'de')).to.equal('1.203')
    expect(numberOf(12034, 'fr')).to.match(/^12\s034$/)
  })

  it('are nothing else than dates', () => {
    for (const other of ['2026', '2026-13-45', 'sp-2026-11-24', '2026-11-24T02', '3-2026-11-24', '']) {
      expect(localValue(other, 'de')).to.equal(other)
    }
  })

  it('are so in what is found in metadata', () => {
    const values = { date: '2026-11-24T02:47:35.000Z' }
    const finding = { message: 'validUntil is past', cure: 'x', code: 'valid-until-past', values } as const
    expect(inWords(finding, consoleMessagesIn('de')).message).to.contain('24.11.2026, 02:47 UTC')
  })

  for (const language of languages) {
    it(`leave no date of a program to be read on a page in ${language}`, () => {
      for (const [name, [section, view, more]] of Object.entries(views)) {
        const reply = consolePage(sampleFrame(section, more), view)
        if (reply.name !== 'console') throw new Error('not a page of the console')
        const { html } = reply.params.render({ language, publicUrl: 'https://sso.test', status: 200, now: new Date(0) })
        expect(html.replace(/<[^>]*>/g, ' ').match(/\b20\d\d-\d\d-\d\d\b.{0,20}/g), name).to.equal(null)
      }
    })
  }
})
