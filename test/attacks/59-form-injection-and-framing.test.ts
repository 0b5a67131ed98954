/** Attack 59: values that break out of the form that posts to an app, and pages shown in another site's frame. */
import { expect } from 'chai'
import { XmlDocument } from 'libxml2-wasm'
import type { Reply } from '../../src/core/http.ts'
import { renderFormPost, renderPage } from '../../src/pages/render.tsx'
import { samples } from '../browser/page-samples.ts'
import { page, startGateway } from '../unit/http/gateway.ts'

interface Form {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly scripts: number
  readonly heading: string
}

/** The form as a strict parser that is not ours reads it. */
function read(html: string): Form {
  const document = XmlDocument.fromString(html.replace('<!DOCTYPE html>', ''))
  try {
    const text = (path: string) => document.get(path)?.content ?? ''
    const inputs = document.find('//input').map((input) => {
      const attribute = (name: string) => input.get(`@${name}`)?.content ?? ''
      return [attribute('name'), attribute('value')]
    })
    return {
      action: text('//form/@action'),
      fields: Object.fromEntries(inputs),
      scripts: document.find('//script').length,
      heading: text('//h1'),
    }
  } finally {
    document.dispose()
  }
}

function formPost(
  app: string,
  relayState: string,
  action = 'https://wiki.home.test/acs',
): Reply & { kind: 'formPost' } {
  return { kind: 'formPost', action, app, fields: { SAMLResponse: 'PD4=', RelayState: relayState } }
}

const injections = [
  '"><script>alert(1)</script>',
  "'><script>alert(1)</script>",
  '</form><form action="https://evil.test/">',
  '" onfocus="alert(1)" autofocus="',
  '</title></style></script><svg onload=alert(1)>',
  '&quot;&gt;&lt;script&gt;',
  '<!--',
  '{{constructor.constructor("alert(1)")()}}',
]

describe('attack 59: form injection and framing', () => {
  it('control: plain values reach the form as they are', () => {
    const form = read(renderFormPost(formPost('Wiki', 'https://wiki.home.test/page?a=1&b=2'), 'en').html)
    expect(form).to.deep.equal({
      action: 'https://wiki.home.test/acs',
      fields: { SAMLResponse: 'PD4=', RelayState: 'https://wiki.home.test/page?a=1&b=2' },
      scripts: 1,
      heading: 'Signing you in to Wiki',
    })
  })

  for (const injection of injections) {
    it(`stays text: ${injection}`, () => {
      const form = read(
        renderFormPost(formPost(injection, injection, `https://wiki.home.test/acs?${injection}`), 'en').html,
      )
      expect(form.fields).to.deep.equal({ SAMLResponse: 'PD4=', RelayState: injection })
      expect(form.action).to.equal(`https://wiki.home.test/acs?${injection}`)
      expect(form.scripts).to.equal(1)
      expect(form.heading).to.include(injection)
    })

    it(`stays text on the error page: ${injection}`, () => {
      const facts = { received: `https://wiki.home.test/${injection}`, registered: [injection], setting: injection }
      const params = {
        code: 'reply_address_unknown',
        errorId: 'X',
        message: injection,
        facts,
        startAgain: { app: injection, url: `https://wiki.home.test/${injection}` },
      } as const
      const { html } = renderPage(
        { kind: 'page', name: 'error', params },
        { language: 'en', publicUrl: 'https://sso.home.test', status: 400, now: new Date(0) },
      )
      const form = read(html)
      expect(form.scripts).to.equal(0)
      expect(html).to.not.match(/<(?:svg onload|form)/)
    })
  }

  it('control: a route that says so may be framed by our own origin, and by nobody else', async () => {
    const gateway = await startGateway({ routes: [page('/saml/slo', home, { framedBy: 'self' })] })
    try {
      const { headers } = await gateway.send('/saml/slo')
      expect(headers['content-security-policy']).to.include("frame-ancestors 'self'")
      expect(headers['x-frame-options']).to.equal('SAMEORIGIN')
    } finally {
      await gateway.close()
    }
  })

  it('lets no page be framed', async () => {
    const replies = Object.entries(samples).flatMap(([name, sample]) =>
      sample instanceof Error ? [] : [page(`/${name}`, sample)],
    )
    const gateway = await startGateway({ routes: [...replies, page('/fails', () => Promise.reject(new Error('x')))] })
    try {
      for (const path of [...replies.map((route) => route.path), '/fails', '/nowhere', '/healthz']) {
        const { headers } = await gateway.send(path)
        expect(headers['content-security-policy'], path).to.include("frame-ancestors 'none'")
        expect(headers['x-frame-options'], path).to.equal('DENY')
      }
    } finally {
      await gateway.close()
    }
  })
})

const home: Reply = { kind: 'page', name: 'home', params: { people: [], apps: [] } }
