/** A disk that is full in the middle of a write: the old document stays whole, and nothing of the new one is left. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const child = fileURLToPath(new URL('./full-disk-child.js', import.meta.url))

interface Tried {
  readonly done: boolean
  readonly name?: string
  readonly message?: string
}

interface Round {
  readonly left: number
  readonly wiki: Tried
  readonly blog: Tried
  /** Their settings, while the disk is full and after. */
  readonly there: Partial<Record<'wiki' | 'blog', string>>
  readonly after: Partial<Record<'wiki' | 'blog', string>>
  readonly full: readonly string[]
  readonly files: readonly string[]
}

/** @param command of a shell, in which $0 is Node, $1 the child and $2 the folder */
function rounds(folder: string, command: string, wrapped: readonly string[] = []): readonly Round[] {
  const [program = 'sh', ...before] = [...wrapped, 'sh']
  const given = [...before, '-c', command, process.execPath, child, folder]
  const { stdout, stderr, status } = spawnSync(program, given, { encoding: 'utf8', timeout: 60_000 })
  expect(status, stderr).to.equal(0)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** The files of documents that were written so many times. */
const filesOf = (documents: Readonly<Record<string, number>>): readonly string[] => {
  const names = Object.entries(documents).filter(([, revisions]) => revisions > 0)
  const past = names.flatMap(([name, revisions]) => [
    `.history/${name}`,
    ...Array.from({ length: revisions }, (_, at) => `.history/${name}/${at + 1}.json`),
  ])
  return ['.history', ...past, ...names.flatMap(([name]) => [`${name}.xml`, `${name}.yaml`])].toSorted()
}

function judge({ wiki, blog, there, after, full, files }: Round): void {
  for (const tried of [wiki, blog]) {
    if (tried.done) continue
    expect(tried.name).to.equal('StoreFull')
    expect(tried.message).to.match(/^StoreFull: There is no room left on the disk of the app store: E\w+/)
  }
  const expected = { wiki: wiki.done ? 'b: 2\n' : 'a: 1\n', ...(blog.done && { blog: 'b: 2\n' }) }
  expect(there, 'while it is full').to.deep.equal(expected)
  expect(after, 'with room again').to.deep.equal(expected)
  const written = filesOf({ wiki: wiki.done ? 2 : 1, blog: blog.done ? 1 : 0 })
  expect(files).to.deep.equal(written)
  if (!wiki.done && !blog.done) expect(full).to.deep.equal(written)
  expect(full.filter((file) => file.endsWith('.tmp'))).to.deep.equal([])
}

/** Whether this user may mount a disk of its own: root, and others where user namespaces are allowed. */
const own = ['unshare', '--map-root-user', '--mount']
const mount = 'mount -t tmpfs -o size=256k tmpfs "$2"'
const canMount = (folder: string) =>
  spawnSync('unshare', [...own.slice(1), 'sh', '-c', mount, 'sh', '', folder], { stdio: 'ignore' }).status === 0

describe('an app store whose disk is full in the middle of a write', function () {
  this.timeout(60_000)
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-full-'))
  after(() => rmSync(folder, { recursive: true }))

  it('refuses what does not fit, keeps the old document whole, and leaves nothing behind', () => {
    // In blocks of 512 octets: the first octets of a file can be written, and then no more.
    const [round, ...others] = rounds(folder, 'ulimit -f 24; exec "$0" "$1" "$2"')
    if (round === undefined || others.length > 0) return expect.fail('not one round')
    expect([round.wiki.done, round.blog.done]).to.deep.equal([false, false])
    judge(round)
  })

  if (canMount(folder))
    it('does so at whichever step there is no room', () => {
      const all = rounds(folder, `${mount} && "$0" "$1" "$2" fill`, own)
      expect(all).to.have.length(30)
      for (const round of all) judge(round)
      expect(all.filter(({ wiki }) => wiki.done).length, 'some had room').to.be.within(1, 29)
      const halfway = all.filter(({ full }) => full.some((file) => file.endsWith('.new')))
      expect(halfway.length, 'of some only the past had room').to.be.greaterThan(0)
    })
})
