/** How each language is written: its spaces and marks, and that whoever reads it is addressed formally throughout. */
import { expect } from 'chai'
import { consentTextsIn } from '../../../src/pages/messages/consent/messages.ts'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { deviceTextsIn } from '../../../src/pages/messages/device/messages.ts'
import { findingsIn } from '../../../src/pages/messages/findings/findings.ts'
import { type Language, languages } from '../../../src/pages/messages/language.ts'
import { messagesIn } from '../../../src/pages/messages/messages.ts'
import { problemsIn } from '../../../src/pages/messages/problems/problems.ts'

/** Every text; of one that names something, as it is for one thing, for two, and for a name. */
function* textsOf(value: unknown, at = ''): Generator<readonly [at: string, text: string]> {
  if (typeof value === 'string') yield [at, value]
  else if (typeof value === 'function') {
    for (const given of [1, 2, 'Wiki']) yield* textsOf(value(given, given, given), `${at}()`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, `${at}.${key}`)
  }
}

const textsIn = (language: Language) => [
  ...textsOf(messagesIn(language)),
  ...textsOf(consentTextsIn(language)),
  ...textsOf(deviceTextsIn(language)),
  ...textsOf(consoleMessagesIn(language)),
  ...textsOf(findingsIn(language)),
  ...textsOf(problemsIn(language)),
]

/** What is quoted as it stands in a file is nobody's language. */
const prose = (text: string) => text.replace(/`[^`]*`|&\w+;/g, '`…`')

/** Forms in which one speaks to a friend; in Spanish and French, as words of their own. */
const familiar: Readonly<Partial<Record<Language, RegExp>>> = {
  de: /(?<!\p{L})(?:du|dich|dir|dein(?:e[mnrs]?)?)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:tu|toi|ton|tes)(?![\p{L}’])/iu,
  es: /(?<!\p{L})(?:tú|tu|tus|ti|contigo|vosotros)(?!\p{L})/iu,
  nl: /(?<!\p{L})(?:je|jij|jou|jouw|jullie)(?!\p{L})/iu,
}

describe('texts', () => {
  for (const language of languages) {
    const all = textsIn(language)
    const wrong = (rule: RegExp) => all.filter(([, text]) => rule.test(prose(text))).map((one) => one.join(': '))

    it(`are many in ${language}`, () => expect(all.length).to.be.greaterThan(500))

    it(`address people formally in ${language}`, () => {
      expect(wrong(familiar[language] ?? /$^/)).to.deep.equal([])
    })

    it(`have no three dots, double space or space at an end in ${language}`, () => {
      expect(wrong(/\.\.\.| {2}|^ | $/)).to.deep.equal([])
    })
  }

  it('keep the marks of French at their words', () => {
    const broken = textsIn('fr').filter(([, text]) => / [:;?!»](?:\s|$)|« /.test(prose(text)))
    expect(broken.map((one) => one.join(': '))).to.deep.equal([])
    const stuck = textsIn('fr').filter(([, text]) =>
      /\p{L}[:;?!](?:\s|$)/u.test(prose(text).replace(/\b\w+: \S|&\w+;/g, '')),
    )
    expect(stuck.map((one) => one.join(': '))).to.deep.equal([])
  })

  it('break no verb of French from its subject in a heading', () => {
    const titles = textsIn('fr').filter(([at]) => /title(?:\(\))?$/i.test(at))
    expect(titles.length).to.be.greaterThan(40)
    expect(titles.filter(([, text]) => /\p{Ll}-\p{Ll}/u.test(text))).to.deep.equal([])
  })
})
