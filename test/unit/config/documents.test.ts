import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { configurationReference } from '../../../src/config/reference.ts'
import { compileExpression } from '../../../src/core/policy/compile.ts'
import { attributeSets } from '../../../src/registry/attribute-sets.ts'
import { lines, Scratch } from './scratch.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The YAML of a page, each with the line that it begins on. */
const examples = (text: string): readonly { readonly yaml: string; readonly line: number }[] =>
  [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => ({
    yaml: match[1] ?? '',
    line: text.slice(0, match.index).split('\n').length + 1,
  }))

const before = `publicUrl: https://sso.home.internal
upstreams:
  authelia: { kind: authelia, issuer: https://auth.home.internal, clientId: isthmus, clientSecretFile: secrets/authelia }
`

describe('documents', () => {
  it('docs/configuration.md is what the schema says: npm run -s isthmus -- schema --markdown > docs/configuration.md', () => {
    expect(read('docs/configuration.md')).to.equal(configurationReference())
  })

  const myApps = readdirSync(join(root, 'docs/my-app')).filter((name) => name !== 'README.md')

  it('docs/my-app lists every page that it has', () => {
    const listed = [...read('docs/my-app/README.md').matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, name = '']) => name)
    expect(listed).to.have.members(myApps)
  })

  for (const page of [
    'README.md',
    'docs/configuration.md',
    'docs/apps.md',
    ...myApps.map((name) => `docs/my-app/${name}`),
  ]) {
    it(`every example of ${page} is a config without a problem`, async () => {
      const scratch = new Scratch()
      try {
        scratch.write('secrets/authelia', 'a-secret')
        scratch.write('secrets/authelia-2fa', 'a-secret')
        scratch.write('secrets/keycloak', 'a-secret')
        const found = examples(read(page))
        expect(found).not.to.have.length(0)
        for (const { yaml, line } of found) {
          if (yaml.startsWith('services:')) continue // for a container engine
          const loaded = await scratch.load(yaml.startsWith('publicUrl:') ? yaml : `${before}${yaml}`)
          expect(lines(loaded), `${page}:${line}`).to.deep.equal([])
        }
      } finally {
        scratch.remove()
      }
    })
  }

  it('the first examples of README.md have ten lines at most, one beside Authelia, one beside Keycloak', () => {
    const found = examples(read('README.md')).filter(({ yaml }) => yaml.startsWith('publicUrl:'))
    expect(found.map(({ yaml }) => /kind: (\w+)/.exec(yaml)?.[1])).to.deep.equal(['authelia', 'keycloak'])
    for (const { yaml } of found) expect(yaml.trimEnd().split('\n').length).to.be.lessThanOrEqual(10)
  })

  it('docs/apps.md names every attribute of every set', () => {
    const page = read('docs/apps.md')
    for (const rule of Object.values(attributeSets).flatMap(({ rules }) => rules))
      expect(page).to.contain(`\`${rule.name}\``)
  })

  it('the expressions in docs/apps.md can be compiled', () => {
    const table = read('docs/apps.md').split('## Expressions')[1]?.split('\n## ')[0] ?? ''
    const whole = [...table.matchAll(/`([^`]*(?:claims|groups)[^`]*)`/g)]
      .map(([, source = '']) => source.replaceAll('\\|', '|'))
      .filter((source) => /[.("]/.test(source) && !source.includes('…'))
    expect(whole.length).to.be.greaterThan(10)
    for (const source of whole) compileExpression(source, 'value')
  })
})
