import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect } from 'chai'
import { folderStore } from '../../src/app-store/folder.ts'
import { headOf, numberOf, revisionOf, writePast } from '../../src/app-store/revisions.ts'
import type { AppStore, Revision, StoredDocument } from '../../src/app-store/store.ts'
import { conformance, fill, refusal, until } from './conformance.ts'

describe('the app store in a folder', function () {
  this.timeout(30_000)
  let folder: string
  before(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'isthmus-apps-')), 'apps')
  })
  after(() => rm(join(folder, '..'), { recursive: true }))

  conformance({
    open: async () => folderStore(folder),
    // A volume that is unmounted, and mounted again with what others wrote to it.
    async missing(work) {
      await rename(folder, `${folder}-elsewhere`)
      await new Promise((resolve) => setTimeout(resolve, 500))
      await rename(`${folder}-elsewhere`, folder)
      await work()
    },
  })

  describe('files', () => {
    let store: AppStore
    let at: string
    let clock = 0
    const path = (...names: readonly string[]) => join(at, ...names)
    const open = () => folderStore(at, { settled: 0 })
    const put = (settings: string, metadata: string | undefined, replaces: Revision | undefined) =>
      store.put('app', 'wiki', { settings, ...(metadata !== undefined && { metadata }) }, { author: 'anna', replaces })
    beforeEach(async () => {
      at = join(folder, '..', `files-${clock++}`)
      store = open()
    })
    afterEach(() => store.close())

    it('are what the documents say, with their past beside them', async () => {
      const document = await put('allow: "true" # everyone\n', '<a/>', undefined)
      expect(await readFile(path('wiki.yaml'), 'utf8')).to.equal(document.settings)
      expect(await readFile(path('wiki.xml'), 'utf8')).to.equal('<a/>')
      expect(await readdir(path('.history', 'wiki'))).to.deep.equal(['1.json'])
      await store.put('token', 'wiki', { settings: '{}' }, { author: 'anna', replaces: undefined })
      expect(await readFile(path('.tokens', 'wiki.yaml'), 'utf8')).to.equal('{}')
      expect((await stat(path('.tokens'))).mode & 0o777).to.equal(0o700)
      expect((await stat(path('.tokens', 'wiki.yaml'))).mode & 0o777).to.equal(0o600)
      expect((await readdir(at)).toSorted()).to.deep.equal(['.history', '.tokens', 'wiki.xml', 'wiki.yaml'])
    })

    it('are so many at most, whichever way they come; those that were removed do not count', async () => {
      await store.close()
      store = folderStore(at, { settled: 0, most: 2 })
      const add = (name: string) =>
        store.put('token', name, { settings: '{}' }, { author: 'anna', replaces: undefined })
      const gone = await add('gone')
      await store.remove('token', 'gone', { author: 'anna', replaces: gone.revision })
      await add('one')
      await add('two')
      expect((await refusal(add('three'))).message).to.match(/already/)
      expect((await refusal(store.restore([{ ...gone, name: 'three' }]))).message).to.match(/already/)
      expect(await store.list('token')).to.have.length(2)
    })

    it('of which some are odd or damaged keep none of the others out', async () => {
      await put('a: 1\n', undefined, undefined)
      await store.put('app', 'mail', { settings: 'b: 1\n' }, { author: 'anna', replaces: undefined })
      await store.close()
      writeFileSync(path('.history', 'mail', '1.json'), '{"v":1,"half')
      await symlink('loop.yaml', path('loop.yaml'))
      await mkdir(path('folder.yaml'))
      execFileSync('mkfifo', [path('pipe.yaml')])
      writeFileSync(path('ünï.yaml'), '')
      writeFileSync(path('WIKI.yaml'), 'c: 1\n')
      store = open()
      expect((await store.list('app')).map(({ name }) => name)).to.deep.equal(['mail', 'wiki'])
      // Its files say what its past no longer does.
      const mail = await store.get('app', 'mail')
      expect([mail?.settings, mail?.author, mail && numberOf(mail.revision)]).to.deep.equal(['b: 1\n', 'file', 2])
      expect((await store.get('app', 'wiki'))?.settings).to.equal('a: 1\n')
      const faults = await store.faults('app')
      expect(faults.map(({ name }) => name).toSorted()).to.deep.equal(['WIKI', 'folder', 'loop', 'pipe', 'ünï'])
      expect(faults.find(({ name }) => name === 'pipe')?.message).to.equal('pipe.yaml is no ordinary file.')
    })

    it('that are links to a file which is not there are a problem of that document, until it is there', async () => {
      await put('a: 1\n', '<first/>', undefined)
      const target = path('elsewhere')
      await rename(path('wiki.yaml'), target)
      await symlink(target, path('wiki.yaml'))
      await symlink(path('nowhere'), path('mail.yaml'))
      const message = 'mail.yaml is a link to a file that is not there.'
      expect((await store.faults('app')).map((fault) => [fault.name, fault.message])).to.deep.equal([['mail', message]])
      expect((await store.list('app')).map(({ name }) => name)).to.deep.equal(['wiki'])
      writeFileSync(path('nowhere'), 'b: 1\n')
      expect(await store.faults('app')).to.deep.equal([])
      expect((await store.get('app', 'mail'))?.settings).to.equal('b: 1\n')
      // One that was in force stays so, as it does where its file can't be read.
      await rm(target)
      expect((await store.faults('app')).map(({ name }) => name)).to.deep.equal(['wiki'])
      expect((await store.get('app', 'wiki'))?.settings).to.equal('a: 1\n')
      await rm(path('wiki.yaml'))
      await rm(path('mail.yaml'))
      await rm(path('wiki.xml'))
      expect(await store.list('app')).to.deep.equal([])
      expect(await store.faults('app')).to.deep.equal([])
    })

    it('are not made before something is written', async () => {
      expect(await store.list('app')).to.deep.equal([])
      expect(await store.get('app', 'wiki')).to.equal(undefined)
      expect(await readdir(join(at, '..'))).not.to.include(at.slice(at.lastIndexOf('/') + 1))
    })

    it('that an operator writes, edits and removes are revisions by `file`', async () => {
      await mkdir(at)
      await writeFile(path('wiki.yaml'), 'allow: "true"\n')
      expect(await store.get('app', 'wiki')).to.deep.include({ author: 'file', settings: 'allow: "true"\n' })
      const second = await put('allow: "false"\n', '<a/>', (await store.list('app'))[0]?.revision)
      await writeFile(path('wiki.yaml'), 'allow: "true" # again\n')
      const third = await store.get('app', 'wiki')
      expect(third).to.deep.include({ author: 'file', settings: 'allow: "true" # again\n', metadata: '<a/>' })
      const late = await refusal(put('x: 1\n', undefined, second.revision))
      expect(late.current).to.equal(third?.revision)
      await rm(path('wiki.yaml'))
      await rm(path('wiki.xml'))
      expect(await store.get('app', 'wiki')).to.equal(undefined)
      const past = await open().history('app', 'wiki')
      expect(past.map(({ author, revision }) => [numberOf(revision), author])).to.deep.equal([
        [4, 'file'],
        [3, 'file'],
        [2, 'anna'],
        [1, 'file'],
      ])
      expect(past[0]).to.have.property('removed', true)
    })

    it('may be set back to an older text by hand: that is no crash', async () => {
      const first = await put('a: 1\n', '<a/>', undefined)
      await put('a: 2\n', '<b/>', first.revision)
      await writeFile(path('wiki.yaml'), 'a: 1\n')
      await writeFile(path('wiki.xml'), '<a/>')
      const third = await open().get('app', 'wiki')
      expect(third).to.deep.include({ settings: 'a: 1\n', metadata: '<a/>', author: 'file' })
      expect(numberOf(third?.revision ?? first.revision)).to.equal(3)
    })

    it('that are no document are named, each with its cure', async () => {
      await put('a: 1\n', '<a/>', undefined)
      await rm(path('wiki.yaml'))
      await writeFile(path('mail.yml'), '')
      await writeFile(path('my app.yaml'), '')
      await writeFile(path('Big.yaml'), 'x'.repeat(70_000))
      await writeFile(path('latin.xml'), Buffer.from([0x3c, 0xe4, 0x3e]))
      await writeFile(path('latin.yaml'), '')
      await writeFile(path('notes.md'), '')
      const faults = await store.faults('app')
      expect(faults.map(({ place }) => place.slice(at.length + 1)).toSorted()).to.deep.equal([
        'Big.yaml',
        'latin.xml',
        'mail.yml',
        'my app.yaml',
        'wiki.xml',
      ])
      for (const { message, cure } of faults) expect(`${message}|${cure}`).to.match(/^.+\.\|.+\.$/)
      expect(await store.list('app')).to.deep.equal([])
      await writeFile(path('wiki.yaml'), 'a: 3\n')
      expect((await store.faults('app')).map(({ name }) => name)).not.to.include('wiki')
      expect(await store.get('app', 'wiki')).to.deep.include({ settings: 'a: 3\n', metadata: '<a/>' })
    })

    it('that an editor writes in two steps count when it has finished', async () => {
      await store.close()
      store = folderStore(at, { settled: 1500 })
      await put('allow: "false"\n', undefined, undefined)
      await writeFile(path('wiki.yaml'), '')
      const reading = store.get('app', 'wiki')
      await new Promise((resolve) => setTimeout(resolve, 50))
      await writeFile(path('wiki.yaml'), 'allow: "true"\n')
      expect(await reading).to.deep.include({ settings: 'allow: "true"\n', author: 'file' })
      expect((await store.history('app', 'wiki')).map(({ revision }) => numberOf(revision))).to.deep.equal([2, 1])
    })

    it('where no past can be written are documents all the same', async () => {
      await mkdir(at)
      await writeFile(path('wiki.yaml'), 'allow: "true"\n')
      // As in a folder that is mounted read-only, but for root as well.
      await writeFile(path('.history'), '')
      const found = await store.get('app', 'wiki')
      expect(found).to.deep.include({ settings: 'allow: "true"\n', author: 'file' })
      expect(await store.history('app', 'wiki')).to.deep.equal([found])
      const refused = await refusal(put('allow: "false"\n', undefined, found?.revision))
      expect(refused).to.have.property('name', 'StoreRefused')
    })

    it('that can not be written are told of, and are written once they can be', async () => {
      const first = await put('a: 1\n', '<a/>', undefined)
      // As where only its history belongs to the user that runs isthmus, but for root as well.
      await rm(path('wiki.xml'))
      await mkdir(path('wiki.xml', 'in-the-way'), { recursive: true })
      const second = await put('a: 2\n', '<b/>', first.revision)
      expect(await store.get('app', 'wiki'), 'it is written down, and so it counts').to.deep.equal(second)
      const [fault, ...others] = await store.faults('app')
      expect(others).to.deep.equal([])
      expect(fault).to.deep.include({ name: 'wiki', place: path('wiki.yaml') })
      expect(fault?.message).to.equal('wiki.yaml can not be written (EISDIR): it does not say what is in force.')
      await rm(path('wiki.xml'), { recursive: true })
      await store.list('app', { anew: true })
      expect([await readFile(path('wiki.yaml'), 'utf8'), await readFile(path('wiki.xml'), 'utf8')]).to.deep.equal([
        'a: 2\n',
        '<b/>',
      ])
      expect(await store.faults('app')).to.deep.equal([])
      expect((await store.history('app', 'wiki')).map(({ revision }) => numberOf(revision))).to.deep.equal([2, 1])
    })

    it('that are links stay links: what they lead to is written', async () => {
      const elsewhere = `${at}-under-version-control`
      await mkdir(elsewhere)
      await mkdir(at)
      await writeFile(join(elsewhere, 'settings.yaml'), 'a: 1\n')
      await chmod(join(elsewhere, 'settings.yaml'), 0o640)
      await symlink(join('..', basename(elsewhere), 'settings.yaml'), path('wiki.yaml'))
      const first = await store.get('app', 'wiki')
      await put('a: 2\n', '<a/>', first?.revision)
      expect((await lstat(path('wiki.yaml'))).isSymbolicLink()).to.equal(true)
      expect(await readFile(join(elsewhere, 'settings.yaml'), 'utf8')).to.equal('a: 2\n')
      expect((await stat(path('wiki.yaml'))).mode & 0o777).to.equal(0o640)
      expect(await readdir(elsewhere), 'nothing else').to.deep.equal(['settings.yaml'])
      expect((await store.get('app', 'wiki'))?.author).to.equal('anna')
    })

    describe('after a crash', () => {
      const history = (name: string) => path('.history', 'wiki', name)
      let first: StoredDocument
      let second: StoredDocument
      /** The folder as it is when the second write is about to begin, and its files. */
      beforeEach(async () => {
        first = await put('a: 1\n', '<a/>', undefined)
        second = await put('a: 2\n', '<b/>', first.revision)
        await writeFile(history('2.0a.new'), await readFile(history('2.json')))
        await rm(history('2.json'))
        await writeFile(path('wiki.yaml'), 'a: 1\n')
        await writeFile(path('wiki.xml'), '<a/>')
      })
      const linked = () => link(history('2.0a.new'), history('2.json'))
      const steps: Readonly<Record<string, () => Promise<void>>> = {
        'before its number was claimed': async () => {},
        'within the text': () => writeFile(history('2.0a.new'), '{"v":1,"kind"'),
        'after its number was claimed': linked,
        'after the metadata': async () => {
          await linked()
          await writeFile(path('wiki.xml'), '<b/>')
        },
        'after the settings': async () => {
          await linked()
          await writeFile(path('wiki.xml'), '<b/>')
          await writeFile(path('wiki.yaml'), 'a: 2\n')
        },
      }
      for (const [when, step] of Object.entries(steps))
        it(`${when}, all is as before or as after`, async () => {
          await step()
          const claimed = (await readdir(path('.history', 'wiki'))).includes('2.json')
          const next = open()
          const document = await next.get('app', 'wiki')
          expect(document).to.deep.equal(claimed ? second : first)
          expect(await readFile(path('wiki.yaml'), 'utf8')).to.equal(document?.settings)
          expect(await readFile(path('wiki.xml'), 'utf8')).to.equal(document?.metadata)
          const later = await next.put(
            'app',
            'wiki',
            { settings: 'a: 3\n' },
            { author: 'ben', replaces: document?.revision },
          )
          expect(numberOf(later.revision)).to.equal(claimed ? 3 : 2)
          await next.close()
        })

      it('within a removal, it is removed', async () => {
        await linked()
        const removed = { ...headOf(first), revision: revisionOf(3, undefined), removed: true as const }
        await writeFile(history('3.0a.new'), writePast(removed))
        await link(history('3.0a.new'), history('3.json'))
        await rm(path('wiki.yaml'))
        expect(await open().get('app', 'wiki')).to.equal(undefined)
        expect((await readdir(at)).toSorted()).to.deep.equal(['.history'])
      })

      it('the watcher finishes what another process left', async () => {
        const watching = open()
        expect(await watching.list('app')).to.have.length(1)
        const heard: string[] = []
        const end = watching.watch((changed) => heard.push(...changed))
        await linked()
        await writeFile(path('wiki.xml'), '<b/>')
        await until(() => heard.includes('app/wiki'))
        expect(await readFile(path('wiki.yaml'), 'utf8')).to.equal('a: 2\n')
        end()
        await watching.close()
      })
    })
  })

  it('holds ten thousand documents', async function () {
    this.timeout(120_000)
    const many = join(folder, '..', 'many')
    await mkdir(many)
    for (let index = 0; index < 10_000; index++) {
      writeFileSync(join(many, `app-${index}.yaml`), `displayName: App ${index}\n`)
      writeFileSync(join(many, `app-${index}.xml`), `<a id="${index}"/>`)
    }
    const store = folderStore(many)
    expect(await store.list('app')).to.have.length(10_000)
    await fill(store, 200, (index) => `more-${index}`)
    await store.close()
    const again = folderStore(many)
    expect(await again.list('app')).to.have.length(10_200)
    expect(await again.get('app', 'app-9999')).to.deep.include({ metadata: '<a id="9999"/>', author: 'file' })
    await again.close()
  })
})
