/** A form that waited for its sender's login is shown with the names that its fields have on the page, in every language. */
import { expect } from 'chai'
import { fieldName } from '../../../src/pages/console/field-names.ts'
import { formAct } from '../../../src/pages/console/form-acts.ts'
import { consolePage } from '../../../src/pages/console/page.tsx'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { type Language, languages } from '../../../src/pages/messages/language.ts'
import { sampleFrame, views } from '../../fixtures/console-samples.ts'

function render(view: (typeof views)[string][1], language: Language): string {
  const reply = consolePage(sampleFrame('apps'), view)
  if (reply.name !== 'console') throw new Error('not a page of the console')
  return reply.params.render({ language, publicUrl: 'https://sso.test', status: 200, now: new Date(0) }).html
}

/** Each page has a token of its own, and asks its own questions. */
const notKept = ['token', 'sure', 'renames']

/** Every field that a form of ours posts, with where to. */
const posted = Object.values(views).flatMap(([, view]) =>
  [...render(view, 'en').matchAll(/<form method="post" action="([^"]*)".*?<\/form>/gs)].flatMap(([form, action = '']) =>
    [...form.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]*)"/g)].map(([, name = '']) => ({ name, action })),
  ),
)

describe('a form of the console that is shown once more', () => {
  it('is known here with all its fields', () => {
    const names = new Set(posted.map(({ name }) => name))
    expect([...names]).to.include.members(['revision', 'allow', 'claims', 'redirectUris', 'digest', 'unused', 'days'])
  })

  for (const language of languages) {
    it(`names each field in ${language}`, () => {
      const texts = consoleMessagesIn(language)
      for (const { name, action } of posted) {
        if (notKept.includes(name)) continue
        expect(fieldName(name, action, texts), `${name} of ${action}`).to.match(/^\p{Lu}/u)
      }
    })
  }

  it('has no English name on a German page', () => {
    const names = new Set(posted.map(({ name }) => name).filter((name) => !notKept.includes(name)))
    const fields = [...names].map((name) => [name, `value of ${name}`] as const)
    const html = render({ page: 'again', action: '/admin/apps/wiki/settings', fields }, 'de')
    expect(html).to.contain('<h2>Wer sie benutzen darf (allow)</h2><pre>value of allow</pre>')
    const alike = ['Name', 'Person']
    const english = consoleMessagesIn('en')
    for (const [name] of fields) {
      const word = fieldName(name, '', english)
      if (!alike.includes(word)) expect(html).not.to.contain(`<h2>${word}</h2>`)
    }
  })

  it('says what it does and to what, whichever form it is', () => {
    for (const language of languages) {
      const texts = consoleMessagesIn(language)
      for (const { action } of posted) {
        const { act } = formAct(action.replace('https://sso.test', '').replace('#result', ''), [], texts) ?? {}
        expect(act, `${action} in ${language}`).to.match(/^\p{Lu}/u)
      }
    }
    const html = render({ page: 'again', action: '/admin/apps/wiki/disable', fields: [['hours', '']] }, 'en')
    expect(html).to.contain('Switch off: wiki')
    const approval = { page: 'again', action: '/admin/quarantine/approve', fields: [['name', 'lms']] } as const
    expect(render(approval, 'en')).to.contain('Approve: lms')
    expect(formAct('/admin/nowhere', [], consoleMessagesIn('en'))).to.equal(undefined)
  })

  it('calls claims by what they are on the page that they come from', () => {
    const texts = consoleMessagesIn('en')
    expect(fieldName('claims', '/admin/apps/wiki/preview', texts)).to.equal(texts.app.preview.claims)
    expect(fieldName('claims', '/admin/apps/wiki/settings', texts)).to.equal(texts.app.settings.labels.claims)
  })

  it('shows a field that is none of ours by its name', () => {
    expect(fieldName('toString', '', consoleMessagesIn('de'))).to.equal('toString')
  })
})
