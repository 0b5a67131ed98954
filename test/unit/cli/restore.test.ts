import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { folderStore } from '../../../src/app-store/folder.ts'
import type { AdministrativeAct, AppStore } from '../../../src/app-store/store.ts'
import { exportApps, importApps } from '../../../src/cli/app-archive.ts'
import { backUp } from '../../../src/cli/backup.ts'
import { explain } from '../../../src/cli/output.ts'
import { restore } from '../../../src/cli/restore.ts'
import { refusal } from '../../app-store/conformance.ts'
import { metadata } from '../registry/places.ts'

describe('isthmus backup and restore', () => {
  let directory: string
  let source: string
  let archive: string
  let target: string
  const said: string[] = []
  const print = (line: string) => void said.push(line)
  const inStore = async <Result>(config: string, work: (store: AppStore) => Promise<Result>): Promise<Result> => {
    const store = folderStore(join(dirname(config), 'apps'))
    return work(store).finally(() => store.close())
  }
  const act = (at: number, on: string): AdministrativeAct => ({
    ...{ act: 'app.put', author: 'anna', at, outcome: 'success', on, via: 'console', facts: { dryRun: false } },
  })
  const acts = [act(1_700_000_000_000, 'wiki'), act(1_700_000_000_001, 'mail'), act(1_760_000_000_000, 'wiki')]

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isthmus-restore-'))
    source = join(directory, 'from', 'isthmus.yaml')
    archive = join(directory, 'backup')
    target = join(directory, 'to', 'isthmus.yaml')
    said.length = 0
    await mkdir(join(directory, 'from', 'certs'), { recursive: true })
    await writeFile(join(directory, 'from', 'certs', 'pairwise.key'), 'k'.repeat(40), { mode: 0o600 })
    await writeFile(join(directory, 'from', 'secret'), 'x'.repeat(32), { mode: 0o600 })
    const upstream = '{ issuer: https://op.home.lan, clientId: i, clientSecretFile: secret }'
    await writeFile(source, `publicUrl: https://sso.home.lan\nupstreams: { op: ${upstream} }\n`)
    await inStore(source, async (store) => {
      await store.put('app', 'wiki', { settings: 'a: 1' }, { author: 'anna', replaces: undefined })
      for (const one of acts) await store.append(one)
    })
    await backUp(source, archive, { print })
  })
  afterEach(() => rm(directory, { recursive: true }))

  const everything = async () => (await readdir(directory, { recursive: true })).toSorted()

  it('judges all of an archive before anything is written', async () => {
    const text = await readFile(archive, 'utf8')
    const lines = text.split('\n')
    const without = (part: string) => lines.filter((line) => !line.includes(part)).join('\n')
    const twice = (part: string) =>
      text.replace('{"end":true}', `${lines.find((line) => line.includes(part))}\n{"end":true}`)
    const bad: Readonly<Record<string, readonly [string, RegExp]>> = {
      'a document of another revision': [text.replace('a: 1', 'a: 9'), /no history of one document/],
      'a document that is none': [text.replace('"kind":"app"', '"kind":"key"'), /none of ours/],
      'an act that is none': [text.replace('"act":"app.put"', '"act":7'), /act that is none of ours/],
      'an act at no time': [text.replace('1760000000000', '1e300'), /act that is none of ours/],
      'something that this version does not know': [text.replace('{"end"', '{"later":1}\n{"end"'), /newer/],
      'no config': [without('"config":true'), /no config/],
      'two configs': [twice('"config":true'), /twice/],
      'a file twice': [twice('"file":"secret"'), /twice/],
      'a file that is a folder too': [
        text.replace('"file":"certs/pairwise.key"', '"file":"secret/x"'),
        /leads elsewhere/,
      ],
      'a half': [without('{"end":true}'), /ends too early/],
    }
    for (const [what, [content, expected]] of Object.entries(bad)) {
      expect(content, what).not.to.equal(text)
      await writeFile(archive, content)
      const before = await everything()
      expect((await refusal(restore(target, archive, { print }))).message, what).to.match(expected)
      expect(await everything(), what).to.deep.equal(before)
    }
    await writeFile(archive, text)
    expect(await restore(target, archive, { print }), 'control').to.equal(0)
  })

  it('overwrites nothing, and then writes nothing at all', async () => {
    await mkdir(dirname(target))
    await writeFile(join(dirname(target), 'secret'), 'another')
    const before = await everything()
    const refused = await refusal(restore(target, archive, { print }))
    expect(refused.message).to.match(/to\/secret exists already, and says something else/)
    expect(await everything()).to.deep.equal(before)
    expect(await readFile(join(dirname(target), 'secret'), 'utf8')).to.equal('another')
  })

  it('goes on where a try ended that failed midway, and until then there is no config', async () => {
    await mkdir(dirname(target))
    // What a try leaves that was killed while it wrote.
    await writeFile(join(dirname(target), 'secret.restoring'), 'xxx')
    await symlink(join(directory, 'not-there', 'yet'), join(dirname(target), 'apps'))
    const refused = await refusal(restore(target, archive, { print }))
    expect(refused.message).to.match(/again/)
    expect(await readdir(dirname(target)))
      .to.include('secret')
      .and.not.include('isthmus.yaml')
    await rm(join(dirname(target), 'apps'))
    expect(await restore(target, archive, { print })).to.equal(0)
    expect((await readdir(dirname(target))).toSorted()).to.deep.equal(['apps', 'certs', 'isthmus.yaml', 'secret'])
    expect(await readFile(target, 'utf8')).to.equal(await readFile(source, 'utf8'))
    const wiki = await inStore(target, (store) => store.get('app', 'wiki'))
    expect(wiki).to.deep.include({ settings: 'a: 1', author: 'anna' })
    expect((await refusal(restore(target, archive, { print }))).message, 'once it is there').to.match(/exists/)
  })

  it('brings back what administrators did, in order and once, whatever was there of it', async () => {
    const newestFirst = acts.toReversed()
    const actsAt = (config: string) => inStore(config, async (store) => (await store.acts(100)).acts)
    expect(await restore(target, archive, { print })).to.equal(0)
    expect(await actsAt(target)).to.deep.equal(newestFirst)
    await rm(target)
    expect(await restore(target, archive, { print }), 'another try').to.equal(0)
    expect(await actsAt(target)).to.deep.equal(newestFirst)

    const other = join(directory, 'other', 'isthmus.yaml')
    await inStore(other, (store) => store.append(act(1_770_000_000_000, 'blog')))
    expect(await restore(other, archive, { print })).to.equal(0)
    expect(await actsAt(other), 'a record that went on is left as it is').to.have.length(1)
    expect(said.join('\n')).to.match(/left as it is: the record of what administrators did/)
  })

  it('say what is in it, and what is not', () => {
    expect(said.join('\n'))
      .to.match(/3 files, 1 document of the app store, and 3 acts of administrators/)
      .and.match(/Not in it: .*sessions.*agreed/s)
  })

  it('end where keys can’t be read, and a backup without them would look whole', async () => {
    const [certs, away] = [join(directory, 'from', 'certs'), join(directory, 'away')]
    const again = join(directory, 'again')
    await rename(certs, away)
    await writeFile(certs, 'no folder')
    expect(await backUp(source, again, { print }).catch(explain)).to.match(/certs can't be there/)
    await rm(certs)
    await symlink('loop.key', join(away, 'loop.key'))
    await rename(away, certs)
    expect(await backUp(source, again, { print }).catch(explain)).to.match(/ELOOP.*loop\.key/)
    await rm(join(certs, 'loop.key'))
    await writeFile(source, `${await readFile(source, 'utf8')}apps: { wiki: { metadata: partners/wiki.xml } }\n`)
    expect(await readdir(directory)).not.to.include('again')
    await mkdir(join(directory, 'from', 'partners'))
    await writeFile(join(directory, 'from', 'partners', 'wiki.xml'), metadata('https://wiki.home.lan'))
    expect(await backUp(source, again, { print })).to.equal(0)
    expect(await readFile(again, 'utf8'))
      .to.contain('"file":"partners/wiki.xml"')
      .and.contain('"certs/pairwise.key"')
  })

  it('import judges every app before it brings the first', async () => {
    await inStore(source, (store) =>
      store.put('app', 'mail', { settings: '' }, { author: 'anna', replaces: undefined }),
    )
    const exported = join(directory, 'apps.jsonl')
    await exportApps(source, exported, { print })
    await writeFile(exported, (await readFile(exported, 'utf8')).replace('a: 1', 'a: 9'))
    await rm(join(directory, 'from', 'apps'), { recursive: true })
    expect((await refusal(importApps(source, exported, { replace: true, print }))).message).to.match(/no history/)
    expect(await inStore(source, (store) => store.list('app'))).to.deep.equal([])
  })

  it('name what could not be restored, and are without it rather than good for nothing', async () => {
    const apps = join(directory, 'from', 'apps')
    const acted = join(apps, '.acts', '2023-11.jsonl')
    await writeFile(
      acted,
      `${await readFile(acted, 'utf8')}{"at":1}\n${JSON.stringify({ ...act(2, 'x'), on: 'x'.repeat(17_000) })}\n`,
    )
    await writeFile(join(apps, 'half.xml'), '<md/>')
    const damage = async (name: string) => {
      const past = join(apps, '.history', name, '1.json')
      await writeFile(past, (await readFile(past, 'utf8')).replace('a: 1', 'a: 7'))
    }
    await inStore(source, async (store) => {
      const first = await store.put('app', 'mail', { settings: 'a: 1' }, { author: 'anna', replaces: undefined })
      await store.put('app', 'mail', { settings: 'b: 1' }, { author: 'anna', replaces: first.revision })
    })
    await damage('wiki')
    await damage('mail')
    said.length = 0
    const again = join(directory, 'again')
    expect(await backUp(source, again, { print }), said.join('\n')).to.equal(1)
    expect(said.filter((line) => line.includes('could not be restored')).join('\n'))
      .to.match(/half\.(?:xml|yaml)/)
      .and.match(/2 lines of the record of acts/)
      .and.match(/restored: the history of app wiki, which is damaged/)
      .and.match(/restored: the history of app mail, which is damaged/)
    expect(await restore(target, again, { print })).to.equal(0)
    expect(await inStore(target, async (store) => (await store.acts(10)).acts)).to.have.length(3)
    expect(await inStore(target, (store) => store.get('app', 'mail'))).to.deep.include({ settings: 'b: 1' })
  })

  it('leave no half archive where writing it failed', async () => {
    await rm(join(directory, 'from', 'apps'), { recursive: true })
    await writeFile(join(directory, 'from', 'apps'), 'no folder')
    for (const write of [backUp, exportApps]) {
      const before = await everything()
      await refusal(write(source, join(directory, 'again'), { print }))
      expect(await everything()).to.deep.equal(before)
    }
  })
})
