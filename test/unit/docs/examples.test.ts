/** What the documents show of the config file is taken by it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { parse } from 'yaml'
import { fileSchema } from '../../../src/config/schema.ts'
import { Scratch } from '../config/scratch.ts'

const docs = fileURLToPath(new URL('../../../../docs/', import.meta.url))
const text = (file: string) => readFileSync(file, 'utf8')

interface Example {
  readonly page: string
  readonly line: number
  readonly yaml: string
}

function examplesOf(page: string): readonly Example[] {
  const whole = text(join(docs, page))
  return [...whole.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(({ 1: yaml = '', index }) => ({
    page,
    line: whole.slice(0, index).split('\n').length + 1,
    yaml: yaml.replaceAll(/(?<=sha256:|fingerprint: )[\dA-F:]*…/g, 'a'.repeat(64)),
  }))
}

/** What an example leaves out because it is said elsewhere. */
const base = {
  publicUrl: 'https://sso.home.internal',
  trustedProxies: [],
  upstreams: {
    authelia: { kind: 'authelia', issuer: 'https://auth.home.internal', clientId: 'isthmus', clientSecretFile: 'a' },
  },
}

/** Of other programs, or what stands further down in ours. */
const isConfig = (shown: unknown): shown is Partial<typeof base> =>
  typeof shown === 'object' && shown !== null && Object.keys(shown).some((key) => Object.hasOwn(fileSchema.shape, key))

describe('examples in the documents', () => {
  let scratch: Scratch
  before(() => {
    scratch = new Scratch()
    scratch.write('a', 'a'.repeat(43))
  })
  after(() => scratch.remove())

  for (const page of readdirSync(docs).filter((name) => name.endsWith('.md')))
    for (const { line, yaml } of examplesOf(page)) {
      const shown: unknown = parse(yaml)
      if (!isConfig(shown)) continue
      it(`${page}, line ${line}: the config takes it`, async () => {
        const whole = { ...base, ...shown, upstreams: { ...base.upstreams, ...shown.upstreams } }
        const { problems } = await scratch.load(JSON.stringify(whole))
        const faults = problems.filter(
          ({ severity, kind }) => severity === 'error' && kind !== 'missing' && kind !== 'file',
        )
        expect(faults.map(({ path, kind, message }) => `${path}: ${kind} ${message}`)).to.deep.equal([])
      })
    }
})
