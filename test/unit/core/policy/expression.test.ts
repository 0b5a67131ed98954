import { expect } from 'chai'
import type { JsonObject } from '../../../../src/core/identifiers.ts'
import { compileExpression } from '../../../../src/core/policy/compile.ts'
import { ExpressionError } from '../../../../src/core/policy/expression-error.ts'

const input = (claims: JsonObject = {}, groups: readonly string[] = []) => ({ claims, groups, upstream: 'authelia' })
const value = (source: string, claims: JsonObject = {}, groups: readonly string[] = []) =>
  compileExpression(source, 'value').evaluate(input(claims, groups))
const fault = (source: string, use: 'allow' | 'value' = 'value'): ExpressionError => {
  try {
    compileExpression(source, use)
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
  throw new Error(`${source} was compiled`)
}

describe('expressions', () => {
  it('read claims, groups and upstream', () => {
    expect(value('claims.email', { email: 'anna@home.lan' })).to.equal('anna@home.lan')
    expect(value('claims.address.city', { address: { city: 'Wien' } })).to.equal('Wien')
    expect(value('groups.filter(g, g.startsWith("s"))', {}, ['staff', 'admins'])).to.deep.equal(['staff'])
    expect(value('upstream + ":" + claims.sub', { sub: '1' })).to.equal('authelia:1')
  })

  it('take whole numbers as ints and others as doubles', () => {
    expect(value('claims.level + 1', { level: 2 })).to.equal(3n)
    expect(value('claims.share', { share: 1.5 })).to.equal(1.5)
    expect(value('claims.level == 2 && claims.level > 1.5', { level: 2 })).to.equal(true)
  })

  it('decide who may use an app', () => {
    const allow = compileExpression('groups.exists(g, g == "staff") || "it" in groups', 'allow')
    expect(allow.evaluate(input({}, ['staff']))).to.equal(true)
    expect(allow.evaluate(input({}, ['it']))).to.equal(true)
    expect(allow.evaluate(input({}, ['guests']))).to.equal(false)
    expect(allow.evaluate(input())).to.equal(false)
  })

  it('throw where a claim is missing, and give null where it was asked for with ?', () => {
    expect(() => value('claims.nickname')).to.throw(/nickname/)
    expect(value('claims.?nickname')).to.equal(null)
    expect(value('claims.?nickname.orValue(claims.name)', { name: 'Anna' })).to.equal('Anna')
    expect(value('has(claims.nickname) ? claims.nickname : "-"', { nickname: 'A' })).to.equal('A')
  })

  it('says why it failed without the value of a claim, which would stand in the log', () => {
    const claims = { name: 'Secret "Anna"', list: [1], map: { a: 1 } }
    for (const source of ['bool(claims.name)', 'claims[claims.name]', 'claims.list[claims.name]', 'int(claims.name)']) {
      expect(() => value(source, claims), source)
        .to.throw()
        .with.property('message')
        .that.does.not.include('Anna')
    }
    expect(() => value('claims.map["nickname"]', claims)).to.throw(/No such key: nickname/)
    expect(() => value('bool("Anna")')).to.throw(/"Anna"/)
  })

  it('refuse an allow that turns out to be no bool at the login', () => {
    const allow = compileExpression('claims.admin', 'allow')
    expect(allow.evaluate(input({ admin: true }))).to.equal(true)
    expect(() => allow.evaluate(input({ admin: 'yes' }))).to.throw(/true or false/)
  })

  describe('faults are found when they are compiled', () => {
    const faults: readonly (readonly [source: string, use: 'allow' | 'value', message: RegExp])[] = [
      ['clams.email', 'value', /Unknown variable: clams at column 1\. The variables are claims, groups and upstream/],
      ['claims.email = "x"', 'value', /at column 14\. CEL compares with ==/],
      ['"abc', 'value', /Unterminated string at column 1\. Close the quote/],
      ['groups.exists(g, g == "a"', 'allow', /at column 26\. Look for a missing bracket/],
      ['groups.exist(g, g == "a")', 'allow', /no function exist at column \d+\. Lists have exists/],
      ['groups.exists(g, g == 3)', 'allow', /no such overload: string == int at column 18/],
      ['upstream', 'allow', /needs true or false, and this is a string/],
      ['groups', 'allow', /needs true or false/],
      ['claims', 'value', /can't be a map/],
      ['"a" +\n  nothing', 'value', /nothing at line 2, column 3/],
      ['', 'value', /column 1/],
    ]
    for (const [source, use, message] of faults) {
      it(source === '' ? 'an empty one' : source, () => expect(fault(source, use).message).to.match(message))
    }

    it('too long a source', () => expect(fault(`"${'x'.repeat(5000)}"`).message).to.match(/characters long/))
    it('too deep a source', () => expect(fault(`${'('.repeat(500)}1${')'.repeat(500)}`).message).to.match(/column/))
  })

  describe('glob', () => {
    const cases: readonly (readonly [text: string, pattern: string, fits: boolean])[] = [
      ['staff-eu', 'staff-*', true],
      ['staff', 'staff-*', false],
      ['staff', 'staff', true],
      ['staff', 'STAFF', false],
      ['abc', 'a?c', true],
      ['ac', 'a?c', false],
      ['', '*', true],
      ['', '?', false],
      ['aXbXc', 'a*b*c', true],
      ['aXbX', 'a*b*c', false],
      ['abab', '*ab', true],
      ['a.c', 'a.c', true],
      ['abc', 'a.c', false],
      ['[a]', '[a]', true],
    ]
    for (const [text, pattern, fits] of cases) {
      it(`${JSON.stringify(text)} ${fits ? 'fits' : 'does not fit'} ${pattern}`, () => {
        expect(value(`glob(claims.text, "${pattern}")`, { text })).to.equal(fits)
      })
    }

    it('wants its pattern written out', () => {
      expect(fault('glob(upstream, claims.pattern)').message).to.match(/pattern must be written out/)
      expect(fault(`glob(upstream, "${'*a'.repeat(200)}")`).message).to.match(/pattern must be written out/)
    })

    it('stays fast on a pattern made to backtrack', () => {
      const started = performance.now()
      expect(value(`glob(claims.text, "${'a*'.repeat(50)}b")`, { text: 'a'.repeat(100_000) })).to.equal(false)
      expect(performance.now() - started).to.be.lessThan(2000)
    })
  })

  it('give JSON for a claim: maps, and integers as numbers, or as digits where a number would be another one', () => {
    const json = (source: string, claims: JsonObject = {}) => compileExpression(source, 'json').evaluate(input(claims))
    expect(json('claims.address', { address: { city: 'Wien', floor: 3 } })).to.deep.equal({ city: 'Wien', floor: 3 })
    expect(json('{"level": claims.level + 1, "list": [1, {"a": 2.5}]}', { level: 1 })).to.deep.equal({
      level: 2,
      list: [1, { a: 2.5 }],
    })
    expect(json('9007199254740993')).to.equal('9007199254740993')
    expect(json('claims.level', { level: 7 })).to.equal(7)
    expect(fault('{"a": 1}').message, 'control: no attribute is a map').to.match(/can't be a map/)
  })

  describe('what a claim could use to freeze the gateway', () => {
    it('refuses regular expressions and names what to use', () => {
      for (const source of ['claims.a.matches("^(a+)+$")', '"x".matches(claims.a)', 'groups.all(g, g.matches("x"))']) {
        expect(fault(source, 'allow').message).to.match(/`matches` is refused.*startsWith, endsWith, contains, or glob/)
      }
    })

    it('refuses loops within loops, but for a list that is written out', () => {
      expect(fault('groups.exists(g, claims.roles.exists(r, r == g))', 'allow').message).to.match(
        /Test membership with `in`/,
      )
      expect(value('groups.exists(g, ["a", "b"].exists(x, x == g))', {}, ['b'])).to.equal(true)
    })

    it('takes loops one after the other', () => {
      const source = 'groups.filter(g, g.startsWith("app-")).map(g, g.substring(4))'
      expect(value(source, {}, ['app-a', 'b'])).to.deep.equal(['a'])
      expect(value('claims.roles.map(r, r.name).exists(n, n in groups)', { roles: [{ name: 'b' }] }, ['b'])).to.equal(
        true,
      )
      expect(fault('groups.map(g, claims.roles.filter(r, r == g).map(r, r))', 'value').message).to.match(
        /inside another loop/,
      )
    })

    it('does not begin what takes too many steps for the lists that came', () => {
      const names = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`)
      for (const source of [
        'groups.exists(g, g in claims.roles)',
        'groups.exists(g, g in claims["roles"])',
        'groups.filter(g, g != "").exists(g, ["a", "b"].exists(x, x in claims.roles))',
        'groups.map(g, g in claims.roles).exists(x, x)',
      ]) {
        expect(() =>
          value(
            source,
            { roles: names(8000) },
            names(8000).map((name) => `${name}x`),
          ),
        ).to.throw(/lists are too long/)
        expect(value(source, { roles: names(500) }, ['x'])).to.equal(false)
      }
      const text = 'x'.repeat(1_000_000)
      expect(() => value('groups.exists(g, claims.text.contains(g))', { text }, names(2000))).to.throw(/too long/)
      expect(value('claims.text.contains("y")', { text })).to.equal(false)
    })

    it('stays fast with 2,000 groups', () => {
      const groups = Array.from({ length: 2000 }, (_, index) => `group-${index}`)
      const started = performance.now()
      expect(value('groups.exists(g, g == "none" || glob(g, "*x*"))', {}, groups)).to.equal(false)
      expect(
        value('groups.exists(g, g in claims.roles)', { roles: groups.map((name) => `r${name}`) }, groups),
      ).to.equal(false)
      expect(performance.now() - started).to.be.lessThan(2000)
    })
  })

  describe('claims that name parts of JavaScript', () => {
    const claims: JsonObject = JSON.parse(
      '{"__proto__": {"polluted": "yes"}, "constructor": "c", "prototype": 1, "name": "Anna", "list": ["a"]}',
    )

    it('are keys like any other', () => {
      expect(value('claims.constructor', claims)).to.equal('c')
      expect(value('claims.__proto__.polluted', claims)).to.equal('yes')
      expect(value('claims.name', claims)).to.equal('Anna')
    })

    it('reach nothing where they are not there', () => {
      for (const path of [
        'toString',
        'constructor',
        '__proto__',
        'hasOwnProperty',
        'name.length',
        'name.constructor',
        'list.length',
      ]) {
        expect(() => value(`claims.${path}`, { name: 'Anna', list: ['a'] }), path).to.throw()
      }
      expect(value('"toString" in claims', {})).to.equal(false)
      expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false)
    })
  })
})
