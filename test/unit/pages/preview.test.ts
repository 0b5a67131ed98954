/** A preview says in the language of the page why somebody is let in or not, and why a value is missing. */
import { expect } from 'chai'
import { previewApp } from '../../../src/admin/preview.ts'
import { tryExpression } from '../../../src/admin/try-expression.ts'
import { release, toIdentity } from '../../../src/core/policy/attributes.ts'
import { compileExpression } from '../../../src/core/policy/compile.ts'
import { evaluationFaults, whyFailed, whyNoValue } from '../../../src/core/policy/evaluation-words.ts'
import { explainAllow } from '../../../src/core/policy/explain.ts'
import type { Said } from '../../../src/core/said.ts'
import { toNameId } from '../../../src/downstream/saml-idp/name-id.ts'
import { toSamlAttributes } from '../../../src/downstream/saml-idp/sso/attributes.ts'
import { sentenceInWords } from '../../../src/pages/console/finding-words.ts'
import { consolePage } from '../../../src/pages/console/page.tsx'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { type Language, languages } from '../../../src/pages/messages/language.ts'
import { sampleFrame, views } from '../../fixtures/console-samples.ts'

const foreign = languages.filter((language) => language !== 'en')
const upstream = { name: 'home', subjectNamespace: 'home', subjectFrom: 'sub' }

function withheldOf(trustEmail: 'verified' | 'absent', claims: object): readonly Said[] {
  const authentication = { upstream: 'home', subject: 'anna', claims: { sub: 'anna', ...claims }, context: {} }
  return toIdentity(authentication as never, { ...upstream, trustEmail } as never).withheld.map(({ says }) => says)
}

/** As the functions of a preview give them. */
function reasons(): readonly Said[] {
  const said: Said[] = [
    ...withheldOf('verified', { email: 'a@x' }),
    ...withheldOf('absent', { email: 'a@x', email_verified: false }),
    ...withheldOf('absent', { email: ['a@x', 'b@x'], email_verified: true }),
    ...withheldOf('absent', { groups: [{}] }),
    ...Object.values(evaluationFaults),
  ]
  for (const value of [[['a']], [{}]]) {
    toSamlAttributes([{ name: 'mail', value }], new Map(), (_name, _reason, says) => said.push(says))
  }
  const input = { claims: { list: [] }, groups: [], upstream: 'home' } as never
  for (const source of ['claims.level > 3', 'claims.list[4] == 1', 'claims.list > 3']) {
    const { reason } = explainAllow(source, input)
    if (reason === undefined) throw new Error(`${source} has a value`)
    said.push(whyNoValue(reason))
  }
  return said
}

function render(language: Language): string {
  const [, view] = views.preview ?? []
  const reply = consolePage(sampleFrame('apps'), view as never)
  if (reply.name !== 'console') throw new Error('not a page of the console')
  return reply.params.render({ language, publicUrl: 'https://sso.test', status: 200, now: new Date(0) }).html
}

describe('reasons in a preview', () => {
  it('are all provoked here', () => expect(reasons()).to.have.length(11))

  for (const language of foreign) {
    it(`are said in ${language}`, () => {
      for (const said of reasons()) {
        const { message, lang } = sentenceInWords(said, consoleMessagesIn(language))
        expect(lang, said.text).to.equal(undefined)
        expect(message).to.not.equal(said.text)
      }
    })

    it(`leave no English on the page in ${language}`, () => {
      expect(render(language)).to.not.contain('lang="en"')
    })
  }

  it('stay in English as they were', () => {
    expect(render('en')).to.contain('No such key: level').and.contain('it is switched off (disabled)')
  })

  it('name what an expression that is tried lacks, in its language too', async () => {
    const identity = {
      upstream: () => ({ ...upstream, trustEmail: 'always' }),
      authentication: () => ({ upstream: 'home', subject: 'anna', claims: { sub: 'anna' }, context: {} }),
    }
    const deps = { preview: identity, upstreams: [{ name: 'home' }] } as never
    const person = { claims: { sub: 'anna' } }
    const texts = consoleMessagesIn('de')
    expect((await tryExpression(deps, person, 'claims.sub')).value).to.equal('"anna"')
    const { fault: missing } = await tryExpression(deps, person, 'claims.level')
    expect(sentenceInWords(missing as Said, texts)).to.deep.equal({ message: 'level gibt es nicht' })
    const { fault: wrong } = await tryExpression(deps, person, 'clams.level')
    expect(sentenceInWords(wrong as Said, texts).lang).to.equal(undefined)
    expect(wrong?.text).to.match(/^Unknown variable: clams at column 1\./)
  })

  it('name the value that is missing where there is no answer', async () => {
    const policy = (source?: string) =>
      ({ attributes: [], ...(source !== undefined && { subjectValue: compileExpression(source, 'value') }) }) as never
    const account = (claims: object) => {
      const authentication = { upstream: 'home', subject: 'anna', claims: { sub: 'anna', ...claims }, context: {} }
      return toIdentity(authentication as never, { ...upstream, trustEmail: 'verified' } as never)
    }
    const answer = async (claims: object, subject: 'email' | 'custom', source?: string) => {
      const whom = account(claims)
      const { unanswered } = await previewApp(
        {
          apps: { all: () => [{ name: 'wiki', displayName: 'Wiki', policy: {} }] },
          upstreams: [{ name: 'home' }],
          preview: {
            upstream: () => ({ ...upstream, trustEmail: 'verified' }),
            authentication: () => ({
              upstream: 'home',
              subject: 'anna',
              claims: { sub: 'anna', ...claims },
              context: {},
            }),
            answer: async () =>
              toNameId(
                release(whom, policy(source), { subject, contextClass: '' } as never, {} as never, () => {}).subject,
                'a' as never,
                'b' as never,
              ),
          },
          store: { append: async () => {} },
          log: () => {},
          now: () => 0,
        } as never,
        { name: 'ada', role: 'administrator' } as never,
        'wiki',
        { claims: {} },
      )
      if (unanswered === undefined) return ''
      const { message, lang } = sentenceInWords(unanswered, consoleMessagesIn('de'))
      expect(lang, unanswered.text).to.equal(undefined)
      return message
    }
    expect(await answer({}, 'email')).to.equal('das Konto hat keine E-Mail-Adresse')
    expect(await answer({ email: 'a@x' }, 'email')).to.match(
      /keine E-Mail-Adresse, die gelten darf: .*upstreams\.home\.trustEmail/,
    )
    expect(await answer({}, 'custom', 'claims.level')).to.equal('der Name lässt sich nicht bilden: level gibt es nicht')
    expect(await answer({ level: '' }, 'custom', 'claims.level')).to.equal(
      'claims.level ergibt für dieses Konto keinen Namen',
    )
    expect(await answer({ level: 'a ' }, 'custom', 'claims.level')).to.contain('endet mit einem Leerzeichen')
    expect(await answer({ level: 'a' }, 'custom', 'claims.level')).to.equal('')
  })

  it('say of a fault that nobody foresaw that it is in English', () => {
    const said = whyFailed(new Error('overflow of something'))
    expect(said.text).to.equal('overflow of something')
    expect(sentenceInWords(said, consoleMessagesIn('de')).message).to.contain('auf Englisch: overflow of something')
  })
})
