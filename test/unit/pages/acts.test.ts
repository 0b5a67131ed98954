/** The record of acts in the console: in words of the reader's language, whatever was written, by codes of closed lists. */
import { expect } from 'chai'
import { consolePage } from '../../../src/pages/console/page.tsx'
import type { AuditView } from '../../../src/pages/console/watch-views.ts'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { type Language, languages } from '../../../src/pages/messages/language.ts'
import { sampleFrame } from '../../fixtures/console-samples.ts'

const foreign = languages.filter((language) => language !== 'en')
const { acts: english } = consoleMessagesIn('en')

function render(acts: AuditView['acts'], language: Language): string {
  const reply = consolePage(sampleFrame('audit'), { page: 'audit', acts })
  if (reply.name !== 'console') throw new Error('not a page of the console')
  const { html } = reply.params.render({ language, publicUrl: 'https://sso.test', status: 200, now: new Date(0) })
  return html.replace(/<code>.*?<\/code>/gs, '').replaceAll('&#39;', "'")
}

const act = { at: 0, author: 'anna', act: 'app.put', via: 'console', failed: false, facts: [] } as const

/** Words that are the same in another language. */
const same: Partial<Record<Language, readonly string[]>> = {
  de: ['API', 'Gateway', 'link {value}'],
  fr: ['API', 'Console', 'session {value}'],
  es: ['API', 'scopes {value}'],
  nl: ['API', 'Console', 'Gateway', 'link {value}', 'scopes {value}'],
}

describe('the record of acts in the console', () => {
  for (const language of foreign) {
    const { acts } = consoleMessagesIn(language)

    it(`has a word of its own in ${language} for every code`, () => {
      for (const part of ['names', 'facts', 'how', 'why', 'ways', 'authors'] as const) {
        const one: Readonly<Record<string, string>> = acts[part]
        const equal = Object.entries(english[part]).filter(([code, text]) => one[code] === text && text !== '{value}')
        for (const [, text] of equal) expect(same[language] ?? [], part).to.include(text)
      }
    })

    it(`says in ${language} what each fact of an act is`, () => {
      for (const [fact, text] of Object.entries(acts.facts)) {
        expect(text, fact).to.contain('{value}')
        const html = render([{ ...act, facts: [[fact, '42-ff']] }], language)
        expect(html).to.contain(text.replace('{value}', '42-ff').replaceAll('&', '&amp;'))
      }
    })
  }

  it('says who, how, what and why in German', () => {
    const html = render(
      [
        {
          ...act,
          act: 'refused',
          author: 'unknown',
          failed: true,
          facts: [
            ['why', 'foreign-form'],
            ['more', 3],
          ],
        },
        { ...act, act: 'app.import', via: 'cli', author: 'cli', facts: [['how', 'replaced']] },
        { ...act, act: 'address.read', facts: [['state', 'failing']] },
      ],
      'de',
    )
    for (const text of [
      'Versuch abgewiesen',
      'Niemand Bekanntes',
      'Formular von einer anderen Site oder Sitzung, 3 weitere',
      'Anwendung aus einem Archiv eingelesen',
      'als neue Änderung',
      'Kommandozeile',
      'Fällt aus',
    ])
      expect(html).to.contain(text)
  })

  it('shows times as times, and of a revision its number', () => {
    const facts = [
      ['expiresAt', Date.parse('2026-11-27T12:00:00Z')],
      ['until', '2026-11-28T12:00:00Z'],
      ['revision', `3-${'ab'.repeat(32)}`],
    ] as const
    const html = render([{ ...act, facts }], 'de')
    expect(html).to.contain('gültig bis 27.11.2026, 12:00 UTC, bis 28.11.2026, 12:00 UTC, Änderung 3<')
  })

  it('shows what a later version wrote as it stands', () => {
    const html = render([{ ...act, act: 'toString', author: 'constructor', facts: [['valueOf', 'x']] }], 'fr')
    for (const text of ['toString', 'constructor', 'valueOf x']) expect(html).to.contain(text)
  })
})
