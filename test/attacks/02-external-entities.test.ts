import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { posted, requestXml } from '../saml/request.ts'

describe('attack 2: external entities (XXE)', () => {
  let folder: string
  let secret: string

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'xxe-'))
    secret = pathToFileURL(join(folder, 'secret.txt')).href
    writeFileSync(join(folder, 'secret.txt'), 'top-secret-value')
  })
  after(() => rmSync(folder, { recursive: true }))

  it('fetches nothing and shows nothing', () => {
    const request = (issuer: string) => requestXml({ issuer })
    expect(received(posted(request('https://wiki.example.org')), { mode: 'optional' }).issuer).to.match(/wiki/)
    for (const kind of ['', '% ']) {
      const declaration = `<!DOCTYPE a [<!ENTITY ${kind}x SYSTEM "${secret}">${kind && '%x;'}]>`
      const error = refusal(
        () => received(posted(declaration + request('&x;')), { mode: 'optional' }),
        'malformed_request',
      )
      expect(`${error.message} ${JSON.stringify(error.facts)} ${String(error.cause)}`).not.to.contain('top-secret')
    }
  })

  it('knows no entity but the five of XML', () => {
    expect(received(posted(requestXml({ issuer: 'https://a?b&amp;c' })), { mode: 'optional' }).issuer).to.equal(
      'https://a?b&c',
    )
    refusal(
      () => received(posted(requestXml({ issuer: 'https://a&nbsp;' })), { mode: 'optional' }),
      'malformed_request',
    )
  })
})
