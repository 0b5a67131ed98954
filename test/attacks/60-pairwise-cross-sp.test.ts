/**
 * Attack 60: two SPs lay their Responses side by side to find out that a person is one and the same. What both hold
 * of Ada must be no more than what they hold of Bob, who logged in at the same moment.
 */
import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import { type EntityId, entityId } from '../../src/core/identifiers.ts'
import { toNameId } from '../../src/downstream/saml-idp/name-id.ts'
import { buildResponse, newId } from '../../src/downstream/saml-idp/sso/response.ts'
import { pairwise } from '../../src/keys/pairwise.ts'
import { encryptionFor, idp, keys, success } from '../unit/downstream/saml-idp/sso/material.ts'
import { attributes, texts } from '../unit/downstream/saml-idp/sso/reading.ts'

const wiki = entityId('https://wiki.example.org/metadata')
const files = entityId('https://files.example.org/metadata')
const now = Date.now()
const { derive } = pairwise({ pairwise: createSecretKey(Buffer.alloc(32, 7)) })

/** How a person is named toward an SP; the control names them by the upstream's own `sub`. */
type Naming = (app: EntityId, subject: string) => string
const bySubject: Naming = (_app, subject) => subject
const byPair: Naming = (app, subject) => derive([app, 'authelia', subject])

function login(app: EntityId, person: string, naming: Naming = byPair, secret = {}): Promise<string> {
  const subject = { kind: 'persistent', value: naming(app, person) } as const
  const release = { ...success().release, authnInstant: 1_700_000_000 }
  const attributes: [] = []
  const sessionEnd = now + 3_600_000
  const addressed = { audience: app, acsUrl: `${app}/acs`, inResponseTo: newId(), sessionIndex: newId() }
  return buildResponse(
    success({ ...addressed, now, sessionEnd, release, attributes, nameId: toNameId(subject, idp, app), ...secret }),
    keys,
  )
}

/** Every value in a message: texts of leaves and of attributes. */
function values(xml: string): Set<string> {
  const ofAttributes = Array.from(xml.matchAll(/="([^"]*)"/g), ([, value = '']) => value)
  return new Set([...texts(xml, '//*[not(*)]'), ...ofAttributes])
}

/** What two messages share and a third lacks. */
function sharedBeyond(first: string, second: string, other: string): string[] {
  const [inSecond, inOther] = [values(second), values(other)]
  return [...values(first)].filter((value) => inSecond.has(value) && !inOther.has(value))
}

describe('attack 60: pairwise identifiers across SPs', () => {
  it('two SPs share nothing of Ada that they would not share of Bob', async () => {
    const [atWiki, atFiles, bob] = [await login(wiki, 'ada'), await login(files, 'ada'), await login(wiki, 'bob')]
    expect(sharedBeyond(atWiki, atFiles, bob)).to.deep.equal([])
  })

  it('control: the same comparison finds an identifier that is not pairwise', async () => {
    const [atWiki, atFiles] = [await login(wiki, 'ada', bySubject), await login(files, 'ada', bySubject)]
    expect(sharedBeyond(atWiki, atFiles, await login(wiki, 'bob', bySubject))).to.deep.equal(['ada'])
  })

  it('control: one SP knows Ada again, and tells her from Bob', async () => {
    const name = async (person: string) => texts(await login(wiki, person), '//saml:NameID')
    expect(await name('ada')).to.deep.equal(await name('ada'))
    expect(await name('ada')).to.not.deep.equal(await name('bob'))
  })

  it('the qualifiers name us and this SP, and no other SP', async () => {
    const xml = await login(wiki, 'ada')
    expect(attributes(xml, '//saml:NameID', 'NameQualifier')).to.deep.equal([idp])
    expect(attributes(xml, '//saml:NameID', 'SPNameQualifier')).to.deep.equal([wiki])
    expect(xml).to.not.contain(files)
  })

  it('the upstream’s own subject is nowhere in it', async () => {
    const subject = 'd7a5c0f1-0f53-4f0a-9f0b-2f6f4b6a7f7e'
    const xml = await login(wiki, subject)
    for (const form of [subject, Buffer.from(subject).toString('base64'), Buffer.from(subject).toString('hex')]) {
      expect(xml).to.not.contain(form)
    }
    expect(await login(wiki, subject, bySubject)).to.contain(subject)
  })

  it('encrypted, no name is readable on the way', async () => {
    const xml = await login(wiki, 'ada', byPair, { encryption: encryptionFor([]) })
    expect(xml).to.not.contain(byPair(wiki, 'ada'))
    expect(await login(wiki, 'ada')).to.contain(byPair(wiki, 'ada'))
  })
})
