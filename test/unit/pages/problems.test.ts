/** What is wrong with the settings of an app is said in the language of the page, every sentence of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { loginFaults } from '../../../src/administration/login-faults.ts'
import { cureOf } from '../../../src/administration/login-findings.ts'
import { resolveStoredApp } from '../../../src/config/stored-app.ts'
import { said, splitFault } from '../../../src/core/said.ts'
import { explainFailure, lateAnswer } from '../../../src/outbound/errors.ts'
import { inWords } from '../../../src/pages/console/finding-words.ts'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import { problemsIn } from '../../../src/pages/messages/problems/problems.ts'
import { reportReading } from '../../../src/registry/app-source.ts'
import { fetchMetadata } from '../../../src/registry/fetch.ts'
import { parseMetadata } from '../../../src/registry/parse.ts'
import { broken, type Reading, tooLarge, withoutExpired } from '../../../src/registry/reading.ts'
import { laidAside, refuseOld, unread } from '../../../src/registry/remote-faults.ts'
import { sentencesIn } from '../../fixtures/sentences.ts'
import { aggregate, metadata, Places } from '../registry/places.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const foreign = languages.filter((language) => language !== 'en')

/** Where one app's settings are judged, and its metadata is read; and what there is about something else. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'config/stored-app.ts': [],
  'config/yaml.ts': [],
  'config/crowded.ts': [],
  'config/problems.ts': [],
  'config/validate.ts': ['upstreamNames'],
  'config/members.ts': [],
  'config/secrets.ts': ['takeSecrets'],
  'config/placeholders.ts': [],
  'config/apps.ts': [],
  'config/name-id.ts': [],
  'config/resolve-access.ts': [],
  'config/metadata-source.ts': [],
  'config/oidc-apps.ts': [],
  'config/oidc-app-checks.ts': [],
  'config/formats.ts': [
    ...['emailFault', 'domainFault', 'listenFault', 'connectToFault', 'networkFault', 'storageFault', 'baseUrlFault'],
  ],
  'config/public-jwk.ts': [],
  'config/redirect-uris.ts': [],
  'config/schema-values.ts': ['publicUrl', 'emailTrust', 'domains'],
  'config/schema-access.ts': [],
  'config/schema-apps.ts': [],
  'config/schema-oidc-apps.ts': [],
  'core/yaml-fault.ts': [],
  // What the doctor finds at an upstream is said in the same way.
  'cli/doctor-upstream.ts': [],
  'cli/doctor-saml.ts': ['registrationText'],
  'registry/identity-providers.ts': [],
  'upstream/oidc-rp/discovery.ts': ['discover'],
  'upstream/oidc-rp/document.ts': [],
  'upstream/oidc-rp/json.ts': ['parseClaims'],
  'upstream/oidc-rp/fetch.ts': [
    ...['connectOp', 'leadsAside', 'asFailure', 'refuseUnusable', 'tooManyRequests', 'invalidAnswer'],
  ],
  'cli/doctor-email.ts': [],
  'cli/doctor-clock.ts': [],
  'cli/doctor-chain.ts': [],
  'administration/login-findings.ts': [],
  // And why an app would be told something or not.
  'core/policy/evaluation-words.ts': [],
  'core/policy/attributes.ts': ['subjectOf', 'nameless'],
  'downstream/saml-idp/sso/attributes.ts': [],
  'downstream/saml-idp/name-id.ts': ['refuseUnfit'],
  'admin/preview.ts': ['previewApp', 'identify'],
  'core/policy/compile.ts': [],
  'core/policy/expression-error.ts': [],
  'admin/console/settings.ts': [],
  'administration/examine.ts': [],
  'config/weak-secrets.ts': [],
  'registry/taken-names.ts': [],
  'registry/file.ts': [],
  'app-store/limits.ts': [],
  'app-store/folder.ts': [],
  'app-store/folder-document.ts': ['writeDocument'],
  'app-store/folder-files.ts': [],
  'app-store/folder-kind.ts': [],
  'app-store/folder-strays.ts': [],
  'registry/dropped.ts': ['problemsOf'],
  'registry/federation/aggregate.ts': [],
  'registry/federation/copies-directory.ts': [],
  'registry/federation/download.ts': [],
  'registry/federation/mdq.ts': ['budget', 'unanswered'],
  'registry/federation/verify.ts': ['readThrough', 'decode'],
  'registry/federation/federations.ts': [],
  'registry/endpoints.ts': [],
  'registry/metadata-cures.ts': ['again', 'post', 'metadataCures'],
  'registry/federation/query.ts': [],
  'outbound/addresses.ts': [],
  'outbound/errors.ts': ['certificateNames'],
  'outbound/body.ts': [],
  'outbound/client.ts': [],
  'outbound/lookup.ts': [],
  'registry/fetch.ts': [],
  'registry/reading.ts': [],
  'registry/remote-faults.ts': [],
  'registry/app-source.ts': [],
  'registry/configured.ts': [],
  'registry/stored-source.ts': ['problemsOf'],
  // Of what is wrong in the metadata itself, each sentence has a code: these speak of all that is in it.
  'saml/metadata.ts': ['signsRequests'],
  'saml/metadata-idp.ts': ['readIdentityProvider', 'identityProviderRole', 'readSingleSignOnServices', 'scopesOf'],
}

/** Beside what a library says, there is a sentence of ours. */
const inEnglishAlone = [
  'There is no room left on the disk of the app store: {0}{1}.',
  '{0} begins or ends with a space, which is part of the secret.',
  'This is not YAML: {0}',
  "It can't be used: {0}.",
  '{0} is larger than 10 MB.',
  "It can't be read: {0}.",
  'It can not be read: {0}.',
  'The new metadata was rejected: {0}.',
]
/** Why a document was changed has a catalogue of its own; and there the tag is made. */
const otherwise = ['admin/reasons.ts']
/** In a table, which the documents show too. */
const ofLogins = loginFaults.map(cureOf)

describe('what is wrong with settings', () => {
  const found = Object.entries(sources).map(([path, without]) => sentencesIn(join(root, 'src', path), without))

  it('has no sentence with a value in it that is not kept apart', () => {
    const untagged = found.flatMap((one) => one.untagged)
    expect(untagged).to.have.members(inEnglishAlone)
  })

  it('is kept apart nowhere else: whatever has the tag is read here', () => {
    const all = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.tsx?$/.test(path),
    )
    const tagged = all.filter((path) =>
      /\bsaid`|\binAllLanguages\(['"`]/.test(readFileSync(join(root, 'src', path), 'utf8')),
    )
    expect(tagged).to.include('config/yaml.ts')
    expect(tagged.filter((path) => !Object.hasOwn(sources, path))).to.have.members(otherwise)
  })

  for (const language of foreign) {
    it(`is said in ${language}, and nothing else`, () => {
      const texts: Readonly<Record<string, string>> = problemsIn(language) ?? {}
      const keys = new Set([...found.flatMap((one) => one.keys).flatMap(parts), ...ofLogins])
      expect([...keys].filter((key) => !Object.hasOwn(texts, key))).to.deep.equal([])
      expect(Object.keys(texts).filter((key) => !keys.has(key))).to.deep.equal([])
    })

    it(`names in ${language} what it names in English`, () => {
      const gaps = (text: string) => (text.match(/\{\d+\}/g) ?? []).toSorted()
      for (const [key, text] of Object.entries(problemsIn(language) ?? {})) {
        expect(gaps(text), key).to.deep.equal(gaps(key))
        expect(text, 'translated').to.not.equal(key)
      }
    })
  }

  /** A fault of a value is two sentences in one text; the rest is whole. */
  function parts(key: string): readonly string[] {
    const texts: Readonly<Record<string, string>> = problemsIn('de') ?? {}
    if (Object.hasOwn(texts, key)) return [key]
    const { message, cure } = splitFault({ text: key, key, values: [] })
    return [message, cure]
      .map((one) => (typeof one === 'string' ? one : one.key))
      .filter((one) => /\p{L}/u.test(one.replace(/\{\d+\}/g, '')))
  }
})

describe('a sentence', () => {
  it('is whole in English, and keeps apart what stands in it', () => {
    const { text, key, values } = said`No app is called ${'wiki'}, of ${3}.`
    expect([text, key, values]).to.deep.equal([
      'No app is called wiki, of 3.',
      'No app is called {0}, of {1}.',
      ['wiki', '3'],
    ])
  })

  it('takes nothing that was written for a gap', () => {
    expect(said`No app is called ${'{1}'}, of ${3}.`.text).to.equal('No app is called {1}, of 3.')
  })

  it('is split where the fault ends, wherever a value ends', () => {
    const { message, cure } = splitFault(said`${'a. b'} is wrong. Write ${'c'}.`)
    expect([message, cure].map((one) => (typeof one === 'string' ? one : one.text))).to.deep.equal([
      'a. b is wrong.',
      'Write c.',
    ])
  })
})

describe('problems of settings on a page', () => {
  const upstream = { name: 'home', subjectNamespace: 'home' } as never
  const around = { defaults: {} as never, defaultsAsWritten: {}, publicUrl: 'https://sso.test', upstreams: [upstream] }
  const broken: readonly string[] = [
    'a: b: c\n',
    '"a: b\n',
    'attributes: {mail: claims.email\n',
    'a: 1\na: 2\n',
    '\tmetadata: x\n',
    'a: *b\n',
    `${'['.repeat(500)}`,
    '- a\n',
    'metdata: https://wiki.test/saml\n',
    '<<: {}\n',
    'protocol: ldap\n',
    'certFile: x.pem\nclientSecret: hush\nmetadata: wiki.xml\n',
    'ca: nothing\nmetadata: https://wiki.test/saml\n',
    'metadata: http://127.0.0.1/saml\n',
    'metadata: https://wiki.example.org/CHANGEME\ndisplayName: <name>\n',
    'entityId: https://wiki.test\nacs: ftp://wiki.test\nsign: bothh\nrequestLifetime: 5\nmaxAuthnAge: 400d\n',
    'entityId: "  "\nacs: http://wiki.test#a\ndisabled: soon\nencryptAssertions: "yes"\n',
    'entityId: https://wiki.test\nacs: https://wiki.test/acs\nnameId: {format: unspecified}\nupstream: hom\n',
    'entityId: https://wiki.test\nacs: https://wiki.test/acs\nencryption: aes256-cbc\nallowSha1Requests: true\n',
    'entityId: https://wiki.test\nacs: https://wiki.test/acs\nfingerprint: "00"\nkeys: follow\n',
    'allow: groups.exists(g, g = "a")\n',
    'allow: group == "a"\n',
    'allow: "1"\n',
    'allow: claims.a.matches("x")\nattributes: {mail: 5, name: "", x: \'claims.all(a, claims.all(b, true))\'}\n',
    'allow: \'groups.frobnicate("x")\'\n',
    'allow: \'"a" == 1\'\n',
    "allow: '\"a'\n",
    'protocol: oidc\n',
    'protocol: oidc\nredirectUris: "https://*.wiki.test"\nclientId: "a b"\nclientSecretHash: x\n',
    'protocol: oidc\nclientAuthentication: none\npkce: optional\nredirectUris: javascript:alert(1)\nsector: a\nsub: public\n',
    'protocol: oidc\nclientAuthentication: private_key_jwt\njwks: {keys: [{kty: oct, k: a}]}\ngrants: [refresh_token]\n',
    'protocol: oidc\nclientAuthentication: none\ngrants: [client_credentials]\nclaims: {sub: claims.sub}\n',
  ]

  for (const language of foreign) {
    it(`are in ${language}, whatever is wrong`, async () => {
      for (const settings of broken) {
        const document = { name: 'wiki', settings, hasMetadata: false, place: 'wiki.yaml' }
        const { problems } = await resolveStoredApp(document, around)
        expect(problems, settings).to.not.be.empty
        for (const problem of problems) {
          const { message, lang } = inWords(problem, consoleMessagesIn(language))
          expect(lang, `${problem.message} ${problem.cure}`).to.equal(undefined)
          expect(message).to.not.match(/\{\d+\}|undefined/)
          expect(message).to.not.equal(problem.message)
        }
      }
    })
  }

  it('stay as they are in English', async () => {
    const document = { name: 'wiki', settings: 'protocol: oidc\n', hasMetadata: false, place: 'wiki.yaml' }
    const { problems } = await resolveStoredApp(document, around)
    for (const problem of problems) {
      const { message, cure } = inWords(problem, consoleMessagesIn('en'))
      expect([message, cure]).to.deep.equal([problem.message, problem.cure])
    }
  })
})

describe('why metadata is not read, on a page', () => {
  const address = 'https://wiki.test/saml'
  const attempt = { url: new URL(address), dialled: 'wiki.test:443', proxy: undefined, caFile: false }
  const outbound = { authorities: [], proxy: { no: '' }, allowAddresses: [] }
  const caught = async (work: () => unknown): Promise<unknown> => {
    try {
      return expect.fail(`nothing was thrown: ${JSON.stringify(await work())}`)
    } catch (error) {
      return error
    }
  }
  const failure = (code: string, more: Partial<typeof attempt> | { proxy: string } = {}) =>
    explainFailure(Object.assign(new Error('why'), { code }), { ...attempt, ...more })
  const fetched = (url: string) => caught(() => fetchMetadata({ url, outbound }, AbortSignal.timeout(5000)))
  const parsed = (octets: string) => caught(() => parseMetadata({ octets: Buffer.from(octets), now: 0 }))
  const one = { entityId: address, validUntil: 10 } as never

  async function faults(): Promise<readonly Reading[]> {
    const codes = ['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', 'ECONNRESET', 'HPE_X', 'CERT_HAS_EXPIRED', 'EPROTO', 'X']
    const outboundFaults = [
      ...codes.map((code) => failure(code)),
      failure('ENOTFOUND', { proxy: 'http://proxy.test' }),
      failure('CERT_NOT_YET_VALID'),
      failure('ERR_TLS_CERT_ALTNAME_INVALID'),
      failure('SELF_SIGNED_CERT_IN_CHAIN', { caFile: true }),
      lateAnswer(null, attempt, false, 5),
      lateAnswer(null, { ...attempt, dialled: '192.0.2.1:443' }, true, 5),
    ]
    const errors = [
      await fetched('https://nobody.invalid/saml'),
      await fetched('http://127.0.0.1:1/saml'),
      await parsed(''),
      await parsed(`<a>${' '.repeat(200_000)}</b>`),
      tooLarge('It'),
      Object.assign(new Error('no'), { code: 'ENOENT' }),
      new Error('odd'),
      await caught(() => refuseOld({ serviceProviders: [one] }, { serviceProviders: [one] }, 99)),
    ]
    expect(outboundFaults.map(({ says }) => says.message.text)).to.deep.equal(
      outboundFaults.map(({ message }) => message),
    )
    const waiting = { since: 0, changes: [], digest: 'd'.repeat(20) }
    const kept: Reading = { ...unread(address), serviceProviders: [one], readAt: 1 }
    return [
      unread(address),
      ...errors.flatMap((error) => [broken(address, undefined, error), broken(address, kept, error)]),
      withoutExpired({ source: address, serviceProviders: [one], warnings: [], notes: [] }, 99),
      { ...kept, fault: laidAside({ ...waiting, state: 'rejected' }, 'wiki') },
      {
        ...kept,
        fault: laidAside({ ...waiting, state: 'waiting', deadline: { at: 9, why: 'rollover' } as never }, 'w'),
      },
    ]
  }

  for (const language of foreign) {
    it(`is said in ${language}, at the address and at the app`, async () => {
      const texts = consoleMessagesIn(language)
      for (const reading of await faults()) {
        const { fault } = reading
        if (fault === undefined) return expect.fail('nothing is wrong')
        const { message, lang } = inWords(fault, texts)
        expect(lang, fault.message).to.equal(undefined)
        expect(message).to.not.equal(fault.message)
        reportReading(reading, (finding) => {
          const told = inWords(finding, texts)
          expect(told.lang, finding.message).to.equal(undefined)
          expect(told.message).to.match(/^https:\/\/wiki\.test\/saml: /)
          expect(told.message).to.contain(message)
          expect(finding.message).to.contain(fault.message)
        })
      }
    })
  }

  it('is in English what it was', () => {
    const told: string[] = []
    const one = { entityId: address } as never
    const kept: Reading = { ...unread(address), serviceProviders: [one], readAt: 1 }
    reportReading(broken(address, kept, new Error('odd')), ({ message, cure }) => told.push(message, cure))
    expect(told).to.deep.equal([
      `${address}: It can't be read: odd. Its last good version stays in force.`,
      'Correct it in the app or in the file, or get the metadata from the app again.',
    ])
  })
})

describe('what is wrong with apps of files and of the config, on a page', () => {
  const wiki = 'https://wiki.test'
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  const broken: Readonly<Record<string, () => Promise<string>>> = {
    'files that nobody may use': async () => {
      places.write('metadata/shop.xml', metadata('https://shop.test'))
      return `  wiki: { entityId: ${wiki}, acs: ${wiki}/acs, allow: 'true' }\n`
    },
    'a file that is not there, one of several apps, one of another': async () => {
      places.write('two.xml', aggregate(wiki, 'https://shop.test'))
      return `  a: { metadata: gone.xml }\n  b: { metadata: two.xml }\n  c: { metadata: two.xml, entityId: "https://x.test" }\n`
    },
    'a file that is none': async () => {
      places.write('metadata/shop.xml', '{}')
      return ''
    },
    'a name that is taken': async () =>
      `  a: { entityId: ${wiki}, acs: ${wiki}/acs }\n  b: { entityId: ${wiki}, acs: ${wiki}/acs }\n`,
    'two that let different people in': async () =>
      `  a: { entityId: ${wiki}, acs: ${wiki}/acs, allow: 'true' }\n  b: { entityId: ${wiki}, acs: ${wiki}/acs, allow: 'false' }\n`,
  }

  for (const [what, settings] of Object.entries(broken)) {
    it(`is said in every language: ${what}`, async () => {
      const { problems } = await places.open(await settings())
      expect(problems).to.not.be.empty
      for (const problem of problems) {
        for (const language of foreign) {
          const { message, lang } = inWords(problem, consoleMessagesIn(language))
          expect(lang, problem.message).to.equal(undefined)
          expect(message).to.not.equal(problem.message)
        }
      }
    })
  }
})
