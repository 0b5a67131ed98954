/** Which row of the table a failure is, and that the rows still say what the code says. */
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { loginFaultOf, loginFaults } from '../../../src/administration/login-faults.ts'
import { GatewayError } from '../../../src/core/errors.ts'

const source = (file: string) => readFileSync(new URL(`../../../../src/${file}`, import.meta.url), 'utf8')
const docs = (file: string) => readFileSync(new URL(`../../../../docs/${file}`, import.meta.url), 'utf8')

const refused = (cause: unknown, message = 'The answer of Corp was refused.') =>
  new GatewayError('upstream_invalid', message, { cause })

const jose = '../node_modules/jose/dist/webapi'
const checks = 'upstream/saml-sp/checks.ts'
/** Where it is thrown, what of it is written there, and the whole sentence. */
const thrown: Readonly<Record<string, readonly [file: string, words: string, whole?: string]>> = {
  transient: ['upstream/saml-sp/subject.ts', 'the NameID is transient, another one at each login: '],
  audience: [checks, 'the assertion is for another Audience'],
  recipient: [checks, 'the confirmation has another Recipient'],
  'in-response-to': [checks, 'the confirmation has no InResponseTo'],
  destination: [checks, 'the Response has another Destination'],
  'issuer-assertion': [checks, 'the assertion has another Issuer'],
  'issuer-response': [checks, 'the Response has another Issuer'],
  'subject-attribute': [
    'upstream/saml-sp/subject.ts',
    'there is no attribute ',
    'there is no attribute urn:oid:1 (upstreams.corp.subjectFrom)',
  ],
  'assertion-unsigned': ['upstream/saml-sp/answer.ts', 'the assertion itself is not signed (upstreams.'],
  issued: [checks, 'it was issued in the future'],
  signature: [
    'saml/enveloped.ts',
    'The signature of the message does not verify with any key of its sender’s metadata.',
  ],
  unsigned: ['saml/signed-response.ts', 'Neither the answer nor the assertion in it is signed.'],
  sha1: [
    'saml/signature-shape.ts',
    ' SHA-1, which is too weak to be believed.',
    'The message is signed with SHA-1, which is too weak to be believed.',
  ],
  cipher: [
    'saml/decrypt.ts',
    'it is AES-CBC, which only `allowCbc` accepts',
    'What is encrypted in the message cannot be read. (it is AES-CBC, which only `allowCbc` accepts)',
  ],
  'key-transport': [
    'saml/decrypt.ts',
    'a key transport that is not offered',
    'What is encrypted in the message cannot be read. (a key transport that is not offered)',
  ],
  'decryption-key': [
    'saml/decrypt.ts',
    'no key of ours opens it',
    'What is encrypted in the message cannot be read. (no key of ours opens it)',
  ],
  'name-id-policy': [
    'upstream/saml-sp/error-status.ts',
    'it answered ',
    'it answered urn:oasis:names:tc:SAML:2.0:status:Requester, urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy: no',
  ],
  status: [
    'upstream/saml-sp/error-status.ts',
    'it answered ',
    'it answered urn:oasis:names:tc:SAML:2.0:status:Responder: x, urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy',
  ],
  metadata: ['upstream/saml-sp/upstream.ts', 'its metadata has not been read, or cannot be used: the log says why'],
  client: [
    'upstream/oidc-rp/refused-answer.ts',
    ' does not accept this gateway: the client ID or client secret is wrong. Only an administrator can fix this.',
  ],
  'client-audience': ['upstream/oidc-rp/refused-answer.ts', ' is meant for another client than this gateway.'],
  'authorized-party': [
    'upstream/oidc-rp/id-token.ts',
    ': several audiences but no azp',
    'ID Token: several audiences but no azp; list them',
  ],
  userinfo: ['upstream/oidc-rp/userinfo.ts', 'userinfo answered ', 'userinfo answered 403 ; where'],
  'invalid-scope': [
    'upstream/oidc-rp/authorization-response.ts',
    'the OP answered error=',
    'the OP answered error=invalid_scope: no',
  ],
  answered: [
    'upstream/oidc-rp/authorization-response.ts',
    'the OP answered error=',
    'the OP answered error=access_denied: the OP answered error=invalid_scope: no',
  ],
  code: [
    'upstream/oidc-rp/token-response.ts',
    'the token endpoint answered ',
    'the token endpoint answered 400 invalid_grant: the NameID is transient',
  ],
  'id-token-key': [`${jose}/util/errors.js`, 'signature verification failed'],
  time: ['upstream/oidc-rp/refused-answer.ts', ' is not valid at this time: its clock, or the one here, is wrong.'],
  older: ['core/policy/freshness.ts', 'The sign-in service answered with an older login than was asked for.'],
  'auth-time': ['core/policy/freshness.ts', 'The sign-in service did not say when it asked for the password.'],
  subject: ['core/policy/attributes.ts', 'The sign-in service did not say who you are.'],
  context: ['core/policy/authentication-context.ts', 'The login was not as strong as the application requires.'],
  away: ['upstream/oidc-rp/fetch.ts', ' is not responding.', 'Home is not responding.'],
}

describe('why logins at an upstream fail', () => {
  it('has every row in the words of the code that throws it', () => {
    expect(Object.keys(thrown)).to.have.members(loginFaults.map(({ key }) => key))
    for (const [key, [file, words, whole = words]] of Object.entries(thrown)) {
      expect(source(file), key).to.contain(words)
      expect(loginFaultOf(refused(new Error(whole)))?.key, key).to.equal(key)
      expect(loginFaultOf(refused(undefined, whole))?.key, key).to.equal(key)
    }
  })

  it('knows the last cause of a few, and no row by words that came from outside', () => {
    const wrapped = new Error('POST https://op.test failed', {
      cause: new Error('no applicable key found in the JSON Web Key Set'),
    })
    expect(loginFaultOf(refused(wrapped))?.key).to.equal('id-token-key')
    expect(loginFaultOf(refused('ID Token: the nonce is not the one that was sent'))).to.equal(undefined)
    expect(loginFaultOf(refused(Object.create(null)))).to.equal(undefined)
    const theirs = 'iss is the NameID is transient, not https://op.test (RFC 9207)'
    expect(loginFaultOf(refused(new Error(theirs)))).to.equal(undefined)
  })

  for (const [protocol, file] of [
    ['saml', 'saml-upstreams.md'],
    ['oidc', 'upstreams.md'],
  ] as const) {
    it(`is the table of docs/${file}`, () => {
      const [, section = ''] = docs(file).split('\n## When a login fails\n')
      const rows = [...section.matchAll(/^\| (?!-|the log says)(.*?) +\| (.*?) +\|$/gm)].map(([, log, cure]) => [
        log,
        cure,
      ])
      const own = loginFaults.filter(({ protocols }) => protocols.some((one) => one === protocol))
      expect(rows).to.deep.equal(own.map(({ log, cure }) => [log, cure]))
    })
  }
})
