import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import { runInspect } from '../../../src/cli/inspect.ts'
import { initKeys, initMissingKeys } from '../../../src/cli/keys.ts'
import { type Answer, answerXml, assertionXml, idpKey, idpMetadata, responseXml, signedBy } from '../../saml/answer.ts'
import { encrypted } from '../../saml/encrypted.ts'

const publicUrl = 'https://sso.home.lan'
const acs = `${publicUrl}/saml/sp/corp/acs`
const soap = (xml: string) =>
  `<?xml version="1.0"?>\n<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${xml}</S:Body></S:Envelope>`
const samlp = 'urn:oasis:names:tc:SAML:2.0:protocol'
const saml = 'urn:oasis:names:tc:SAML:2.0:assertion'
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('isthmus inspect: what people paste', () => {
  let directory: string
  let config: string
  let answer: Answer
  let xml: string
  let recipient: ReturnType<typeof createPublicKey>
  const now = Date.now()
  /** In canonical form, so that it can be signed as it stands. */
  const message = (name: string, inside = '', attributes: Readonly<Record<string, string>> = {}) => {
    const all = { ID: '_m1', IssueInstant: new Date(now).toISOString(), Version: '2.0', ...attributes }
    const sorted = Object.entries(all).toSorted(([one], [other]) => (one < other ? -1 : 1))
    const written = sorted.map(([key, value]) => ` ${key}="${value}"`).join('')
    const issuer = `<saml:Issuer xmlns:saml="${saml}">https://idp.example.org/idp</saml:Issuer>`
    return `<samlp:${name} xmlns:samlp="${samlp}"${written}>${issuer}${inside}</samlp:${name}>`
  }
  const sign = (text: string) => signedBy(text, { key: idpKey.privateKey })

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-inspect-'))
    config = join(directory, 'isthmus.yaml')
    await writeFile(join(directory, 'corp.xml'), idpMetadata())
    await writeFile(
      config,
      `publicUrl: ${publicUrl}\nupstreams: { corp: { kind: saml, metadata: corp.xml, encryptionKey: true } }\n`,
    )
    const options = { commonName: 'sso.home.lan', print: () => {} }
    await initKeys(join(directory, 'certs'), options)
    await initMissingKeys(join(directory, 'certs'), options)
    recipient = createPublicKey(await readFile(join(directory, 'certs', 'saml-decryption.crt')))
    answer = { acs, audience: `${publicUrl}/saml/sp/corp/metadata`, now, attributes: { mail: ['alice@example.org'] } }
    xml = answerXml(answer)
  })
  after(() => rm(directory, { recursive: true }))

  async function inspected(input: string, more: { readonly config?: string; readonly now?: number } = {}) {
    const printed: string[] = []
    const code = await runInspect(input, { config, now, json: true, ...more, print: (text) => printed.push(text) })
    return { code, ...JSON.parse(printed.join('')) } as {
      code: number
      kind: string
      facts: Record<string, string>
      problems: string[]
      text: string
    }
  }
  const refused = (input: string) =>
    inspected(input).then(
      () => 'taken',
      (error: Error) => error.message,
    )

  it('a posted message in every form in which it is copied', async () => {
    const value = Buffer.from(xml).toString('base64')
    const encoded = encodeURIComponent(value)
    const forms: Readonly<Record<string, string>> = {
      'the value alone': value,
      'the value in lines': value.replace(/.{76}/g, '$&\r\n'),
      'the value, percent-encoded': encoded,
      'the value, base64url': Buffer.from(xml).toString('base64url'),
      'the value, its plus signs read as blanks': value.replaceAll('+', ' '),
      'the value in quotes': `"${value}"`,
      'a form body': `RelayState=a%26b&SAMLResponse=${encoded}`,
      'a form body, decoded': `SAMLResponse=${value}&RelayState=x`,
      'parsed form data of a network tab': `Form Data\nview source\nSAMLResponse: ${value}\nRelayState: here`,
      'parsed form data on lines of their own': `SAMLResponse\n${value}\nRelayState\nhere`,
      'a table': `SAMLResponse\t${value}`,
      'a whole request': `POST /saml/sp/corp/acs HTTP/1.1\r\nHost: sso.home.lan\r\nContent-Length: 9\r\n\r\nSAMLResponse=${encoded}&RelayState=x`,
      'a command of curl': `curl 'https://sso.home.lan/x' \\\n  -H 'cookie: a=b' \\\n  --data-raw 'SAMLResponse=${encoded}&RelayState=x' --compressed`,
      'a page with a form': `<!DOCTYPE html><html><body><form method="post"><input type="hidden" name="SAMLResponse" value="${value.replaceAll('+', '&#x2b;')}"/><input name="RelayState" value="a &amp; b"></form>`,
      'an input, its value first': `<input value='${value}' type='hidden' name='SAMLResponse'>`,
      'an entry of a HAR file': JSON.stringify({
        params: [
          { name: 'SAMLResponse', value },
          { name: 'RelayState', value: 'x' },
        ],
      }),
      'JSON of an API': JSON.stringify({ SAMLResponse: value }).replaceAll('/', '\\/'),
      XML: xml,
      'XML as a page shows its source': xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      'XML as a text of JSON': JSON.stringify(xml),
    }
    for (const [what, input] of Object.entries(forms)) {
      const { facts, problems } = await inspected(input)
      expect(problems, what).to.deep.equal([])
      expect(facts, what).to.include({ message: 'Response', binding: 'post', issuer: 'https://idp.example.org/idp' })
      expect(facts['signature of the assertion'], what).to.match(/^good, by the key \w+ of upstreams\.corp$/)
    }
    expect((await inspected(forms['a page with a form'] ?? '')).facts.RelayState).to.equal('a & b')
    expect((await inspected(forms['parsed form data of a network tab'] ?? '')).facts.RelayState).to.equal('here')
  })

  it('a message of an address, alone or within something else', async () => {
    const request = message('AuthnRequest', '', { Destination: `${publicUrl}/saml/sso` })
    const value = deflateRawSync(request).toString('base64')
    const encoded = encodeURIComponent(value)
    const address = `https://sso.home.lan/saml/sso?SAMLRequest=${encoded}&RelayState=here`
    const forms: Readonly<Record<string, string>> = {
      'the value alone': value,
      'the value, percent-encoded': encoded,
      'the value, base64url': deflateRawSync(request).toString('base64url'),
      'the query': `SAMLRequest=${encoded}&RelayState=here`,
      'the query with its question mark': `?RelayState=here&SAMLRequest=${encoded}`,
      'the address': address,
      'the address with a fragment': `${address}#top`,
      'the address in a page': `<a href="${address.replace('&', '&amp;')}">sign in</a>`,
      'a header': `HTTP/1.1 302 Found\nLocation: ${address}\nContent-Length: 0`,
      'a line of an access log': `192.0.2.1 - - [27/Nov/2026:10:00:00 +0000] "GET /saml/sso?SAMLRequest=${encoded}&RelayState=here HTTP/1.1" 302 0`,
      'an address within an address': `https://login.example.net/?return=${encodeURIComponent(address)}`,
    }
    for (const [what, input] of Object.entries(forms)) {
      const { facts, problems } = await inspected(input)
      expect([facts.message, facts.binding, problems], what).to.deep.equal(['AuthnRequest', 'redirect', []])
    }
    const wrong = await inspected(
      `https://sso.home.lan/saml/sso?SAMLRequest=${encodeURIComponent(Buffer.from(request).toString('base64'))}`,
    )
    expect([wrong.code, wrong.facts.message]).to.deep.equal([1, 'AuthnRequest'])
    expect(wrong.problems.join()).to.match(/not DEFLATE-compressed/)
  })

  it('an assertion alone, of which one signature fits and another does not', async () => {
    const good = await inspected(sign(assertionXml(answer)))
    expect([good.code, good.kind]).to.deep.equal([0, 'saml-assertion'])
    expect(good.facts).to.include({
      issuer: 'https://idp.example.org/idp',
      audience: answer.audience,
      attributes: 'mail',
    })
    expect(good.facts.signature).to.match(/^good, by the key \w+ of upstreams\.corp$/)
    expect(good.facts['valid until']).to.match(/in \d+ minutes/)
    const forged = await inspected(signedBy(assertionXml(answer), { key: otherKeyPair.privateKey }))
    expect([forged.code, forged.facts.signature]).to.deep.equal([1, undefined])
    expect(forged.problems.join()).to.match(/signature/i)
    const unsigned = await inspected(assertionXml(answer))
    expect([unsigned.code, unsigned.facts.signature]).to.deep.equal([0, 'none'])
    const stranger = await inspected(sign(assertionXml(answer)), { config: 'no-such-config.yaml' })
    expect(stranger.facts.signature).to.match(/^not checked: no-such-config\.yaml is no config that can be used/)
    expect((await inspected(Buffer.from(assertionXml(answer)).toString('base64'))).kind).to.equal('saml-assertion')
    expect((await inspected(assertionXml(answer), { now: now + 86_400_000 })).problems).to.deep.equal([
      'It is not valid any more.',
    ])
  })

  it('what is encrypted to us is decrypted, and judged by what is inside', async () => {
    const inside = sign(assertionXml(answer))
    const sealed = await encrypted(inside, { key: recipient })
    for (const input of [responseXml(answer, sealed), sealed]) {
      const { problems, facts, text } = await inspected(input)
      expect(problems).to.deep.equal([])
      expect(facts.encryption).to.match(/^aes256-gcm, decrypted with our key of certs\//)
      expect(facts['signature of the assertion']).to.match(/^good, by the key \w+ of upstreams\.corp$/)
      expect(facts).to.include({ attributes: 'mail', audience: answer.audience })
      expect(text).to.contain('alice@example.org')
    }
    const forged = await inspected(responseXml(answer, await encrypted(assertionXml(answer), { key: recipient })))
    expect(forged.problems.join(), 'encrypted, and signed by nobody').to.match(/Neither the answer nor the assertion/)
    const foreign = await inspected(responseXml(answer, await encrypted(inside, { key: otherKeyPair.publicKey })))
    expect(foreign.code).to.equal(1)
    expect(foreign.problems.join()).to.match(/no key of ours opens it/)
    const elsewhere = await inspected(responseXml(answer, sealed), { config: 'no-such-config.yaml' })
    expect([elsewhere.code, elsewhere.facts.encryption]).to.deep.equal([0, 'aes256-gcm: only its receiver can read it'])
  })

  it('messages of logout and artifacts, bare or in a SOAP envelope', async () => {
    const nameId = `<saml:NameID xmlns:saml="${saml}">alice</saml:NameID><samlp:SessionIndex>s1</samlp:SessionIndex>`
    const status =
      '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"></samlp:StatusCode><samlp:StatusMessage>no</samlp:StatusMessage></samlp:Status>'
    const artifact = Buffer.concat([Buffer.from([0, 4, 0, 0]), Buffer.alloc(40, 7)]).toString('base64')
    for (const [name, inside, expected] of [
      ['LogoutRequest', nameId, { NameID: 'alice', SessionIndex: 's1' }],
      ['LogoutResponse', status, { status: 'Requester', 'status message': 'no' }],
      ['ArtifactResolve', `<samlp:Artifact>${artifact}</samlp:Artifact>`, { artifact }],
    ] as const) {
      for (const text of [sign(message(name, inside)), soap(sign(message(name, inside)))]) {
        const { facts, problems } = await inspected(text)
        expect(problems, name).to.deep.equal([])
        expect(facts, name).to.include({ message: name, ...expected })
        expect(facts.what, name).to.match(/\w/)
        expect(facts.signature, name).to.match(/^good, by the key/)
        expect(facts.binding).to.equal(text.includes('Envelope') ? 'soap' : 'post')
      }
    }
    const carried = await inspected(
      soap(message('ArtifactResponse', `${status.replace('Requester', 'Success')}${xml}`, { InResponseTo: '_q' })),
    )
    expect(carried.facts).to.include({
      message: 'Response',
      'carried in': 'ArtifactResponse of https://idp.example.org/idp',
    })
    expect(carried.facts['signature of the assertion']).to.match(/^good/)
    const empty = await inspected(soap(message('ArtifactResponse', status)))
    expect(empty.facts).to.include({ message: 'ArtifactResponse', status: 'Requester' })
    const fault = await inspected(
      soap('<S:Fault><faultcode>S:Client</faultcode><faultstring>no such artifact</faultstring></S:Fault>'),
    )
    expect([fault.code, fault.kind, fault.facts.fault]).to.deep.equal([1, 'soap-fault', 'no such artifact'])
  })

  it('an artifact, alone or in an address, and whom to ask for its message', async () => {
    const source = createHash('sha1').update('https://idp.example.org/idp').digest()
    const octets = (from: Buffer) => Buffer.concat([Buffer.from([0, 4, 0, 2]), from, Buffer.alloc(20, 251)])
    const artifact = octets(source).toString('base64')
    for (const input of [
      artifact,
      `${acs}?SAMLart=${encodeURIComponent(artifact)}&RelayState=x`,
      `SAMLart=${artifact}`,
    ]) {
      const { code, kind, facts } = await inspected(input)
      expect([code, kind]).to.deep.equal([0, 'saml-artifact'])
      expect(facts.from).to.equal('https://idp.example.org/idp (upstreams.corp)')
      expect(facts.endpoint).to.match(/index 2$/)
    }
    const stranger = await inspected(octets(Buffer.alloc(20, 1)).toString('base64'))
    expect(stranger.facts.from).to.match(/^(?:01){20} .*no upstream of /)
    const short = await inspected('SAMLart=AAQAAA')
    expect([short.code, short.problems.join()]).to.deep.equal([
      1,
      'It is no artifact of SAML 2.0: 44 octets of type 4.',
    ])
  })

  it('a certificate: until when, and whose key it is', async () => {
    const pem = await readFile(join(directory, 'certs', 'saml-decryption.crt'), 'utf8')
    const bare = pem.replace(/-----.*-----/g, '').trim()
    for (const input of [pem, `certs/saml-decryption.crt:\n${pem}`, bare, bare.replace(/\s/g, '')]) {
      const { code, kind, facts } = await inspected(input)
      expect([code, kind, facts.whose]).to.deep.equal([0, 'certificate', 'our decryption key'])
      expect(facts['valid until']).to.match(/in \d+ days/)
      expect(facts.key).to.match(/^rsa \d+, which messages of ours call [0-9a-f]{16}$/)
    }
    const late = await inspected(pem, { now: now + 11 * 365 * 86_400_000 })
    expect([late.code, late.problems]).to.deep.equal([1, ['It is not valid any more.']])
    expect((await inspected(pem, { config: 'no-such-config.yaml' })).facts.whose).to.match(/^no app’s/)
    expect(await refused(pem.replace(/\n.*\n/, '\n'))).to.match(/no whole certificate/)
    const { privateKey } = otherKeyPair
    expect(await refused(String(privateKey.export({ type: 'pkcs8', format: 'pem' })))).to.match(/^This is/)
  })

  it('a message for another place, from the future or at no time says so', async () => {
    const odd = await inspected(message('LogoutRequest', '', { Destination: 'https://other.example.net/slo' }))
    expect(odd.problems.join()).to.match(/other\.example\.net.*not below https:\/\/sso\.home\.lan/)
    const early = await inspected(message('LogoutRequest'), { now: now - 3_600_000 })
    expect(early.problems.join()).to.match(/issued in the future/)
    const never = await inspected(message('LogoutRequest').replace(/IssueInstant="[^"]*"/, 'IssueInstant="yesterday"'))
    expect(never.problems.join()).to.match(/IssueInstant.*no time/)
  })

  it('tokens among other things, and what they came as', async () => {
    const token = `${part({ alg: 'RS256' })}.${part({ sub: 'anna' })}.c2ln`
    for (const [input, name] of [
      [`Authorization: Bearer ${token}`, undefined],
      [`https://app.test/cb#id_token=${token}&state=x`, 'id_token'],
      [`logout_token=${token}`, 'logout_token'],
      [JSON.stringify({ access_token: 'opaque', id_token: token, expires_in: 1 }), 'id_token'],
    ] as const) {
      const { kind, facts } = await inspected(input)
      expect([kind, facts.subject, facts.name], input).to.deep.equal(['jwt', 'anna', name])
    }
    const sealed = `${part({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: 'k9' })}.a.b.c.d`
    expect((await inspected(`id_token=${sealed}`)).facts.encryption).to.match(
      /RSA-OAEP, A256GCM, key k9: only its receiver/,
    )
  })

  it('a JWK set or one key: which they are, and that no private one may be passed on', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const shown = pair.publicKey.export({ format: 'jwk' })
    const good = await inspected(JSON.stringify({ keys: [{ ...shown, kid: 'a', alg: 'ES256', use: 'sig' }] }))
    expect([good.code, good.kind]).to.deep.equal([0, 'jwk-set'])
    expect(good.facts['key a']).to.match(/^EC P-256, ES256, sig, thumbprint [\w-]{43}$/)
    const bad = await inspected(JSON.stringify({ keys: [shown, { ...shown, kid: 'a' }, { kty: 'RSA', kid: 'a' }] }))
    expect(bad.problems.join('\n'))
      .to.match(/two keys.*`a`/)
      .and.match(/can’t be used/)
    const secret = await inspected(JSON.stringify(pair.privateKey.export({ format: 'jwk' })))
    expect([secret.code, secret.kind]).to.deep.equal([1, 'jwk-set'])
    expect(secret.problems.join()).to.match(/private/)
    expect(JSON.stringify(secret), 'is not shown again').not.to.contain(
      String(pair.privateKey.export({ format: 'jwk' }).d),
    )
    expect((await inspected('{"keys":[]}')).problems.join()).to.match(/no key/)
  })

  it('a discovery document, judged as a start would', async () => {
    const document = {
      issuer: 'https://op.example.org',
      authorization_endpoint: 'https://op.example.org/authorize',
      token_endpoint: 'https://op.example.org/token',
      jwks_uri: 'https://op.example.org/jwks',
    }
    const good = await inspected(JSON.stringify(document))
    expect([good.code, good.kind, good.facts.issuer]).to.deep.equal([0, 'openid-configuration', document.issuer])
    expect(good.facts.whose).to.match(/no upstream of/)
    const bad = await inspected(JSON.stringify({ ...document, token_endpoint: undefined }))
    expect([bad.code, bad.problems.join()]).to.deep.equal([1, 'the discovery document has no token_endpoint'])
    const odd = await inspected(JSON.stringify({ ...document, userinfo_endpoint: 'ftp://x' }))
    expect(odd.problems.join()).to.match(/userinfo_endpoint/)
  })

  it('says what it takes where it is none of these', async () => {
    for (const input of [
      'hello',
      '',
      'AAAA',
      '{"a":1}',
      '{}',
      'SAMLResponse=',
      'SAMLRequest=%zz',
      '<a/>',
      '[1]',
      '%',
      '-----BEGIN',
    ])
      expect(await refused(input), input).to.match(/^This is .*\n→ |→ Paste/)
  })
})

const otherKeyPair = generateKeyPairSync('rsa', { modulusLength: 2048 })
