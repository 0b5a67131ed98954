/** What administrators do with apps, whichever way they came in. */
import { expect } from 'chai'
import { listApps } from '../../../src/admin/app-list.ts'
import { appHistory, undoApp } from '../../../src/admin/app-past.ts'
import { disableApp, enableApp, takeOverApp } from '../../../src/admin/app-state.ts'
import { type PutWish, putApp, removeApp, showApp } from '../../../src/admin/apps.ts'
import { putMetadata } from '../../../src/admin/metadata.ts'
import { approveQuarantined, listQuarantine, rejectQuarantined } from '../../../src/admin/quarantine.ts'
import { Refused } from '../../../src/admin/refused.ts'
import type { Revision } from '../../../src/app-store/store.ts'
import { resolveStoredApp } from '../../../src/config/stored-app.ts'
import type { AppId } from '../../../src/core/identifiers.ts'
import { refuseDisabled } from '../../../src/core/policy/authorization.ts'
import { admin, reader, testAdministration, waitingCopy } from '../../fixtures/administration.ts'

const refusal = (promise: Promise<unknown>): Promise<Refused> =>
  promise.then(
    () => expect.fail('nothing was refused'),
    (error: unknown) => (error instanceof Refused ? error : Promise.reject(error)),
  )
const plain = { settings: 'attributes: basic\n', metadata: '<md/>' }

describe('what administrators do with apps', () => {
  it('puts one, lists it beside those of files, and shows it', async () => {
    const { deps, store } = testAdministration()
    const done = await putApp(deps, admin, 'blog', plain)
    expect([done.outcome, done.document?.author]).to.deep.equal(['created', 'Anna'])
    const { total, apps } = await listApps(deps)
    expect(total).to.equal(3)
    expect(apps.map(({ name, origin, state, line }) => [name, origin, state, line])).to.deep.equal([
      ['blog', 'store', 'in-force', undefined],
      ['file:git.xml', 'file', 'in-force', undefined],
      ['wiki', 'config', 'in-force', 9],
    ])
    const shown = await showApp(deps, 'blog')
    expect(shown.document?.settings).to.equal(plain.settings)
    expect(shown.described?.facts[0]?.values).to.deep.equal(['persistent'])
    expect((await showApp(deps, 'wiki')).written?.metadata).to.equal('<md/>')
    expect(store.written.map(({ act, on, author, address }) => [act, on, author, address])).to.deep.equal([
      ['app.put', 'blog', 'Anna', '192.0.2.7'],
    ])
  })

  it('says once what reading the metadata and a closer look at it both found', async () => {
    const { deps } = testAdministration()
    await putApp(deps, admin, 'blog', { ...plain, metadata: '<md>DOUBTFUL</md>' })
    const read = { severity: 'warning', part: 'settings', path: 'metadata', cure: '' } as const
    const [twice, other] = ['apps/blog.xml: There is DOUBTFUL here.', 'apps/blog.xml: It has ended.']
    Object.assign(deps.apps, { problems: () => [twice, other].map((message) => ({ ...read, message })) })
    const { problems } = await showApp(deps, 'blog')
    expect(problems.map(({ message }) => message)).to.deep.equal(['There is DOUBTFUL here.', other])
  })

  it('finds by name and identifier, and those that need somebody', async () => {
    const { deps, waiting } = testAdministration()
    expect((await listApps(deps, { search: 'WIKI.test' })).apps.map(({ name }) => name)).to.deep.equal(['wiki'])
    expect((await listApps(deps, { troubled: true })).total).to.equal(0)
    waiting.push({ ...waitingCopy, apps: ['wiki', 'file:git.xml'] })
    expect((await listApps(deps, { troubled: true })).apps.map(({ name }) => name)).to.deep.equal([
      'file:git.xml',
      'wiki',
    ])
    expect((await listApps(deps, { offset: 1, limit: 1 })).apps).to.have.length(1)
  })

  it('counts the logins of those alone that are on the page', async () => {
    const { deps } = testAdministration()
    const counted: string[] = []
    const { health } = deps.apps
    Object.assign(deps.apps, { health: (id: AppId) => counted.push(id) && health(id) })
    expect((await listApps(deps, { limit: 1 })).total).to.equal(2)
    expect(counted).to.have.length(1)
  })

  it('lists those of federations after the others, where they are asked for, page by page', async () => {
    const { deps } = testAdministration()
    const identifiers = ['https://a.test', 'https://b.test', 'https://wiki.edu.test']
    Object.assign(deps.apps, {
      federated: () => identifiers.map((identifier) => ({ federation: 'edu', identifier, id: `saml:${identifier}` })),
    })
    expect((await listApps(deps)).total).to.equal(2)
    const page = await listApps(deps, { federated: true, offset: 1, limit: 2 })
    expect(page.total).to.equal(5)
    expect(page.apps.map(({ name, origin, federation }) => [name, origin, federation])).to.deep.equal([
      ['wiki', 'config', undefined],
      ['https://a.test', 'federation', 'edu'],
    ])
    const names = async (wish: object) =>
      (await listApps(deps, { federated: true, ...wish })).apps.map(({ name }) => name)
    expect(await names({ offset: 3 })).to.deep.equal(['https://b.test', 'https://wiki.edu.test'])
    expect(await names({ search: 'WIKI' })).to.deep.equal(['wiki', 'https://wiki.edu.test'])
    expect(await names({ origin: 'federation', search: 'edu', limit: 2 })).to.deep.equal(identifiers.slice(0, 2))
    expect(await names({ origin: 'store' })).to.deep.equal([])
    expect(await names({ troubled: true })).to.deep.equal([])
  })

  it('refuses what is wrong, with every line, and writes nothing', async () => {
    const { deps, store } = testAdministration()
    const settings = 'allow: BROKEN\nattributes: basic\n'
    const error = await refusal(putApp(deps, admin, 'blog', { settings, metadata: '<a>\n<b>BROKEN</b>\n</a>' }))
    expect(error.code).to.equal('invalid')
    expect(error.problems.map(({ part, line }) => [part, line])).to.deep.equal([
      ['settings', 1],
      ['metadata', 2],
    ])
    expect(await store.list('app')).to.deep.equal([])
    const dry = await putApp(deps, admin, 'blog', { settings }, { dryRun: true })
    expect([dry.outcome, dry.examination.problems.length]).to.deep.equal(['dry-run', 1])
    expect(await store.list('app')).to.deep.equal([])
  })

  it('needs the revision that is replaced, and tells of two at once', async () => {
    const { deps } = testAdministration()
    const { document } = await putApp(deps, admin, 'blog', plain)
    const changed = { settings: 'attributes: oid\n' }
    expect((await refusal(putApp(deps, admin, 'blog', changed))).code).to.equal('no-revision')
    const revision = document?.revision as Revision
    const put = (settings: string, wish: PutWish) => putApp(deps, admin, 'blog', { settings }, wish)
    const both = await Promise.allSettled([
      put('attributes: oid\n', { replaces: revision }),
      put('attributes: ws\n', { replaces: revision }),
    ])
    expect(both.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected'])
    const lost = await refusal(put('sign: both\n', { replaces: revision }))
    expect([lost.code, lost.current?.slice(0, 2)]).to.deep.equal(['changed-meanwhile', '2-'])
    expect((await put('sign: both\n', { replaces: 'whatever' })).outcome).to.equal('changed')
    expect((await put('sign: both\n', {})).outcome, 'the same again').to.equal('unchanged')
  })

  it('lets a reader look and change nothing', async () => {
    const { deps, store } = testAdministration()
    await putApp(deps, admin, 'blog', plain)
    expect((await listApps(deps)).total).to.equal(3)
    const all = [
      putApp(deps, reader, 'new', plain),
      removeApp(deps, reader, 'blog', { replaces: 'whatever' }),
      undoApp(deps, reader, 'blog'),
      disableApp(deps, reader, 'blog', undefined),
      takeOverApp(deps, reader, 'wiki'),
      putMetadata(deps, reader, 'new', { xml: '<md/>' }),
      approveQuarantined(deps, reader, 'wiki', 'd1'),
    ]
    for (const one of all) expect((await refusal(one)).code).to.equal('not-permitted')
    expect(store.written).to.have.length(1)
  })

  it('undoes a change, and a removal, as a new revision', async () => {
    const { deps } = testAdministration()
    await putApp(deps, admin, 'blog', plain)
    await putApp(deps, admin, 'blog', { settings: 'attributes: oid\n' }, { replaces: 'whatever' })
    const undone = await undoApp(deps, admin, 'blog')
    expect(undone.document).to.include(plain)
    await removeApp(deps, admin, 'blog', { replaces: 'whatever', reason: 'not used' })
    expect((await refusal(showApp(deps, 'blog'))).code).to.equal('not-found')
    const past = await appHistory(deps, 'blog')
    expect(past.map((one) => 'removed' in one)).to.deep.equal([true, false, false, false])
    expect((await undoApp(deps, admin, 'blog')).document).to.include(plain)
    const first = past.at(-1)?.revision as Revision
    expect((await undoApp(deps, admin, 'blog', { to: first })).outcome).to.equal('unchanged')
    expect((await refusal(undoApp(deps, admin, 'blog', { to: '9-x' as Revision }))).code).to.equal('not-found')
  })

  it('asks a second time where people would get new names', async () => {
    const { deps } = testAdministration()
    const renaming = { settings: '# RENAMING\nnameId: email\n' }
    const error = await refusal(putApp(deps, admin, 'blog', renaming))
    expect([error.code, error.message]).to.deep.equal([
      'confirm',
      '7 of 9 people who were seen there lately would become new accounts at this app.',
    ])
    expect((await putApp(deps, admin, 'blog', renaming, { confirmed: true })).outcome).to.equal('created')
  })

  it('leaves apps of files alone, and copies them where that is wished', async () => {
    const { deps } = testAdministration()
    const error = await refusal(putApp(deps, admin, 'wiki', plain))
    expect([error.code, error.message]).to.deep.equal([
      'in-files',
      'wiki is written in /etc/isthmus/isthmus.yaml:9, and is changed there.',
    ])
    expect((await refusal(removeApp(deps, admin, 'wiki', { replaces: 'whatever' }))).code).to.equal('in-files')
    expect((await takeOverApp(deps, admin, 'wiki')).document?.name).to.equal('wiki')
    const { apps } = await listApps(deps, { search: 'wiki' })
    expect(apps.map(({ state, revision }) => [state, revision === undefined])).to.deep.equal([['waiting', false]])
    expect((await takeOverApp(deps, admin, 'file:git.xml')).document?.name).to.equal('git')
    expect((await refusal(takeOverApp(deps, admin, 'nothing'))).code).to.equal('not-found')
  })

  it('switches an app off and on, and keeps what its operator wrote beside', async () => {
    const { deps } = testAdministration()
    await putApp(deps, admin, 'blog', { settings: '# ask Bob first\nattributes: basic # the usual\n' })
    const until = deps.now() + 3_600_000
    const off = await disableApp(deps, admin, 'blog', until)
    expect(off.document?.settings).to.equal(
      '# ask Bob first\nattributes: basic # the usual\ndisabled: 2026-11-27T01:00:00.000Z\n',
    )
    expect((await refusal(disableApp(deps, admin, 'blog', deps.now()))).code).to.equal('invalid')
    const on = await enableApp(deps, admin, 'blog')
    expect(on.document?.settings).to.equal('# ask Bob first\nattributes: basic # the usual\n')
    expect((await refusal(disableApp(deps, admin, 'wiki', undefined))).code).to.equal('in-files')
  })

  it('puts metadata alone: an address takes the place of XML, and XML of an address', async () => {
    const { deps } = testAdministration()
    const made = await putMetadata(deps, admin, 'blog', { xml: '<md/>' })
    expect(made.document).to.deep.include({ metadata: '<md/>' })
    const there = await putMetadata(deps, admin, 'blog', { address: 'https://blog.test/md' }, { replaces: 'whatever' })
    expect(there.document?.settings).to.equal('metadata: https://blog.test/md\n')
    expect(there.document).not.to.have.property('metadata')
    const back = await putMetadata(deps, admin, 'blog', { xml: '<md/>' }, { replaces: 'whatever' })
    expect([back.document?.settings.trim(), back.document?.metadata]).to.deep.equal(['{}', '<md/>'])
  })

  it('switches an app off for a while: until then, and no longer', async () => {
    const { deps } = testAdministration()
    await putApp(deps, admin, 'blog', plain)
    const until = deps.now() + 3_600_000
    const { document } = await disableApp(deps, admin, 'blog', until)
    expect(document?.settings).to.contain(`disabled: ${new Date(until).toISOString()}`)
    const { app } = await resolveStoredApp(
      { name: 'blog', settings: document?.settings ?? '', hasMetadata: true, place: 'blog.yaml' },
      { defaults: {}, defaultsAsWritten: undefined, publicUrl: 'https://sso.test', upstreams: [] } as never,
    )
    expect(app?.disabledUntil).to.equal(until)
    expect(() => refuseDisabled({ disabledUntil: until }, until - 1)).to.throw('switched off')
    expect(() => refuseDisabled({ disabledUntil: until }, until)).not.to.throw()
    expect((await refusal(disableApp(deps, admin, 'blog', deps.now()))).code, 'a time that has passed').to.equal(
      'invalid',
    )
  })

  it('decides what waits in quarantine once', async () => {
    const { deps, waiting, store } = testAdministration()
    const { digest } = waitingCopy
    waiting.push(waitingCopy)
    expect((await refusal(approveQuarantined(deps, admin, 'wiki', 'another'))).code).to.equal('changed-meanwhile')
    expect((await refusal(rejectQuarantined(deps, admin, 'wiki', 'another'))).code).to.equal('changed-meanwhile')
    await approveQuarantined(deps, admin, 'wiki', digest)
    expect(await listQuarantine(deps)).to.deep.equal([])
    expect((await refusal(approveQuarantined(deps, admin, 'wiki', digest))).code).to.equal('not-found')
    expect(store.written.map(({ act }) => act)).to.deep.equal(['quarantine.approve'])
  })

  it('examines metadata by address once, whatever else is demanded of it', async () => {
    const { deps, store } = testAdministration()
    let examined = 0
    const examine: typeof deps.examine = (...given) => {
      examined += 1
      return deps.examine(...given)
    }
    const demand = () => {
      throw new Refused('invalid', 'The address gives no metadata.')
    }
    const put = putMetadata({ ...deps, examine }, admin, 'blog', { address: 'https://blog.test/md' }, { demand })
    expect((await refusal(put)).message).to.equal('The address gives no metadata.')
    expect([examined, await store.get('app', 'blog')]).to.deep.equal([1, undefined])
  })

  it('makes no path of a name', async () => {
    const { deps, store } = testAdministration()
    for (const name of ['../x', 'a/b', '.hidden', '', 'a\\b', 'a b', 'ä', 'x'.repeat(65), 'file:git.xml']) {
      expect((await refusal(putApp(deps, admin, name, plain))).code, name).to.equal('invalid')
    }
    expect(store.reads).to.equal(0)
    expect((await putApp(deps, admin, 'a-b_c.d', plain)).outcome).to.equal('created')
  })
})
