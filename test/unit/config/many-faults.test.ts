/** What a text with hundreds of faults costs: no more than what is told of it (attack 99). */
import { expect } from 'chai'
import type { ProblemKind } from '../../../src/config/problem-kind.ts'
import { type ConfigPath, Problems, type Words } from '../../../src/config/problems.ts'
import { jsonSchema } from '../../../src/config/schema.ts'
import { suggest } from '../../../src/config/suggest.ts'
import { validateShape } from '../../../src/config/validate.ts'
import { compileExpression } from '../../../src/core/policy/compile.ts'

/** Counts how many problems are put into words. */
class Counted extends Problems {
  worded = 0

  constructor() {
    super('x.yaml', () => undefined)
  }

  override errorInWords(kind: ProblemKind, path: ConfigPath, words: Words): void {
    super.errorInWords(kind, path, () => {
      this.worded += 1
      return words()
    })
  }
}

const judged = (app: Readonly<Record<string, unknown>>) => {
  const problems = new Counted()
  validateShape({ publicUrl: 'https://sso.test', upstreams: {}, apps: { crm: app } }, problems)
  return problems
}

describe('config: hundreds of faults', () => {
  it('unknown keys: those that are told are put into words, the others are counted', () => {
    const keys = Array.from({ length: 199 }, (_, at) => [`signatureAlgorithmo${at}`, 1])
    const problems = judged({ metadata: 'https://crm.test/', ...Object.fromEntries(keys) })
    expect(problems.worded).to.equal(20)
    expect(problems.all.map(({ message }) => message)).to.include('Problems of the same kind that are not listed: 179.')
    expect(problems.all.filter(({ kind }) => kind === 'unknown_key')).to.have.length(21)
  })

  it('wrong values of one list: the same', () => {
    const grants = Array.from({ length: 199 }, (_, at) => `authorization_kode${at}`)
    const problems = judged({ protocol: 'oidc', redirectUris: ['https://crm.test/'], grants })
    expect(problems.worded).to.equal(20)
    expect(problems.all.find(({ path }) => path === 'apps.crm.grants.0')?.cure).to.contain('Did you mean')
  })

  it('an expression with a fault is compiled once, however often the text is judged', () => {
    const faults = [1, 2].map(() => {
      try {
        return compileExpression('claims.a ++ claims.b', 'allow')
      } catch (error) {
        return error
      }
    })
    expect(faults[0]).to.be.an('error')
    expect(faults[1]).to.equal(faults[0])
    expect(() => compileExpression('claims.a ++ claims.b', 'value'))
      .to.throw()
      .that.does.not.equal(faults[0])
  })

  it('the schema that the words come from is made once', () => {
    expect(jsonSchema()).to.equal(jsonSchema())
  })
})

describe('config: "did you mean"', () => {
  const known = ['signing', 'signingKey', 'clientId', 'acs']
  for (const [word, nearest] of [
    ['sining', 'signing'],
    ['signing_key', 'signingKey'],
    ['CLIENT-ID', 'clientId'],
    ['signngKye', 'signingKey'],
    ['ac', 'acs'],
    ['zzzzzz', undefined],
    ['', undefined],
    ['x'.repeat(1000), undefined],
    [`clientId${'x'.repeat(1000)}`, undefined],
  ] as const) {
    it(`${word.slice(0, 20) || 'nothing'}: ${nearest ?? 'none is near'}`, () => {
      expect(suggest(word, known)).to.equal(nearest)
    })
  }

  it('the first of those that are equally near', () => {
    expect(suggest('cat', ['bat', 'hat'])).to.equal('bat')
    expect(suggest('cats', ['bats', 'cat', 'cast'])).to.equal('bats')
  })
})
