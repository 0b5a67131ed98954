import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { keepNames, namesOf, readNames, renamings } from '../../../src/config/names-in-force.ts'
import { Scratch } from './scratch.ts'

const env = { ISTHMUS_UPSTREAMS_HOME_CLIENTSECRET: 's', ISTHMUS_UPSTREAMS_NEW_CLIENTSECRET: 's' }

describe('names in force', () => {
  let scratch: Scratch
  beforeEach(() => {
    scratch = new Scratch()
  })
  afterEach(() => scratch.remove())

  async function config(rest: string, name = 'home') {
    const yaml = `publicUrl: https://sso.home.lan\nupstreams: { ${name}: { issuer: https://a.home.lan, clientId: i${rest} } }\n`
    const loaded = await scratch.load(yaml, env)
    if (loaded.config === undefined) throw new Error(JSON.stringify(loaded.problems))
    return loaded.config
  }

  async function told(before: string, after: string, name?: string) {
    const record = namesOf(await config(before))
    return renamings(record, await config(after, name)).map(({ path, message, cure }) => `${path}: ${message} ${cure}`)
  }

  it('control: what changes no name is no warning', async () => {
    expect(await told('', '')).to.deep.equal([])
    expect(await told('', ', displayName: Home, scopes: [openid]')).to.deep.equal([])
    expect(renamings(undefined, await config(''))).to.deep.equal([])
    expect(await told('', ', subjectNamespace: home', 'new')).to.deep.equal([])
  })

  it('warns of each setting that makes people new users, and says what keeps them', async () => {
    expect((await told('', ', subjectFrom: oid')).join()).to.match(
      /upstreams\.home\.subjectFrom: .*"sub".*"oid".*subjectFrom: sub/,
    )
    expect((await told('', ', subjectNamespace: other')).join()).to.match(/subjectNamespace: home$/)
    expect((await told('', ', trustEmail: always')).join()).to.match(/upstreams\.home\.trustEmail: .*"always"/)
  })

  it('warns of a renamed upstream', async () => {
    expect(await told('', '', 'new')).to.have.length(1)
    expect((await told('', '', 'new')).join()).to.match(/home is gone and new is new.*subjectNamespace: home/)
  })

  it('is kept beside the keys, and only there where that is possible', async () => {
    const directory = join(scratch.directory, 'certs')
    const names = namesOf(await config(''))
    await keepNames(directory, names)
    expect(await readNames(directory)).to.equal(undefined)
    mkdirSync(directory)
    await keepNames(directory, names)
    expect(await readNames(directory)).to.deep.equal(names)
    scratch.write('certs/names-in-force.json', '{"v":2}')
    chmodSync(directory, 0o700)
    expect(await readNames(directory)).to.equal(undefined)
    expect(existsSync(join(directory, 'names-in-force.json'))).to.equal(true)
  })
})
