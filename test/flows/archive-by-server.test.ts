/** `isthmus app export` and `import` through one gateway's API and into another's. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { exportFromServer, importIntoServer } from '../../src/cli/app-archive-server.ts'
import { explain } from '../../src/cli/output.ts'
import { tokenFor } from '../fixtures/admin-token.ts'
import { askApi } from '../fixtures/ask-api.ts'
import { expectLogin, requestUrl } from '../fixtures/authn-request.ts'
import { certificateOf, createSp, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { until } from '../fixtures/until.ts'

describe('flow: an archive of apps by server', () => {
  let from: TestGateway
  let to: TestGateway
  let folder: string
  const tokens: Record<string, string> = {}
  const said: string[] = []
  const print = (line: string) => void said.push(line)

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-archive-'))
    from = await startGateway({ yaml: `admin: { allow: '"admins" in groups' }` })
    to = await startGateway({
      yaml: `admin: { allow: '"admins" in groups' }\napps:\n  kept: { entityId: "https://kept.test", acs: "https://kept.test/acs" }`,
    })
    tokens.from = await tokenFor(from.directory, 'read')
    tokens.apps = await tokenFor(from.directory, 'apps')
    tokens.to = await tokenFor(to.directory, 'apps')
    const put = (name: string, settings: object, headers = {}) =>
      askApi({ url: from.url, token: tokens.apps ?? '' }, 'PUT', `/apps/${name}`, settings, headers)
    const sp = createSp(from.url, await certificateOf(from))
    await put('wiki', { settings: { displayName: 'One' }, metadata: sp.metadata })
    await put('wiki', { settings: { displayName: 'Two' }, metadata: sp.metadata }, { 'if-match': '*' })
    await put('kept', { settings: { entityId: 'https://other.test', acs: 'https://other.test/acs' } })
  })
  after(async () => {
    await from.close()
    await to.close()
    await rm(folder, { recursive: true })
  })
  beforeEach(() => said.splice(0))

  const archive = () => join(folder, 'apps.jsonl')
  const source = () => ({ config: '', server: from.url, token: tokens.from, print })
  const target = () => ({ config: '', server: to.url, token: tokens.to, print })
  const take = (wish: Partial<Parameters<typeof importIntoServer>[2]> = {}) =>
    importIntoServer(target(), archive(), { replace: false, ...wish })
  const history = async (gateway: TestGateway, token: string) =>
    (await askApi({ url: gateway.url, token }, 'GET', '/apps/wiki/history')).body.history

  it('is written for its owner alone, by a token that may only read', async () => {
    expect(await exportFromServer(source(), archive())).to.equal(0)
    expect((await stat(archive())).mode & 0o777).to.equal(0o600)
    expect(said.join()).to.contain('2 apps, each with its history')
    expect(await exportFromServer(source(), archive()).catch(explain)).to.match(/exists already/)
  })

  it('is only told of where nothing is to be written', async () => {
    expect(await take({ dryRun: true })).to.equal(1)
    expect(said.join('\n')).to.contain('wiki  imported').and.to.contain('Nothing was written.')
    expect((await askApi({ url: to.url, token: tokens.to ?? '' }, 'GET', '/apps/wiki')).status).to.equal(404)
  })

  it('brings each app with its past, and a login works; what a file has is left to the file', async () => {
    expect(await take(), 'one is refused').to.equal(1)
    expect(said.join('\n')).to.match(/kept {2}refused: kept is written in .*isthmus.yaml/)
    const [was, is] = [await history(from, tokens.apps ?? ''), await history(to, tokens.to ?? '')]
    const without = (all: readonly { author: string }[]) => all.map(({ author: _, ...rest }) => rest)
    expect(without(is)).to.deep.equal(without(was))
    expect(is[0].author, 'nobody can put words into the mouth of another').to.match(
      /^token \w+ \(imported by token \w+\)$/,
    )
    const acts = (await askApi({ url: to.url, token: tokens.to ?? '' }, 'GET', '/acts')).body.acts
    expect(acts.map(({ act, on }: { act: string; on: string }) => [act, on])).to.deep.include(['app.import', 'wiki'])
    const shown = () => askApi({ url: to.url, token: tokens.to ?? '' }, 'GET', '/apps/wiki')
    await until(async () => (await shown()).body.state === 'in-force')
    await expectLogin(to.browser(), requestUrl(to, createSp(to.url, await certificateOf(to))))
    said.splice(0)
    expect(await take()).to.equal(1)
    expect(said.join('\n')).to.contain('wiki  is there already, and says the same')
  })

  it('asks twice before people get other names, and replaces only where it is told to', async () => {
    const text = await readFile(archive(), 'utf8')
    const changed = JSON.parse(text.split('\n').find((line) => line.includes('"wiki"')) ?? '{}')
    const [newest] = changed.past
    const put = { settings: 'displayName: Two\nnameId: email\n', metadata: newest.metadata }
    await askApi({ url: from.url, token: tokens.apps ?? '' }, 'PUT', '/apps/wiki', put, { 'if-match': '*' })
    await rm(archive())
    await exportFromServer(source(), archive())
    said.splice(0)
    expect(await take()).to.equal(1)
    expect(said.join('\n')).to.contain('wiki  is there already, and says something else')
    await take({ replace: true })
    expect(said.join('\n')).to.match(/wiki {2}refused: 1 of 1 people .* would become new accounts/)
    await take({ replace: true, yes: true })
    expect(said.join('\n')).to.contain('wiki  imported, as a new revision')
  })

  it('is refused where it was tampered with, and where the token may not', async () => {
    const line = (past: unknown) => ({ document: 'wiki', kind: 'app', past })
    const good = (await askApi({ url: from.url, token: tokens.from ?? '' }, 'GET', '/apps/wiki/archive')).body
    const put = (body: object, name = 'blog', token = tokens.to ?? '') =>
      askApi({ url: to.url, token }, 'PUT', `/apps/${name}/archive`, body)
    expect((await put(good, 'wiki', tokens.from)).status, 'a token of another gateway').to.equal(401)
    expect((await put(good)).status, 'another name').to.equal(422)
    expect((await put(line([]), 'wiki')).status).to.equal(422)
    const forged = good.past.map((one: object) => ({ ...one, settings: 'allow: "true"\n' }))
    expect((await put(line(forged), 'wiki')).status, 'a revision that says something else').to.equal(422)
    expect((await put(line(good.past.map((one: object) => ({ ...one, kind: 'token' }))), 'wiki')).status).to.equal(422)
    expect((await put(line(good.past.toReversed()), 'wiki')).status, 'in another order').to.equal(422)
    expect((await put(line([{ ...good.past[0], metadata: 'x'.repeat(3_000_000) }]), 'wiki')).status).to.equal(413)
    const odd = good.past.map((one: object) => ({ ...one, at: 8.7e15 }))
    expect((await put(line(odd), 'wiki')).status, 'a time that is none').to.equal(422)
    const reader = await tokenFor(to.directory, 'read')
    expect((await put(good, 'wiki', reader)).status).to.equal(403)
    await writeFile(archive(), (await readFile(archive(), 'utf8')).replace('{"end":true}\n', ''))
    expect(await take().catch(explain)).to.match(/ends too early/)
  })
})
