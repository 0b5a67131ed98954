import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { appCodes, GatewayError, pageCodes } from '../../../src/core/errors.ts'
import type { PageReply } from '../../../src/core/http.ts'
import { consoleName } from '../../../src/pages/app-name.ts'
import type { Messages } from '../../../src/pages/messages/catalogue.ts'
import { chooseLanguage, type Language, languages } from '../../../src/pages/messages/language.ts'
import { messagesIn } from '../../../src/pages/messages/messages.ts'
import { renderFormPost, renderPage } from '../../../src/pages/render.tsx'
import { samples } from '../../browser/page-samples.ts'

const now = new Date('2026-11-24T23:19:14.500Z')

function render(reply: PageReply, language: Language = 'en', status = 200) {
  return renderPage(reply, { language, publicUrl: 'https://sso.home.test', status, now })
}

function errorPage(error: GatewayError, errorId = 'K7M2Q9XR4T'): PageReply {
  const { code, message, facts, startAgain } = error
  const params = { code, errorId, message, facts, ...(startAgain !== undefined && { startAgain }) }
  return { kind: 'page', name: 'error', params }
}

const sampled = Object.entries(samples).flatMap(([name, sample]): [string, PageReply][] => {
  if (sample instanceof GatewayError) return [[name, errorPage(sample)]]
  return sample.kind === 'page' ? [[name, sample]] : []
})

describe('pages: every page', () => {
  for (const language of languages) {
    for (const [name, reply] of sampled) {
      it(`${name} (${language}) is one document with language, title, heading and main landmark`, () => {
        const { html, csp } = render(reply, language)
        expect(html).to.match(new RegExp(`^<!DOCTYPE html><html lang="${language}"><head>`))
        expect(html.match(/<h1>[^<]+<\/h1>/g)).to.have.length(1)
        expect(html.match(/<main>/g)).to.have.length(1)
        expect(html).to.match(/<title>[^<]+ · Isthmus<\/title>/)
        expect(html).to.not.match(/undefined|\[object|NaN/)
        expect(csp).to.include("form-action 'self'").and.include("frame-ancestors 'none'")
        if (name === 'logging-out') return
        expect(html).to.not.include('<script')
        expect(csp).to.not.include('script-src').and.not.include('frame-src')
      })
    }
  }

  it('the one with frames allows its own script by hash, and frames of the apps alone', () => {
    const reply = sampled.find(([name]) => name === 'logging-out')?.[1]
    const { html, csp } = render(reply ?? { kind: 'page', name: 'home', params: { people: [], apps: [] } })
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
    expect(csp).to.include(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    expect(csp).to.include("frame-src 'self' https://wiki.home.example.net;")
    expect(html).to.include('id="next"')
  })

  it('allows its stylesheet by hash and loads nothing', () => {
    const { html, csp } = render({ kind: 'page', name: 'home', params: { people: [], apps: [] } })
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
    expect(csp).to.include(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    expect(csp).to.match(/^default-src 'none';/)
    expect(html).to.not.match(/(?:src|href)="https?:/)
    expect(style).to.not.match(/url\(|@import/)
    expect(html).to.not.match(/ style="| on[a-z]+="/)
  })
})

describe('pages: form post', () => {
  const reply = {
    kind: 'formPost',
    action: 'https://wiki.home.test/acs?a=1&b=2',
    app: 'Wiki',
    fields: { SAMLResponse: 'PD4=', RelayState: '' },
  } as const

  it('posts its fields by the one script that its policy allows, or by its button', () => {
    const { html, csp } = renderFormPost(reply, 'en')
    expect(html).to.include('<form method="post" action="https://wiki.home.test/acs?a=1&amp;b=2"')
    expect(html).to.match(/<input type="hidden" name="SAMLResponse" value="PD4="\s*\/?>/)
    expect(html).to.match(/<input type="hidden" name="RelayState" value(="")?\s*\/?>/)
    expect(html).to.include('<button type="submit">')
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, source = '']) => source)
    expect(scripts).to.have.length(1)
    const hash = createHash('sha256')
      .update(scripts[0] ?? '')
      .digest('base64')
    expect(csp).to.include(`script-src 'sha256-${hash}'`)
  })

  it('has no form-action, which Chromium would apply to the redirects of the app', () => {
    expect(renderFormPost(reply, 'en').csp).to.not.include('form-action')
  })
})

describe('pages: error', () => {
  const wiki = { app: 'Wiki', url: 'https://wiki.home.test/' }

  it('shows number, time, reason and the way back', () => {
    const { html } = render(errorPage(new GatewayError('stale_or_replayed', 'Answered already.', { startAgain: wiki })))
    for (const part of [
      'K7M2Q9XR4T',
      '2026-11-24 23:19:14 UTC',
      'Answered already.',
      'href="https://wiki.home.test/"',
      'Back to Wiki',
    ]) {
      expect(html).to.include(part)
    }
  })

  it('points at what differs between the received and the nearest registered address', () => {
    const facts = {
      received: 'http://wiki.home.test/acs',
      registered: ['https://x.test/', 'https://wiki.home.test/acs'],
    }
    const { html } = render(errorPage(new GatewayError('reply_address_unknown', 'No.', { facts })))
    expect(html).to.include('<mark>http://</mark>wiki.home.test/acs')
    expect(html).to.include('<mark>https://</mark>wiki.home.test/acs')
    expect(html).to.include('Different: scheme (http or https)')
    expect(html.indexOf('wiki.home.test/acs</code></li>')).to.be.below(html.indexOf('https://x.test/'))
  })

  it('compares nothing where what was received is no address', () => {
    const facts = { received: '7', registered: ['0: https://wiki.home.test/acs'], difference: 'kept' }
    const { html } = render(errorPage(new GatewayError('reply_address_unknown', 'No.', { facts })))
    expect(html).to.not.include('<mark>')
    expect(html).to.include('kept')
  })

  it('compares an address with the one that was expected, too', () => {
    const facts = { received: 'https://sso.home.test/saml/sso/', expected: 'https://sso.home.test/saml/sso' }
    const { html } = render(errorPage(new GatewayError('malformed_request', 'No.', { facts })))
    expect(html).to.include('<dt>Expected</dt>').and.include('/sso<mark>/</mark>').and.include('trailing slash')
  })

  it('names the setting', () => {
    const facts = { received: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', setting: 'allowSha1Requests' }
    const { html } = render(errorPage(new GatewayError('weak_algorithm', 'No.', { facts })))
    expect(html).to.include('<dt>Setting</dt>').and.include('allowSha1Requests').and.not.include('<mark>')
  })

  it('cuts a long list and says how much is missing', () => {
    const registered = Array.from({ length: 40 }, (_, at) => `https://wiki.home.test/${at}`)
    const { html } = render(
      errorPage(
        new GatewayError('reply_address_unknown', 'No.', { facts: { received: 'https://x.test/', registered } }),
      ),
    )
    expect(html).to.include('and 28 more')
  })

  it('speaks differently of what HTTP alone refuses and of an absent storage', () => {
    const titles = [404, 405, 413, 415, 400].map((status) => {
      const { html } = render(errorPage(new GatewayError('malformed_request', 'No.')), 'en', status)
      return /<h1>([^<]+)/.exec(html)?.[1]
    })
    expect(new Set(titles).size).to.be.at.least(4)
    const away = render(errorPage(new GatewayError('internal', 'No.')), 'en', 503).html
    expect(away).to.include(messagesIn('en').errors.storage_away.title)
    expect(render(errorPage(new GatewayError('internal', 'No.')), 'en', 500).html).to.include('Something went wrong')
  })

  it('tells a person that a wrong client secret is not their fault, and the administrator which setting it is', () => {
    const facts = { setting: 'upstreams.op.clientSecretFile' }
    for (const language of languages) {
      const { html } = render(errorPage(new GatewayError('upstream_invalid', 'No.', { facts })), language, 502)
      expect(html).to.include(messagesIn(language).errors.client_refused.title).and.to.include(facts.setting)
    }
    const other = new GatewayError('upstream_invalid', 'No.', { facts: { setting: 'upstreams.op.forceAuthn' } })
    expect(render(errorPage(other), 'en', 502).html).to.include(messagesIn('en').errors.upstream_invalid.title)
  })

  it('tells a way of answering from an address, in every language', () => {
    const facts = { received: 'urn:x:bindings:HTTP-Redirect', expected: 'urn:x:bindings:HTTP-POST' }
    for (const language of languages) {
      const { html } = render(errorPage(new GatewayError('reply_address_unknown', 'No.', { facts })), language, 400)
      const { answer_way_unknown: way, reply_address_unknown: address } = messagesIn(language).errors
      expect(html).to.include(way.title).and.include(facts.expected).and.not.include(address.title)
    }
    const address = new GatewayError('reply_address_unknown', 'No.', { facts: { received: 'x', registered: 'y' } })
    expect(render(errorPage(address), 'en', 400).html).to.include(messagesIn('en').errors.reply_address_unknown.title)
  })

  it('has its own words for every code in every language', () => {
    const codes = [...pageCodes, ...appCodes]
    for (const language of languages) {
      const titles = codes.map((code) => messagesIn(language).errors[code].title)
      expect(new Set(titles).size, language).to.equal(codes.length)
      for (const code of codes) {
        const { html } = render(errorPage(new GatewayError(code, 'No.')), language)
        expect(html, `${language} ${code}`).to.include(code)
      }
    }
  })
})

describe('pages: languages', () => {
  it('are chosen by Accept-Language', () => {
    const cases: readonly (readonly [string | undefined, Language])[] = [
      [undefined, 'en'],
      ['', 'en'],
      ['de', 'de'],
      ['de-AT,de;q=0.9,en;q=0.8', 'de'],
      ['sv, nl;q=0.7, fr;q=0.9', 'fr'],
      ['DE', 'de'],
      ['fr;q=0, es;q=0.1', 'es'],
      ['ja, *;q=0.5', 'en'],
      ['de;q=2, fr;q=0.1', 'fr'],
      [`${'x,'.repeat(100_000)}de`, 'en'],
    ]
    for (const [header, language] of cases) expect(chooseLanguage(header), header?.slice(0, 40)).to.equal(language)
  })

  it('call the console by its name in the language of whoever reads', () => {
    const pages = ['home', 'denied', 'error', 'chooser', 'logout', 'loggedOut', 'continue', 'alreadySignedIn']
    const seen = new Set<string>()
    for (const [name, reply] of sampled) {
      if (!pages.includes(reply.name)) continue
      const { html } = renderPage(ofConsole(reply), { language: 'de', publicUrl: 'https://sso.test', status: 200, now })
      expect(html, name).not.to.contain(consoleName)
      if (html.includes('Isthmus-Konsole')) seen.add(reply.name)
    }
    expect([...seen]).to.have.members(pages)
  })

  it('share no text with English but words that are the same there', () => {
    const same = new Set(['Port', 'Code', 'Binding', 'Entity ID', 'Application', 'port', 'Continue'])
    const english = textsOf(messagesIn('en'))
    for (const language of languages.filter((name) => name !== 'en')) {
      const texts = textsOf(messagesIn(language))
      expect(texts.length).to.equal(english.length)
      expect(
        texts.filter((text, at) => text === english[at] && !same.has(text)),
        language,
      ).to.deep.equal([])
    }
  })
})

/** The same page where the console is the app that it is about. */
function ofConsole<T>(value: T): T {
  if (Array.isArray(value)) return value.map(ofConsole) as T
  if (typeof value !== 'object' || value === null) return value
  const renamed = Object.entries(value).map(([key, one]) => {
    if (key === 'app' && typeof one === 'string') return [key, consoleName]
    if (key === 'apps' && Array.isArray(one)) return [key, one.map((app) => ({ ...app, name: consoleName }))]
    // What has been agreed to: the console never asks.
    return [key, key === 'allowed' ? one : ofConsole(one)]
  })
  return Object.fromEntries(renamed)
}

/** All texts of a catalogue in one order; functions are called. */
function textsOf(messages: Messages): readonly string[] {
  const walk = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value]
    if (typeof value === 'function') return [String(value('X'))]
    return Object.entries(value as object)
      .sort(([a], [b]) => a.localeCompare(b))
      .flatMap(([, part]) => walk(part))
  }
  return walk(messages)
}
