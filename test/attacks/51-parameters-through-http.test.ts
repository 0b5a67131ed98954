/** Attacks 11 and 51 to 53 through the running gateway: what stands in the query or the form beside the message. */
import { type AttackStage, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { form, got, posted, signed, signedRedirect } from '../saml/request.ts'

const parameter = (text: string, name: string) => new RegExp(`${name}=[^&]*`).exec(text)?.[0] ?? ''
const names = ['SAMLRequest', 'RelayState', 'SigAlg', 'Signature']

/** What is made of a signed query, by attack. */
const queries: Readonly<Record<string, readonly [code: string, attack: (query: string, evil: string) => string[]]>> = {
  '11: base64 that is read leniently': [
    'malformed_request|signature_refused',
    (query) => [
      query.replace('&RelayState', '%0AQQ==&RelayState'),
      query.replace('SAMLRequest=', 'SAMLRequest=!'),
      query.replace('SAMLRequest=', 'SAMLRequest=%C2%A0'),
      `${query}%0A.`,
      `${query}=`,
      query.replace(/SAMLRequest=[^&]*/, 'SAMLRequest='),
    ],
  ],
  '51: duplicate parameters': [
    'malformed_request',
    (query, evil) =>
      names.flatMap((name) => [`${query}&${parameter(evil, name)}`, `${parameter(evil, name)}&${query}`]),
  ],
  '51: disguised parameters': [
    'malformed_request',
    (query) =>
      names.flatMap((name) => {
        const code = `%${name.charCodeAt(0).toString(16)}`
        return [`${query}&${name.replace(/^./, code)}=x`, query.replace(`${name}=`, `${name.replace(/^./, code)}=`)]
      }),
  ],
  '51: half a signature': [
    'signature_refused',
    (query) => ['SigAlg', 'Signature'].map((name) => query.replace(new RegExp(`&${name}=[^&]*`), '')),
  ],
  '52: RelayState outside the signature': [
    'signature_refused',
    (query) => [
      query.replace(/RelayState=[^&]*/, 'RelayState=evil'),
      query.replace(/RelayState=[^&]*/, 'RelayState='),
      query.replace(/&RelayState=[^&]*/, ''),
    ],
  ],
  '53: SAMLRequest and SAMLResponse': [
    'malformed_request',
    (query) => [`${query}&SAMLResponse=x`, `SAMLResponse=&${query}`, query.replaceAll('SAMLRequest', 'SAMLResponse')],
  ],
}

describe('attacks 11 and 51 to 53 through HTTP', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage()
  })
  after(() => stage.close())

  const query = (relayState: string) => signedRedirect(requestAt(stage.place()), { relayState }).query

  for (const [name, [code, attack]] of Object.entries(queries)) {
    it(`attack ${name}, by Redirect`, async () => {
      const genuine = query('state')
      for (const text of attack(genuine, query('evil'))) await stage.expectRefused(got(text), code)
      await stage.expectTaken(got(genuine))
      await stage.expectLogin()
    })
  }

  it('attacks 11, 51 and 53, by POST', async () => {
    const genuine = posted(signed(requestAt(stage.place())), 'state')
    const { body } = genuine
    for (const changed of [
      body.replace('SAMLRequest=', 'SAMLRequest=!'),
      body.replace('SAMLRequest=', 'SAMLRequest=%00'),
      `${body}&RelayState=evil`,
      `RelayState=evil&${body}`,
      `${body}&SAMLRequest=evil`,
      `${body}&%53AMLRequest=evil`,
      `${body}&SAMLResponse=x`,
      '',
      'SAMLRequest',
      '&&&',
      '%',
    ]) {
      await stage.expectRefused({ ...genuine, body: changed }, 'malformed_request')
    }
    for (const name of [...names, 'SAMLResponse']) {
      await stage.expectRefused({ ...genuine, query: `${name}=x` }, 'malformed_request')
    }
    await stage.expectRefused(
      { ...genuine, body: `${body}&${parameter(query('x'), 'Signature')}` },
      'signature_refused',
    )
    for (const contentType of ['text/plain', 'application/json', 'multipart/form-data; boundary=x', `${form}x`]) {
      await stage.expectRefused({ ...genuine, contentType }, 'malformed_request')
    }
    await stage.expectTaken({ ...genuine, query: 'lang=de', contentType: `${form}; charset=UTF-8` })
    await stage.expectLogin()
  })
})
