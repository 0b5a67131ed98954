/** What is refused, what waits and what an app is told are said in the language of the console's page, whole. */
import { expect } from 'chai'
import { recordAct } from '../../../src/admin/acts.ts'
import { readAddress } from '../../../src/admin/addresses.ts'
import { undoApp } from '../../../src/admin/app-past.ts'
import { disableApp, enableApp, takeOverApp } from '../../../src/admin/app-state.ts'
import { putApp, removeApp, showApp } from '../../../src/admin/apps.ts'
import { newKnownClient } from '../../../src/admin/clients.ts'
import { findingOf } from '../../../src/admin/console/refusals.ts'
import { checkName } from '../../../src/admin/document.ts'
import { previewApp } from '../../../src/admin/preview.ts'
import { approveQuarantined } from '../../../src/admin/quarantine.ts'
import { notKept, Refused, type Says } from '../../../src/admin/refused.ts'
import { readSession } from '../../../src/admin/sessions.ts'
import { approveSetup, rejectSetup } from '../../../src/admin/setup-decision.ts'
import { createSetupLink, openSetupLink, submitSetup } from '../../../src/admin/setup-links.ts'
import { reportUpstream } from '../../../src/admin/upstreams.ts'
import { StoreFull, StoreUnavailable } from '../../../src/app-store/store.ts'
import { filled, inWords, type Sayable } from '../../../src/pages/console/finding-words.ts'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { findingsIn } from '../../../src/pages/messages/findings/findings.ts'
import { languages } from '../../../src/pages/messages/language.ts'
import type { TrustChange, TrustChangeKind } from '../../../src/registry/trust.ts'
import { changeInWords } from '../../../src/registry/trust-words.ts'
import { admin, reader, testAdministration, waitingCopy } from '../../fixtures/administration.ts'
import { ConsoleRig, html } from '../../fixtures/console-rig.ts'

const foreign = languages.filter((language) => language !== 'en')
const plain = { settings: 'attributes: basic\n', metadata: '<md/>' }
type Deps = ReturnType<typeof testAdministration>['deps']

const saysOf = async (work: () => unknown): Promise<Refused> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
  return expect.fail('nothing was refused')
}

/** In every other language: no gap stays open, and none of the English is left. */
function expectTranslated(one: Sayable): void {
  for (const language of foreign) {
    const { message, lang } = inWords(one, consoleMessagesIn(language))
    expect(lang, `${one.code} in ${language}`).to.equal(undefined)
    expect(message).to.not.match(/\{\w+\}|undefined/)
    expect(message).to.not.equal(one.message)
  }
}

const broken = (deps: Deps, error: Error): Deps => ({
  ...deps,
  store: { ...deps.store, get: () => Promise.reject(error) } as unknown as Deps['store'],
})

/** A store that takes everything but what was done. */
function unrecorded(deps: Deps): Deps {
  const append = () => Promise.reject(new StoreUnavailable('away'))
  return { ...deps, store: Object.assign(Object.create(deps.store), { append }) }
}

/** What a form of the console is refused for: nothing else throws it. */
const posted = {
  'no-secret': async (rig: ConsoleRig) => {
    await putApp(rig.administration.deps, admin, 'blog', plain)
    return rig.post('/admin/apps/blog/secret', { sure: 'yes' })
  },
  'no-redirect-uri': (rig: ConsoleRig) => rig.post('/admin/add-oidc', { name: 'pve' }),
  'link-days': (rig: ConsoleRig) => rig.post('/admin/setup-links', { app: 'lms', days: '31' }),
  'no-metadata-given': async (rig: ConsoleRig) => {
    const { secret } = await createSetupLink(rig.administration.deps, admin, { app: 'lms' })
    return rig.send(`/admin/setup/${secret}`, { method: 'POST', form: { text: ' ' } })
  },
  'upload-too-large': async (rig: ConsoleRig) => {
    await rig.open('/admin')
    return rig.send('/admin/add', { method: 'POST', tooLarge: true })
  },
  'claims-many': (rig: ConsoleRig) => preview(rig, `{"sub": "${'a'.repeat(200_000)}"}`),
  'claims-no-object': (rig: ConsoleRig) => preview(rig, '["anna"]'),
} as const

const preview = (rig: ConsoleRig, claims: string) => rig.post('/admin/apps/wiki/preview', { upstream: 'home', claims })

/** Each other way to be refused that the console can show. */
const refusals: Readonly<Record<Exclude<Says[0], keyof typeof posted>, (deps: Deps) => unknown>> = {
  'name-invalid': () => checkName('../etc'),
  'name-taken': async (deps) => {
    await putApp(deps, admin, 'blog', plain)
    await putApp(deps, admin, 'blog', { settings: 'attributes: oid\n' })
  },
  'changed-meanwhile': (deps) => {
    const put = () => putApp(deps, admin, 'blog', plain)
    return Promise.all([put(), put()])
  },
  'changed-by': async (deps) => {
    await putApp(deps, admin, 'blog', plain)
    await removeApp(deps, admin, 'blog', { replaces: `1-${'0'.repeat(64)}` as never })
  },
  gone: (deps) => putApp(deps, admin, 'blog', plain, { replaces: `1-${'0'.repeat(64)}` as never }),
  'no-room': (deps) => showApp(broken(deps, new StoreFull('full')), 'blog'),
  'store-away': (deps) => showApp(broken(deps, new StoreUnavailable('away')), 'blog'),
  'done-unrecorded': (deps) => putApp(unrecorded(deps), admin, 'blog', plain),
  'refused-unrecorded': (deps) => recordAct(unrecorded(deps), reader, 'app.put', { outcome: 'failure' }),
  'made-unrecorded': (deps) => createSetupLink(unrecorded(deps), admin, { app: 'shop' }),
  'settings-no-map': async (deps) => {
    await putApp(deps, admin, 'blog', { settings: '- a\n' })
    await disableApp(deps, admin, 'blog', undefined, {})
  },
  'revision-unknown': async (deps) => {
    await putApp(deps, admin, 'blog', plain)
    await undoApp(deps, admin, 'blog', { to: `9-${'0'.repeat(64)}` as never })
  },
  'not-looked-at': (deps) => approveQuarantined(deps, admin, 'wiki', 'another digest'),
  'nothing-waits': (deps) => approveQuarantined(deps, admin, 'gone', 'd'),
  'person-nameless': (deps) => previewApp(deps, admin, 'wiki', { upstream: 'home', claims: {} }),
  'time-past': (deps) => disableApp(deps, admin, 'blog', 1, {}),
  'not-storable': (deps) => {
    const asDocument = async () => ({ settings: 'BROKEN\n' })
    return takeOverApp({ ...deps, apps: { ...deps.apps, asDocument } }, admin, 'wiki')
  },
  'not-kept': () => Promise.reject(notKept()),
  'not-permitted': (deps) => putApp(deps, reader, 'blog', plain),
  'no-address-given': () => known([]),
  'address-no-web': () => known(['pve1']),
  'address-no-https': () => known(['http://pve1.home:8006']),
  'link-used': async (deps) => {
    const { secret } = await createSetupLink(deps, admin, { app: 'lms' })
    await submitSetup(deps, secret, '<md/>')
    await submitSetup(deps, secret, '<md/>')
  },
  'link-unknown': (deps) => openSetupLink(deps, 'nobody.knows'),
  'link-approving': async (deps) => {
    const { secret, link } = await createSetupLink(deps, admin, { app: 'lms' })
    await submitSetup(deps, secret, '<md/>')
    const put: Deps['store']['put'] = (kind, ...rest) =>
      kind === 'app' ? Promise.reject(new StoreUnavailable('away')) : deps.store.put(kind, ...rest)
    const away = { ...deps, store: Object.assign(Object.create(deps.store), { put }) }
    await approveSetup(away, admin, link.id).catch(() => {})
    await rejectSetup(deps, admin, link.id)
  },
  'link-decided': async (deps) => {
    const { link } = await createSetupLink(deps, admin, { app: 'lms' })
    await rejectSetup(deps, admin, link.id)
    await rejectSetup(deps, admin, link.id)
  },
  'link-empty': async (deps) => {
    const { link } = await createSetupLink(deps, admin, { app: 'lms' })
    await approveSetup(deps, admin, link.id)
  },
  'metadata-unusable': async (deps) => {
    const { secret } = await createSetupLink(deps, admin, { app: 'lms' })
    await submitSetup(deps, secret, 'BROKEN')
  },
  'in-files': (deps) => enableApp(deps, admin, 'wiki', {}),
  'app-faulty': (deps) => putApp(deps, admin, 'blog', { settings: 'BROKEN\n' }),
  renames: (deps) => putApp(deps, admin, 'blog', { settings: 'RENAMING: 1\n' }),
  'no-app': (deps) => showApp(deps, 'nobody'),
  'no-app-in-force': (deps) => previewApp(deps, admin, 'nobody', { upstream: 'home', claims: { sub: 'a' } }),
  'no-session': (deps) => readSession(deps, 'nobody-knows-it'),
  'no-upstream': (deps) => reportUpstream(deps, 'nobody'),
  'no-address': (deps) => readAddress(deps, admin, 'nobody'),
}

const known = (addresses: readonly string[]) =>
  newKnownClient({ addresses: 'of each node', entry: () => ({}), theirs: () => [] } as never, {
    name: 'pve',
    addresses,
    issuer: 'https://sso.test',
  })

describe('what is refused', () => {
  for (const [code, work] of Object.entries(refusals)) {
    it(`is said in every language: ${code}`, async () => {
      const { deps, waiting } = testAdministration()
      waiting.push(waitingCopy)
      const refused = await saysOf(() => work(deps))
      const [problem] = refused.problems
      const [said, values] = refused.says ?? [problem?.code, problem?.values]
      expect(said).to.equal(code)
      if (said !== undefined) expectTranslated({ message: refused.message, code: said, ...(values && { values }) })
    })
  }

  for (const [code, post] of Object.entries(posted) as [keyof typeof posted, (typeof posted)['claims-many']][]) {
    it(`is said in every language by the page that answers a form: ${code}`, async () => {
      const reply = await post(new ConsoleRig())
      for (const language of foreign) {
        const [template = ''] = findingsIn(language)?.[code] ?? []
        const said = filled(template, { name: 'blog' })
        expect(said).to.not.equal('')
        expect(html(reply, language).replaceAll('&#39;', "'"), language).to.contain(said)
      }
    })
  }

  it('has no sentence in a catalogue that nothing refuses with', () => {
    const known = { ...refusals, ...posted }
    const others = Object.keys(findingsIn('de') ?? {}).filter((code) => code in known)
    expect(others).to.have.length(Object.keys(known).length)
  })
})

describe('what the store refuses', () => {
  const refusals: Readonly<Record<string, (deps: Deps) => unknown>> = {
    'settings that are too large': (deps) => putApp(deps, admin, 'blog', { settings: '#'.repeat(3_000_000) }),
    'metadata that is no text': (deps) => putApp(deps, admin, 'blog', { ...plain, metadata: '<a>\ud800</a>' }),
  }
  for (const [what, work] of Object.entries(refusals)) {
    it(`is said in every language: ${what}`, async () => {
      const finding = findingOf(await saysOf(() => work(testAdministration().deps)))
      expect(finding.says).to.not.equal(undefined)
      expectTranslated(finding)
    })
  }
})

describe('what is different in metadata that waits', () => {
  const change = (kind: TrustChangeKind, more: Partial<TrustChange> = {}): TrustChange => ({
    kind,
    entityId: 'https://wiki.test/sp',
    gone: ['a'.repeat(64)],
    came: ['b'.repeat(64)],
    count: { people: 7, of: 9 },
    ...more,
  })
  const changes = (
    [
      'entity-id',
      'signing-key',
      'encryption-key',
      'reply-host',
      'sign-in-host',
      'logout-host',
      'names',
      'unsigned-requests',
      'unsigned-assertions',
    ] as const
  )
    .flatMap((kind) => [change(kind), change(kind, { gone: [] }), change(kind, { came: [] })])
    .map(changeInWords)

  it('is said in every language', () => {
    for (const one of changes) expectTranslated(one)
    const codes = Object.keys(findingsIn('de') ?? {}).filter((code) => code.startsWith('change-'))
    expect([...new Set(changes.map(({ code }) => code as string))].toSorted()).to.deep.equal(codes.toSorted())
  })
})

describe('what is known of an app', () => {
  it('is said in every language, with the same gaps', () => {
    const { facts: english } = consoleMessagesIn('en')
    const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
    for (const language of foreign) {
      const { facts } = consoleMessagesIn(language)
      for (const [code, text] of Object.entries(english.words)) {
        expect(gaps(facts.words[code as keyof typeof facts.words]), `${code} in ${language}`).to.deep.equal(gaps(text))
      }
      const until = filled(facts.words.keyUntil, { before: 'signing', end: '2027-11-02', after: 'SHA-256 ab' })
      expect(until)
        .to.match(/^signing, .+ 2027-11-02, SHA-256 ab$/)
        .and.not.include('until')
    }
  })
})
