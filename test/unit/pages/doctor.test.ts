/** What the doctor finds at an upstream stands on the page in its language: findings, cures, and what failed last. */
import { expect } from 'chai'
import { loginFaults } from '../../../src/administration/login-faults.ts'
import { loginFindings } from '../../../src/administration/login-findings.ts'
import { finding } from '../../../src/cli/doctor-finding.ts'
import { issuer } from '../../../src/core/identifiers.ts'
import { inARow, type Said, SaidError, said } from '../../../src/core/said.ts'
import { inWords, sentenceInWords } from '../../../src/pages/console/finding-words.ts'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import { readMetadata } from '../../../src/upstream/oidc-rp/discovery.ts'

const foreign = languages.filter((language) => language !== 'en')
const sentOf = ({ what, ...rest }: ReturnType<typeof finding>) => ({ ...rest, message: what })
const failed = (fault: string) => ({ at: 1000, errorId: 'K7M2Q9XR4T', code: 'upstream_error', fault }) as const

describe('what the doctor finds', () => {
  for (const language of foreign) {
    it(`of the last logins is said in ${language}, whatever failed`, () => {
      const texts = consoleMessagesIn(language)
      const records = [
        { lastLogin: 5000 },
        ...loginFaults.flatMap(({ key }) => [
          { failed: failed(key) },
          { failed: failed(key), lastLogin: 500 },
          { unproved: failed(key), lastLogin: 5000 },
          { unproved: failed(key) },
        ]),
        { failed: failed('none that is known') },
        { unproved: failed('none that is known') },
      ]
      for (const one of records.flatMap((record) => loginFindings(record as never))) {
        const { message, cure, lang } = inWords(sentOf(one), texts)
        expect(lang, one.what).to.equal(undefined)
        expect(message).to.not.equal(one.what)
        if (one.cure !== undefined) expect(cure).to.not.equal(one.cure)
        expect(`${message} ${cure}`).to.not.match(/\{\d\}|undefined/)
      }
    })
  }

  it('names what a discovery document lacks in the language of the page', () => {
    const at = 'https://op.test'
    const endpoints = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'].map((one) => [one, `${at}/${one}`])
    const whole = { issuer: at, ...Object.fromEntries(endpoints), scopes_supported: 'openid' }
    const texts = consoleMessagesIn('de')
    const [ignored] = readMetadata(whole, issuer(at)).ignored
    expect(sentenceInWords(ignored as Said, texts).message).to.equal(
      'scopes_supported ist keine Liste von Texten; das zählt, als fehlte es',
    )
    expect(ignored?.text).to.equal('scopes_supported is not a list of texts: as if it were absent')
    for (const [document, words] of [
      [{ ...whole, jwks_uri: undefined }, 'im Discovery-Dokument fehlt jwks_uri'],
      [{ ...whole, issuer: 'https://{tenant}' }, /es gilt für viele Mandanten/],
      [[], 'kein JSON-Objekt'],
    ] as const) {
      let found: unknown
      try {
        readMetadata(document as never, issuer(at))
      } catch (error) {
        found = error
      }
      if (!(found instanceof SaidError)) throw new Error('not refused')
      expect(sentenceInWords(found.says, texts).message).to.match(new RegExp(words))
    }
  })

  it('is whole in English, with a cure where there is one', () => {
    const cure = inARow('Set the clocks of both machines by NTP.', said`It sent: ${'x'}`)
    const one = finding('bad', said`It knows the scopes ${'a b'}.`, cure)
    expect(one.what).to.equal('It knows the scopes a b.')
    expect(one.cure).to.equal('Set the clocks of both machines by NTP. It sent: x')
    expect(finding('good', 'It answers.')).to.not.have.property('cure')
  })

  it('is said sentence by sentence where there are several', () => {
    const cure = inARow('Set the clocks of both machines by NTP.', said`It sent: ${'x'}`)
    const { message, cure: german } = inWords(
      sentOf(finding('bad', 'It has no address for sign-ins.', cure)),
      consoleMessagesIn('de'),
    )
    expect(message).to.equal('Er hat keine Adresse für Anmeldungen.')
    expect(german).to.equal('Stellen Sie die Uhren beider Rechner über NTP. Er sandte: x')
  })
})
