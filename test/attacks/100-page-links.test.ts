/** Attack 100, on our pages: addresses that would lead elsewhere, or run as script, when a person follows a link. */
import { expect } from 'chai'
import type { PageReply } from '../../src/core/http.ts'
import { renderFormPost, renderPage } from '../../src/pages/render.tsx'

const context = {
  language: 'en',
  requestId: 'r',
  publicUrl: 'https://sso.home.test',
  status: 200,
  now: new Date(0),
} as const

/** Every page that links to an address that is not its own. */
const pages: Readonly<Record<string, (url: string) => PageReply>> = {
  error: (url) => ({
    kind: 'page',
    name: 'error',
    params: { code: 'transaction_lost', errorId: 'X', message: 'Lost.', facts: {}, startAgain: { app: 'Wiki', url } },
  }),
  alreadySignedIn: (url) => ({ kind: 'page', name: 'alreadySignedIn', params: { app: 'Wiki', url } }),
  loggedOut: (url) => ({
    kind: 'page',
    name: 'loggedOut',
    params: { apps: [], upstreams: [{ name: 'Authelia', ended: false, url }] },
  }),
  chooser: (url) => ({ kind: 'page', name: 'chooser', params: { app: 'Wiki', choices: [{ name: 'Authelia', url }] } }),
}

const scripts = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.test/',
  '/\\evil.test/',
  '\\\\evil.test',
  'evil.test',
  'https:evil.test',
  '',
]

const links = (html: string) => [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href)

describe('attack 100: links on pages', () => {
  for (const [name, pageWith] of Object.entries(pages)) {
    it(`${name}, control: an address of http or https is linked`, () => {
      expect(links(renderPage(pageWith('https://wiki.home.test/a?b'), context).html)).to.include(
        'https://wiki.home.test/a?b',
      )
    })

    for (const url of scripts) {
      it(`${name}: ${JSON.stringify(url)} is not`, () => {
        expect(links(renderPage(pageWith(url), context).html)).to.deep.equal([])
      })
    }
  }

  const goOn = (location: string) => renderPage({ kind: 'page', name: 'continue', params: { location } }, context).html

  it('the page that goes on by itself, control: to an address of ours', () => {
    for (const location of ['/saml/sso?ticket=abc', 'https://sso.home.test/saml/sso?ticket=abc']) {
      expect(goOn(location)).to.include(`content="0;url=${location}"`)
    }
  })

  for (const location of [
    ...scripts,
    'https://evil.test/',
    'https://sso.home.test.evil.test/',
    'https://sso.home.test@evil.test/',
    '/a;url=https://evil.test/',
    "/a'b",
    '/a b',
  ]) {
    it(`the page that goes on by itself: not to ${JSON.stringify(location)}`, () => {
      expect(() => goOn(location)).to.throw(TypeError)
    })
  }

  const post = (action: string) => renderFormPost({ kind: 'formPost', action, app: 'Wiki', fields: {} }, 'en').html

  it('the page that posts itself, control: to an address of http or https', () => {
    expect(post('https://wiki.home.test/acs')).to.include('action="https://wiki.home.test/acs"')
    expect(post('http://127.0.0.1:35001')).to.include('action="http://127.0.0.1:35001"')
  })

  for (const action of scripts) {
    it(`the page that posts itself: not to ${JSON.stringify(action)}`, () => {
      expect(() => post(action)).to.throw(TypeError)
    })
  }
})
