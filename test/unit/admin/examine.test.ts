/** A document is judged whatever its metadata comes from: beside it, from an address, or written down in its settings. */
import { expect } from 'chai'
import { type Examining, examineDocument } from '../../../src/administration/examine.ts'
import { inWords, type Sayable } from '../../../src/pages/console/finding-words.ts'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import { copyNameOf } from '../../../src/registry/address-key.ts'
import type { SeenPeople, SeenPerson } from '../../../src/registry/names/record.ts'
import { pairwiseBasis } from '../../../src/registry/names/seen.ts'
import { Surveyor } from '../../../src/registry/survey.ts'
import { metadata, Places } from '../registry/places.ts'

const wiki = 'https://wiki.home.lan'
const day = 86_400_000

/** Nine people who got a pseudonym of the wiki today. */
function nine(): SeenPeople {
  const d = Math.floor(Date.now() / day)
  const basis = pairwiseBasis('authelia', 'sub', [wiki])
  const person = (number: number): SeenPerson => ({ d, u: 'authelia', k: 'persistent', n: `n${number}`, c: {}, basis })
  return new Map(Array.from({ length: 9 }, (_, number) => [`who${number}`, person(number)]))
}

/** None of it stays in English on a page in another language. */
function inEveryLanguage(problems: readonly Sayable[]): void {
  for (const language of languages.filter((one) => one !== 'en')) {
    for (const problem of problems) {
      const { message, lang } = inWords(problem, consoleMessagesIn(language))
      expect(lang, problem.message).to.equal(undefined)
      expect(message).to.not.equal(problem.message)
    }
  }
}

describe('administration: a document is examined', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  /** Over a registry with these apps in force, of which nine people use the wiki. */
  async function examining(apps: string, kept?: { readonly name: string; readonly xml: string }): Promise<Examining> {
    const config = await places.config(apps)
    const { registry } = await places.open(apps)
    const record = (xml: string) => ({
      settings: JSON.stringify({ v: 1, address: 'x', readAt: Date.now() }),
      metadata: xml,
    })
    return {
      config,
      registry,
      surveyor: new Surveyor(),
      now: Date.now,
      names: { people: async () => nine() },
      store: {
        get: async (kind, name) =>
          kind === 'fetched' && kept !== undefined && name === kept.name
            ? { kind, name, revision: '1-x' as never, author: 'x', at: 0, ...record(kept.xml) }
            : undefined,
      },
    }
  }

  describe('without metadata, by entityId and acs', () => {
    const apps = `  wiki: { entityId: "${wiki}", acs: "${wiki}/acs" }\n`
    const written = (more: string) => ({ settings: `entityId: ${wiki}\nacs: ${wiki}/acs\n${more}` })

    it('says what the app is and what it will be sent', async () => {
      const { problems, described } = await examineDocument(await examining(apps), 'wiki', written(''))
      expect(problems).to.deep.equal([])
      expect(described).to.include({ identifier: wiki, protocol: 'saml' })
      expect(described?.facts.map(({ label }) => label)).to.include.members(['Reply addresses (ACS)', 'We send NameID'])
    })

    it('refuses an entityID that another app has', async () => {
      const { problems } = await examineDocument(await examining(apps), 'other', written(''))
      expect(problems).to.have.length(1)
      expect(problems[0]).to.include({ severity: 'error', part: 'settings', path: 'entityId' })
      expect(problems[0]?.message).to.contain('already belongs to apps.wiki')
      inEveryLanguage(problems)
    })

    it('refuses a client_id that another app has', async () => {
      const own = '  shop: { protocol: oidc, clientAuthentication: none, redirectUris: ["https://shop.home.lan/"] }\n'
      const settings =
        'protocol: oidc\nclientId: shop\nclientAuthentication: none\nredirectUris: [https://a.home.lan/]\n'
      const { problems } = await examineDocument(await examining(own), 'other', { settings })
      expect(problems.map(({ message }) => message)).to.deep.equal(['The client_id shop already belongs to apps.shop.'])
      inEveryLanguage(problems)
    })

    it('says whom another NameID would rename', async () => {
      const examined = await examineDocument(await examining(apps), 'wiki', written('nameId: email\n'))
      expect(examined.renames).to.deep.equal({ people: 9, of: 9 })
    })

    it('warns of a reply address without encryption', async () => {
      const plain = { settings: `entityId: ${wiki}\nacs: http://wiki.home.lan/acs\n` }
      const { problems } = await examineDocument(await examining(apps), 'wiki', plain)
      expect(problems.map(({ severity, message }) => `${severity} ${message}`).join()).to.match(/^warning .*http/)
      expect(problems[0]?.cure).to.equal('Correct it here, and in the app.')
      inEveryLanguage(problems)
    })
  })

  describe('by an address that is away', () => {
    // RFC 6761: no such name exists.
    const address = 'https://wiki.invalid/md'

    it('is judged by the copy in force: nobody is renamed without a second yes', async () => {
      places.write('partners/wiki.xml', metadata(wiki))
      const name = copyNameOf({ kind: 'url', url: address }) ?? ''
      const given = await examining('  wiki: { metadata: partners/wiki.xml }\n', { name, xml: metadata(wiki) })
      const settings = `metadata: ${address}\nnameId: email\n`
      const { problems, renames, described } = await examineDocument(given, 'wiki', { settings })
      expect(renames).to.deep.equal({ people: 9, of: 9 })
      expect(described?.identifier).to.equal(wiki)
      expect(problems.map(({ cure }) => cure)).to.deep.equal([
        'It is asked again; until it has answered, its last good copy stays in force.',
      ])
      inEveryLanguage(problems)
    })
  })
})
