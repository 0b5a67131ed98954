/** EncryptedID and EncryptedAttribute in an assertion: the same keys and rules as for an EncryptedAssertion. */
import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { decodeSamlMessage } from '../../../../src/saml/bindings.ts'
import { openerOf } from '../../../../src/saml/decrypt.ts'
import { parseLogoutRequest } from '../../../../src/saml/logout-request.ts'
import type { ReadableXml } from '../../../../src/saml/messages.ts'
import { assertionXml, idpKey, persistent, responseXml, signedBy } from '../../../saml/answer.ts'
import {
  audience,
  decryptionKey,
  type Gate,
  proved,
  reasonOf,
  refusalOf,
  sound,
  soundXml,
} from '../../../saml/answer-gate.ts'
import { type ByHand, encryptedByHand } from '../../../saml/encrypted.ts'
import { posted, saml, samlp } from '../../../saml/request.ts'

const inside = (name: 'EncryptedID' | 'EncryptedAttribute', text: string, options: ByHand = {}) =>
  encryptedByHand(text, options).replaceAll('EncryptedAssertion', name).replace(` xmlns:saml="${saml}"`, '')
/** The prefix is declared around it, as where an element was taken out of its document. */
const name = `<saml:NameID Format="${persistent}">p-1234</saml:NameID>`
const group = (value: string) =>
  `<saml:Attribute Name="groups"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`
const statement = (...content: readonly string[]) =>
  `<saml:AttributeStatement>${content.join('')}</saml:AttributeStatement>`
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey

/** The last octet, of GCM's tag, is another. */
const bent = (octets: Buffer): Buffer => {
  const changed = Buffer.from(octets)
  changed[changed.length - 1] = (octets.at(-1) ?? 0) ^ 1
  return changed
}

describe('names and attributes that are encrypted in an assertion', () => {
  const plain = proved(soundXml({ nameId: name }))
  const withName = (options?: ByHand) => soundXml({ nameId: inside('EncryptedID', name, options) })

  it('name the person as they would in the clear', () => {
    for (const answer of [
      withName(),
      withName({ oaep: 'sha1' }),
      withName({ recipient: audience }),
      soundXml({ nameId: inside('EncryptedID', name) }, { what: 'response' }),
      soundXml({ nameId: inside('EncryptedID', name.replace(' ', ` xmlns:saml="${saml}" `)) }),
      responseXml(
        sound,
        encryptedByHand(
          signedBy(assertionXml({ ...sound, nameId: inside('EncryptedID', name) }), { key: idpKey.privateKey }),
        ),
      ),
    ]) {
      const read = proved(answer)
      expect(read.subject).to.equal(plain.subject)
      expect(read.logoutState).to.deep.equal(plain.logoutState)
    }
    expect(proved(withName({ cipher: 'aes-256-cbc' }), { config: { allowCbc: true } }).subject).to.equal(plain.subject)
  })

  it('stand among the others, in their order', () => {
    const content = statement(group('one'), inside('EncryptedAttribute', group('two')), group('three'))
    expect(proved(soundXml({ more: content })).claims.groups).to.deep.equal(['one', 'two', 'three'])
  })

  const refused: Readonly<Record<string, string>> = {
    'AES-CBC, which is not allowed': withName({ cipher: 'aes-256-cbc' }),
    'RSA 1.5': withName({ oaep: 'pkcs1' }),
    'for another key': withName({ key: other }),
    'changed octets': withName({ bend: bent }),
    'not a NameID': soundXml({ nameId: inside('EncryptedID', '<saml:BaseID>p-1234</saml:BaseID>') }),
    'an assertion': soundXml({ nameId: inside('EncryptedID', assertionXml(sound)) }),
    'a NameID of another namespace': soundXml({
      nameId: inside('EncryptedID', '<NameID xmlns="urn:x">p-1234</NameID>'),
    }),
    'no XML': soundXml({ nameId: inside('EncryptedID', '<saml:NameID>p-1234') }),
    'a DOCTYPE': soundXml({ nameId: inside('EncryptedID', '<!DOCTYPE x><saml:NameID>p-1234</saml:NameID>') }),
    'two elements': soundXml({ nameId: inside('EncryptedID', name + name) }),
    'an attribute where a name must be': soundXml({ nameId: inside('EncryptedID', group('x')) }),
    'a name where an attribute must be': soundXml({ more: statement(inside('EncryptedAttribute', name)) }),
    'an attribute for another key': soundXml({
      more: statement(inside('EncryptedAttribute', group('x'), { key: other })),
    }),
    'a name in the clear beside it': soundXml({ nameId: name + inside('EncryptedID', name) }),
    'too many': soundXml({
      more: statement(...Array.from({ length: 21 }, () => inside('EncryptedAttribute', group('x')))),
    }),
  }
  for (const [what, answer] of Object.entries(refused)) {
    it(`are refused in the same words: ${what}`, () => {
      expect(refusalOf(answer).message).to.equal('The answer of Corp was refused.')
    })
  }

  it('without a key: no name to go by, and the attribute is left out', () => {
    const gate: Gate = { keys: { signing: undefined } as unknown as NonNullable<Gate['keys']> }
    expect(reasonOf(withName(), gate)).to.include('there is no key for it')
    const content = statement(group('one'), inside('EncryptedAttribute', group('two')))
    expect(proved(soundXml({ more: content }), gate).claims.groups).to.deep.equal(['one'])
  })
})

describe('an encrypted name in a LogoutRequest', () => {
  const parse = (nameId: string, keys = [decryptionKey.privateKey]) => {
    const xml = `<samlp:LogoutRequest xmlns:samlp="${samlp}" xmlns:saml="${saml}" ID="_1" IssueInstant="2026-11-24T10:00:00Z" Version="2.0"><saml:Issuer>https://idp.example.org</saml:Issuer>${nameId}</samlp:LogoutRequest>`
    const { root } = decodeSamlMessage(posted(xml), 'SAMLRequest')
    const readable = { root } as ReadableXml
    return parseLogoutRequest(readable, openerOf({ root, text: xml }, { keys, allowCbc: false, recipient: audience }))
      .nameId
  }

  it('is read, or refused in the same words', () => {
    expect(parse(inside('EncryptedID', name))).to.deep.equal({ value: 'p-1234', format: persistent })
    for (const wrong of [
      inside('EncryptedID', name, { key: other }),
      inside('EncryptedID', name, { cipher: 'aes-256-cbc' }),
      inside('EncryptedID', '<saml:BaseID>x</saml:BaseID>'),
    ]) {
      expect(() => parse(wrong)).to.throw(/^What is encrypted in the message cannot be read\.$/)
    }
    expect(() => parse(name + inside('EncryptedID', name))).to.throw(/two names/)
    expect(() => parse(inside('EncryptedID', name), [])).to.throw(/offers no key/)
  })
})
