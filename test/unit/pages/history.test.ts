/** What records keep in English of who changed something and why is said in the language of the page. */
import { expect } from 'chai'
import { reasons } from '../../../src/admin/reasons.ts'
import { authorName, authorOfRevision, reasonName } from '../../../src/pages/console/history-words.ts'
import { consolePage } from '../../../src/pages/console/page.tsx'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import { sampleFrame, views } from '../../fixtures/console-samples.ts'

const own = Object.values(reasons).map((reason) =>
  typeof reason === 'function' ? reason(`3-${'ab'.repeat(32)}`) : reason,
)

describe('who changed something and why, in the console', () => {
  for (const language of languages.filter((one) => one !== 'en')) {
    const texts = consoleMessagesIn(language)

    it(`has words in ${language} for every reason that the gateway gives`, () => {
      expect(Object.keys(texts.acts.reasons)).to.have.members(own.map(({ key }) => key))
      for (const { text } of own) {
        expect(reasonName(text, texts)).to.not.equal(text)
        expect(reasonName(text, texts)).to.not.match(/\{|abab|undefined/)
      }
    })

    it(`says in ${language} who is no person`, () => {
      for (const author of ['break-glass', 'cli', 'file']) {
        expect(authorOfRevision(author, texts)).to.not.equal(author)
      }
    })
  }

  it('leaves alone what people wrote, and who they are', () => {
    const texts = consoleMessagesIn('de')
    expect(reasonName('a new secret, as the old one was seen', texts)).to.equal('a new secret, as the old one was seen')
    expect(authorName('toString', texts)).to.equal('toString')
    expect(authorName('anna', texts)).to.equal('anna')
    expect(authorName('token t1', texts)).to.equal('Token t1')
    expect(authorName('cli (imported by anna)', texts)).to.equal('Kommandozeile (eingelesen von anna)')
  })

  it('marks nothing as English that is in the language of the page', () => {
    const [, view] = views['add-known'] ?? []
    const reply = consolePage(sampleFrame('apps'), { ...view, noKeys: true, findings: [] } as never)
    if (reply.name !== 'console') throw new Error('not a page of the console')
    const place = { language: 'de', publicUrl: 'https://sso.test', status: 200, now: new Date(0) }
    const { html } = reply.params.render(place)
    expect(html).to.contain('noch keine Schlüssel').and.not.contain('lang="en"')
  })
})
