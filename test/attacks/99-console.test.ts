/**
 * Attack 99: the console. A form that another site sends, a session that somebody planted, a page in a frame, a guessed
 * or a used link, names that are paths. Each is made by the code of its control, which is accepted.
 */
import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { makeBreakGlass } from '../../src/admin/break-glass.ts'
import { ConsoleRig, html, tokenIn } from '../fixtures/console-rig.ts'
import { consoleSampleRoutes } from '../fixtures/console-samples.ts'
import { startGateway } from '../unit/http/gateway.ts'

const metadata = '<md:EntityDescriptor/>'

/** Every form of the console, with what it needs. */
const forms: readonly (readonly [path: string, form: Readonly<Record<string, string>>])[] = [
  ['/admin/add', { text: metadata }],
  ['/admin/add-known/proxmox', { name: 'pve', addresses: 'https://pve.test' }],
  ['/admin/add-oidc', { name: 'spa', redirectUris: 'https://spa.test/cb' }],
  ['/admin/addresses/read', { name: 'x' }],
  ['/admin/apps/new/secret', { sure: 'yes' }],
  ['/admin/apps/new/settings', { displayName: 'Other', revision: 'x' }],
  ['/admin/apps/new/document', { settings: 'displayName: Other', revision: 'x' }],
  ['/admin/apps/new/metadata', { text: metadata, revision: 'x' }],
  ['/admin/apps/new/disable', {}],
  ['/admin/apps/new/enable', {}],
  ['/admin/apps/new/remove', { sure: 'yes' }],
  ['/admin/apps/new/undo', { sure: 'yes' }],
  ['/admin/apps/wiki/take-over', { sure: 'yes' }],
  ['/admin/apps/wiki/preview', { claims: '{"sub":"anna"}', upstream: 'home' }],
  ['/admin/quarantine/approve', { name: 'wiki', sure: 'yes' }],
  ['/admin/quarantine/reject', { name: 'wiki', sure: 'yes' }],
  ['/admin/setup-links', { app: 'new', days: '7' }],
  ['/admin/setup-links/approve', { id: 'x', sure: 'yes' }],
  ['/admin/setup-links/reject', { id: 'x', sure: 'yes' }],
  ['/admin/sessions/end', { reference: 'abcdefgh', sure: 'yes' }],
  ['/admin/leave', {}],
]

async function signedIn(): Promise<ConsoleRig> {
  const rig = new ConsoleRig()
  await rig.open('/admin')
  return rig
}

/** What changed: acts that were written down, and documents. */
const traces = async ({ administration: { store } }: ConsoleRig) =>
  JSON.stringify([await store.acts(100), await store.list('app'), await store.list('setup-link')])

describe('attack 99: the console', () => {
  for (const [path, form] of forms) {
    it(`takes ${path} from no other site, and not without the token of the session`, async () => {
      const rig = await signedIn()
      const token = tokenIn(html(await rig.send('/admin/quarantine')))
      expect(token, 'the page has a token').not.to.equal('')
      const before = await traces(rig)
      const attempts = [
        { headers: { origin: 'https://evil.test' }, form: { ...form, token } },
        { headers: { origin: 'null' }, form: { ...form, token } },
        { headers: { origin: undefined }, form: { ...form, token } },
        { headers: { origin: 'https://sso.test.evil.test' }, form: { ...form, token } },
        { cameFrom: 'cross-site', form: { ...form, token } },
        { cameFrom: 'same-site', form: { ...form, token } },
      ] as const
      for (const attempt of attempts) {
        const refused = await rig.send(path, { method: 'POST', ...attempt }).catch((error: unknown) => error)
        expect(refused, JSON.stringify(attempt)).to.have.property('code', 'malformed_request')
      }
      const another = tokenIn(html(await (await signedIn()).send('/admin/quarantine')))
      expect(another, 'of another session').not.to.equal(token)
      for (const forged of [form, { ...form, token: `${token}x` }, { ...form, token: another }]) {
        const asked = await rig.send(path, { method: 'POST', form: forged })
        expect(html(asked)).to.contain('Send this now?')
        expect(asked).to.have.property('status', 403)
      }
      expect(await traces(rig)).to.equal(before)
      const noted = rig.administration.attempts.map(({ why, who }) => `${why} ${who?.author}`)
      const ofNobody = attempts.map(() => 'foreign-form undefined')
      expect(noted).to.deep.equal([...ofNobody, ...Array(3).fill('foreign-form anna')])
      // The control: the same form with its token is looked at, whatever comes of it.
      const answer = html(await rig.send(path, { method: 'POST', form: { ...form, token } }))
      expect(answer).not.to.contain('Send this now?')
    })
  }

  it('lets a reader do nothing, whatever they post, and shows them no form that adds', async () => {
    const rig = new ConsoleRig()
    rig.world.claims = { groups: ['helpdesk'], preferred_username: 'rita' }
    const token = tokenIn(html(await rig.open('/admin/apps/wiki/preview')))
    expect(token).not.to.equal('')
    const before = await traces(rig)
    for (const [path, form] of forms.filter(([path]) => !path.endsWith('/preview'))) {
      const sent = rig.send(path, { method: 'POST', form: { ...form, token } })
      expect(await sent.catch((error: unknown) => error), path).to.have.property('code', 'access_denied')
    }
    for (const path of [
      '/admin/add',
      '/admin/add/x',
      '/admin/add-oidc',
      '/admin/add-known/proxmox',
      '/admin/again/x',
    ]) {
      const shown = rig.send(path)
      expect(await shown.catch((error: unknown) => error), path).to.have.property('code', 'access_denied')
    }
    expect(await traces(rig)).to.equal(before)
  })

  it('gives every login a cookie of its own: one that was planted opens nothing', async () => {
    const rig = new ConsoleRig()
    rig.world.cookies.set('admin', 'planted-by-somebody')
    await rig.open('/admin')
    const own = rig.world.cookies.get('admin') ?? ''
    expect(own).to.match(/^[\w-]{43}$/)
    expect(html(await rig.send('/admin'))).to.contain('<h1>Apps</h1>')
    const elsewhere = new Map([['admin', 'planted-by-somebody']])
    for (const name of rig.world.cookies.keys()) rig.world.cookies.delete(name)
    for (const [name, value] of elsewhere) rig.world.cookies.set(name, value)
    const away = await rig.send('/admin')
    expect(away.kind === 'redirect' && away.location).to.match(/^https:\/\/op\.test/)
  })

  it('takes the cookie of no other app’s participant, and the handle of none', async () => {
    const rig = await signedIn()
    const [key] = await rig.hub.stores.sessions.find({ by: 'browser', browser: '' })
    expect(key).to.equal(undefined)
    const secret = rig.world.cookies.get('admin') ?? ''
    rig.world.cookies.set('admin', createHash('sha256').update(secret).digest('base64url'))
    expect(await rig.send('/admin'), 'what is stored is no credential').to.have.property('kind', 'redirect')
  })

  it('lets a link of the command line in once, for ten minutes, and nobody who guesses', async () => {
    const rig = new ConsoleRig()
    const { deps, tick } = rig.administration
    const use = (token: string) => rig.send(`/admin/link/${token}`, { method: 'POST' })
    const { token } = makeBreakGlass(deps)
    for (const guess of [`${token}x`, token.replace(/\.[^.]*$/, '.s1'), 'x', `${'a'.repeat(300)}.b.c`]) {
      expect(html(await use(guess))).to.contain('This link can’t be used')
    }
    expect(rig.world.cookies.has('admin')).to.equal(false)
    expect(await use(token)).to.have.property('kind', 'redirect')
    expect(html(await rig.send('/admin'))).to.contain('Break-glass access until')
    rig.world.cookies.delete('admin')
    expect(html(await use(token)), 'once').to.contain('This link can’t be used')
    const late = makeBreakGlass(deps)
    tick(13 * 60_000)
    expect(html(await use(late.token)), 'ten minutes, and three for clocks that differ').to.contain(
      'This link can’t be used',
    )
    expect(rig.administration.attempts.map(({ why }) => why)).to.deep.equal(Array(6).fill('bad-link'))
  })

  it('uses up no link for one who only looks, or who comes from another site', async () => {
    const rig = new ConsoleRig()
    const { token } = makeBreakGlass(rig.administration.deps)
    await rig.send(`/admin/link/${token}`)
    const posted = { method: 'POST', headers: { origin: 'https://evil.test' } } as const
    await rig.send(`/admin/link/${token}`, posted).catch(() => undefined)
    expect(await rig.send(`/admin/link/${token}`, { method: 'POST' })).to.have.property('kind', 'redirect')
  })

  it('ends what a link opened after half an hour, or when its holder leaves', async () => {
    const rig = new ConsoleRig()
    const enter = async () => {
      await rig.send(`/admin/link/${makeBreakGlass(rig.administration.deps).token}`, { method: 'POST' })
      return html(await rig.send('/admin'))
    }
    expect(await enter()).to.contain('Break-glass')
    rig.world.now += 30 * 60_000 + 1
    expect(await rig.send('/admin')).to.have.property('kind', 'redirect')
    const token = tokenIn(await enter())
    const cookie = rig.world.cookies.get('admin') ?? ''
    await rig.send('/admin/leave', { method: 'POST', form: { token } })
    rig.world.cookies.set('admin', cookie)
    expect(await rig.send('/admin')).to.have.property('kind', 'redirect')
  })

  for (const name of ['../../etc/passwd', '..', '.hidden', 'a/b', 'a\\b', 'x'.repeat(65), 'con\u0000', '']) {
    it(`takes ${JSON.stringify(name)} as no name of an app`, async () => {
      const rig = await signedIn()
      const draft = await rig.post('/admin/add', { text: metadata })
      const path = draft.kind === 'redirect' ? new URL(draft.location).pathname : ''
      const token = tokenIn(html(await rig.send(path)))
      const answer = html(await rig.send(path, { method: 'POST', form: { token, name } }))
      expect(answer).to.contain('This is not a name for an app.')
      expect(await rig.administration.store.list('app')).to.deep.equal([])
      const named = await rig.send(path, { method: 'POST', form: { token, name: 'fine' } })
      expect(named).to.have.property('kind', 'redirect')
    })
  }

  it('lets no page of it be framed, stored or sniffed, and runs no script but its own', async () => {
    const routes = consoleSampleRoutes()
    const gateway = await startGateway({ routes })
    for (const { path } of routes) {
      const { headers, body } = await gateway.send(path)
      const policy = String(headers['content-security-policy'])
      expect(headers['x-frame-options'], path).to.equal('DENY')
      expect(policy, path).to.match(/^default-src 'none'.*; form-action 'self'; frame-ancestors 'none'$/)
      expect(policy, path).not.to.contain('unsafe')
      expect(headers['cache-control'], path).to.equal('no-store')
      expect(headers['x-content-type-options'], path).to.equal('nosniff')
      expect(headers['cross-origin-opener-policy'], path).to.equal('same-origin')
      const own = /script-src '(sha256-[^']*)'/.exec(policy)?.[1]
      const scripts = [...body.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, source = '']) => source)
      const hashes = scripts.map((source) => `sha256-${createHash('sha256').update(source).digest('base64')}`)
      expect(hashes, path).to.deep.equal([own])
      expect(body, path).not.to.match(/ on[a-z]+=| style=/)
    }
    await gateway.close()
  })
})
