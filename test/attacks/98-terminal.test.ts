/** Attack 98: text from elsewhere that the terminal of whoever administers the gateway obeys. */
import { join } from 'node:path'
import { expect } from 'chai'
import { folderStore } from '../../src/app-store/folder.ts'
import { configuredPlaces, isthmus } from '../fixtures/command-line.ts'
import { metadata, type Places } from '../unit/registry/places.ts'

const plain = 'Wiki, Köln \u{1f600}'
/** Clears the screen by one character; turns the direction; is not seen; begins a line. XML, JSON and YAML may have them. */
const hostile = 'Wiki\u009b2J\u202egnp\u200b\u2028\u0085\u007f'
const obeyed = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

describe('attack 98: a terminal that obeys what is shown in it', function () {
  this.timeout(60_000)
  let places: Places
  beforeEach(async () => {
    places = await configuredPlaces()
  })
  afterEach(() => places.remove())

  /** What a command prints about a name, made sure that it is there at all: `Wiki` begins both. */
  async function shown(args: readonly string[], input = ''): Promise<string> {
    const { stdout, stderr } = await isthmus(places.directory, args, input)
    const text = stdout + stderr
    expect(text).to.contain('Wiki')
    return text
  }

  const pasted: Readonly<Record<string, (name: string) => string>> = {
    'a key set': (name) => JSON.stringify({ keys: [{ kty: 'RSA', kid: name }] }),
    'an assertion': (name) =>
      `<a:Assertion xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0" IssueInstant="2026-01-01T00:00:00Z"><a:Issuer>https://${name}</a:Issuer></a:Assertion>`,
  }
  for (const [what, write] of Object.entries(pasted)) {
    it(`inspect, of ${what}`, async () => {
      expect(await shown(['inspect', '-'], write(plain)), 'control').to.contain('Wiki')
      expect(await shown(['inspect', '-'], write(hostile))).to.not.match(obeyed)
      expect(await shown(['inspect', '-', '--json'], write(hostile))).to.not.match(obeyed)
    })
  }

  it('app show and app list, of what an administrator or a program stored', async () => {
    const store = folderStore(join(places.directory, 'apps'))
    for (const [app, displayName] of Object.entries({ plain, hostile })) {
      const settings = `displayName: ${JSON.stringify(displayName)}\n`
      await store.put(
        'app',
        app,
        { settings, metadata: metadata(`https://${app}.home.lan`) },
        { replaces: undefined, author: 'test' },
      )
    }
    await store.close()
    expect(await shown(['app', 'show', 'plain']), 'control').to.contain(plain)
    for (const args of [
      ['app', 'show', 'hostile'],
      ['app', 'list'],
    ]) {
      expect(await shown(args), args.join(' ')).to.not.match(obeyed)
      const json = await shown([...args, '--json'])
      expect(json).to.not.match(obeyed)
      expect(JSON.stringify(JSON.parse(json)), 'a program reads what was written').to.contain(
        JSON.stringify(hostile).slice(1, -1),
      )
    }
  })
})
