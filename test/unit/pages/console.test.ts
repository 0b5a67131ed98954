/** What the console's pages make of texts from elsewhere: nothing that a browser would run or follow (attack 99). */
import { expect } from 'chai'
import { consolePage } from '../../../src/pages/console/page.tsx'
import type { ConsoleView } from '../../../src/pages/console/views.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import { sampleFrame, views } from '../../fixtures/console-samples.ts'
import { withTexts } from '../../fixtures/with-texts.ts'

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '</textarea><script>alert(1)</script>',
  '</pre></style><svg onload=alert(1)>',
  'data:text/html,<script>alert(1)</script>',
]

const render = (view: ConsoleView, language: string, person: string) => {
  const reply = consolePage({ ...sampleFrame('apps'), person }, view)
  if (reply.name !== 'console') throw new Error('not a page of the console')
  return reply.params.render({ language, publicUrl: 'https://sso.test', status: 200, now: new Date(0) })
}

/** Outside of the one script and the one style, which are ours. */
const foreign = (html: string) =>
  html.replace(/<style>.*?<\/style>/s, '').replace(/<script>document\.querySelectorAll.*?<\/script>/s, '')

describe('pages of the console', () => {
  for (const [name, [, view]] of Object.entries(views)) {
    it(`${name} runs and follows nothing that metadata, claims or people say`, () => {
      for (const attack of attacks) {
        for (const language of languages) {
          const { html, csp } = render(withTexts(view, attack), language, attack)
          const rest = foreign(html)
          expect(rest, attack).not.to.match(/<(script|img|svg onload|iframe|object|embed)/i)
          expect(rest, attack).not.to.match(/<[a-z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*\son\w+\s*=/i)
          expect(rest, attack).not.to.match(/(href|action|src)="(?:javascript|data:text)/i)
          expect(csp).to.match(/script-src 'sha256-[^']+'; form-action 'self'/)
        }
      }
    })
  }

  it('would show the attack if it were not escaped: the check can fail', () => {
    expect(foreign('<p><script>alert(1)</script></p>')).to.match(/<script/)
    expect('<a title="" onmouseover="x">').to.match(/<[a-z][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*\son\w+\s*=/i)
  })

  it('are in all languages, without a text of another', () => {
    const texts = new Map(
      languages.map((language) => [language, render(views.app?.[1] as ConsoleView, language, 'a').html]),
    )
    for (const [language, html] of texts) {
      expect(html).to.contain(`<html lang="${language}">`)
      if (language !== 'en') expect(html).not.to.contain('Enter this at the app')
    }
  })

  it('have no list of nothing, and the button that copies something right below it', () => {
    for (const [name, [, view]] of Object.entries(views)) {
      const { html } = render(view, 'en', 'anna')
      expect(html, name).not.to.match(/<(dl|ul|ol)[^>]*><\/\1>/)
      for (const [, id] of html.matchAll(/<pre id="([^"]*)"[^>]*>/g)) {
        expect(html, name).to.match(new RegExp(`<pre id="${id}"[^<]*</pre><p[^>]*><button[^>]* data-copy="${id}"`))
      }
    }
  })

  it('have a token in every form that posts', () => {
    for (const [name, [section, view]] of Object.entries(views)) {
      const reply = consolePage(sampleFrame(section), view)
      if (reply.name !== 'console') throw new Error(name)
      const { html } = reply.params.render({
        language: 'en',
        publicUrl: 'https://sso.test',
        status: 200,
        now: new Date(0),
      })
      for (const [form] of html.matchAll(/<form method="post".*?<\/form>/gs)) {
        expect(form, name).to.contain('name="token" value="token-of-this-session"')
        expect(form, name).to.match(/action="https:\/\/sso\.test\/admin\//)
      }
    }
  })
})
