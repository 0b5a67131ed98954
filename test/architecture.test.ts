/**
 * Holds the architecture (docs/architecture.md) against the sources themselves: who imports whom, how long files
 * get, what they are called. Every rule is first shown to fail on a made-up module.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { circles } from './architecture/circles.ts'
import { brokenImports } from './architecture/rooms.ts'
import { importsOf, type Module, modulesBelow, withoutComments } from './architecture/source-tree.ts'
import { wordsOfOneProtocol } from './architecture/words.ts'
import { stages } from './run/suites.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const source = modulesBelow(root, 'src')
const manifest: Record<'dependencies' | 'devDependencies', Record<string, string>> = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
const dependencies = Object.keys(manifest.dependencies)

const longestFile = 250
const forbiddenInNames = /(^|[-.])(utils?|helpers?|managers?|data|info|misc|common)([-.]|$)/

describe('architecture', () => {
  describe('who imports whom', () => {
    it('holds for every module in src/', () => {
      expect(source.length).to.be.greaterThan(10)
      expect(brokenImports(source, dependencies)).to.deep.equal([])
    })

    const broken: readonly (readonly [why: string, path: string, statement: string])[] = [
      ['the core knows no role', 'src/core/login.ts', "import { decode } from '../saml/bindings.ts'"],
      ['nor their types', 'src/core/login.ts', "import type { XmlElement } from '../saml/xml.ts'"],
      [
        'saml takes no more of the core than errors',
        'src/saml/xml.ts',
        "import { beginLogin } from '../core/login.ts'",
      ],
      ['and no code of identifiers', 'src/saml/xml.ts', "import { entityId } from '../core/identifiers.ts'"],
      ['a role knows no other role', 'src/upstream/oidc-rp/a.ts', "import { b } from '../saml-sp/routes.ts'"],
      ['nor the other side', 'src/downstream/saml-idp/a.ts', "import type { B } from '../../upstream/oidc-rp/b.ts'"],
      ['of the keys a role takes types', 'src/downstream/saml-idp/a.ts', "import { load } from '../../keys/keys.ts'"],
      ['pages take types alone', 'src/pages/error.tsx', "import { GatewayError } from '../core/errors.ts'"],
      ['re-exports count', 'src/core/a.ts', "export { b } from '../http/b.ts'"],
      ['multi-line statements count', 'src/core/a.ts', "import {\n  b,\n  c,\n} from '../http/b.ts'"],
      ['imports for an effect count', 'src/core/a.ts', "import '../http/b.ts'"],
      ['dynamic imports count', 'src/core/a.ts', "const b = await import('../http/b.ts')"],
      ['types written inline count', 'src/core/a.ts', "let b: import('../http/b.ts').B"],
      ['the demo is not in src/', 'src/http/a.ts', "import { op } from '../../demo/op.ts'"],
      ['packages are declared', 'src/core/a.ts', "import { SamlLib } from 'samlify'"],
      ['the core knows no Koa', 'src/core/a.ts', "import type Koa from 'koa'"],
      ['a role knows Koa in its routes only', 'src/upstream/oidc-rp/token.ts', "import Koa from 'koa'"],
      ['what outlives a reload knows no role', 'src/reload.ts', "import { pool } from './upstream/oidc-rp/pool.ts'"],
      ['nor does the start', 'src/start.ts', "import type { Pool } from './upstream/oidc-rp/pool.ts'"],
      ['outbound knows no role', 'src/outbound/client.ts', "import { b } from '../upstream/oidc-rp/b.ts'"],
      [
        'of the registry a role takes types',
        'src/upstream/saml-sp/a.ts',
        "import { open } from '../../registry/registry.ts'",
      ],
      ['http knows no role', 'src/http/router.ts', "import { b } from '../downstream/saml-idp/routes.ts'"],
      ['a page for a person knows no role', 'src/visitor/a.ts', "import { b } from '../saml/xml.ts'"],
      ['storage knows no config', 'src/storage/open.ts', "import type { Config } from '../config/config.ts'"],
      ['the app store reads no config', 'src/app-store/folder.ts', "import type { Config } from '../config/config.ts'"],
      ['keys read no config', 'src/keys/load.ts', "import type { Config } from '../config/config.ts'"],
      ['every module has a room', 'src/tools/a.ts', ''],
    ]
    for (const [why, path, text] of broken) {
      it(`would notice: ${why}`, () => {
        expect(brokenImports([{ path, text }], dependencies)).to.have.length(1)
      })
    }

    const sound: readonly (readonly [why: string, path: string, statement: string])[] = [
      ['its own room', 'src/core/login.ts', "import { release } from './attributes.ts'"],
      ['a role uses core and saml', 'src/upstream/oidc-rp/a.ts', "import { b } from '../../core/login.ts'"],
      ['and types of the config', 'src/upstream/oidc-rp/a.ts', "import type { C } from '../../config/config.ts'"],
      ['an example in a comment', 'src/core/a.ts', "/*\nimport { b } from '../http/b.ts'\n*/"],
      ['routes know Koa', 'src/upstream/oidc-rp/routes.ts', "import Koa from 'koa'"],
      ['Node itself', 'src/core/a.ts', "import { createHmac } from 'node:crypto'"],
    ]
    for (const [why, path, text] of sound) {
      it(`allows: ${why}`, () => {
        expect(brokenImports([{ path, text }], dependencies)).to.deep.equal([])
      })
    }

    it('reads both kinds of import', () => {
      const text = "import type { A } from './a.ts'\nimport B, { C } from './b.ts'\nexport type { D } from 'd'\n"
      expect(importsOf({ path: 'src/x/y.ts', text })).to.deep.equal([
        { target: 'src/x/a.ts', own: true, typeOnly: true },
        { target: 'src/x/b.ts', own: true, typeOnly: false },
        { target: 'd', own: false, typeOnly: true },
      ])
    })
  })

  it('has no circle of files', () => {
    expect(circles(source)).to.deep.equal([])
    const a = { path: 'src/core/a.ts', text: "import { b } from './b.ts'" }
    const back = (how: string) => [a, { path: 'src/core/b.ts', text: `${how} { a } from './c.ts'` }]
    const c = { path: 'src/core/c.ts', text: "export { a } from './a.ts'" }
    expect(circles([...back('import'), c])).to.have.length(1)
    expect(circles([...back('import type'), c])).to.have.length(1)
    expect(circles(back('import'))).to.deep.equal([])
  })

  it('has a core that names nothing that only SAML or only OpenID Connect has', () => {
    const core = source.filter(({ path }) => path.startsWith('src/core/'))
    expect(core.length).to.be.greaterThan(30)
    expect(wordsOfOneProtocol(core)).to.deep.equal([])
    const found = (text: string) => wordsOfOneProtocol([{ path: 'src/core/a.ts', text }]).map(([, word]) => word)
    expect(found('let a: { idToken: string; nameId: 1 }')).to.deep.equal(['idToken', 'nameId'])
    expect(found('interface Release { readonly readEntityID: SAMLName; client_id: string }')).to.have.length(3)
    expect(found("let by: SessionIndexKey = 'saml' // an ID Token\nlet spread, operator, scopeless")).to.deep.equal([])
  })

  it('has ports that are types alone', () => {
    const values = (modules: readonly Module[]) =>
      modules
        .filter(({ text }) => /^export (?!type\b|interface\b)/m.test(withoutComments(text)))
        .map(({ path }) => path)
    expect(values(source.filter(({ path }) => path.startsWith('src/core/ports/')))).to.deep.equal([])
    expect(values([{ path: 'a', text: 'export interface A {}\nexport const b = 1' }])).to.deep.equal(['a'])
  })

  it('has no dependency that it does not import', () => {
    const unused = (modules: readonly Module[], declared: readonly string[]) => {
      const imported = modules.flatMap((module) => importsOf(module).map(({ target }) => target))
      return declared.filter((name) => !imported.some((target) => target === name || target.startsWith(`${name}/`)))
    }
    expect(unused(source, dependencies)).to.deep.equal([])
    expect(unused([{ path: 'src/a.ts', text: "import a from 'koa'" }], ['koa', 'koa-router'])).to.deep.equal([
      'koa-router',
    ])
  })

  it('needs nothing for the demo that only tests have (test/package.json)', () => {
    const declared = [...dependencies, ...Object.keys(manifest.devDependencies)]
    const foreign = (modules: readonly Module[]) =>
      modules
        .flatMap(importsOf)
        .filter(({ own, typeOnly, target }) => !own && !typeOnly && !target.startsWith('node:'))
        .filter(({ target }) => !declared.some((name) => target === name || target.startsWith(`${name}/`)))
        .map(({ target }) => target)
    expect(foreign(modulesBelow(root, 'demo'))).to.deep.equal([])
    expect(foreign([{ path: 'demo/a.ts', text: "import { expect } from 'chai'" }])).to.deep.equal(['chai'])
  })

  describe('files', () => {
    it(`are no longer than ${longestFile} lines`, () => {
      expect(longFiles(source)).to.deep.equal([])
      expect(longFiles([{ path: 'src/a.ts', text: 'x\n'.repeat(longestFile + 1) }])).to.have.length(1)
      expect(longFiles([{ path: 'src/a.ts', text: 'x\n'.repeat(longestFile) }])).to.have.length(0)
    })

    it('export by name', () => {
      expect(defaultExports(source)).to.deep.equal([])
      expect(defaultExports([{ path: 'a', text: 'export default class A {}' }])).to.deep.equal(['a'])
      expect(defaultExports([{ path: 'a', text: 'export { b as default }' }])).to.deep.equal(['a'])
      expect(defaultExports([{ path: 'a', text: '// export default' }])).to.deep.equal([])
    })

    it('are not called by words that say nothing', () => {
      const everything = [...source, ...modulesBelow(root, 'test')].map(({ path }) => path)
      expect(emptyNames(everything)).to.deep.equal([])
      expect(emptyNames(['src/core/utils.ts', 'src/http/cookie-helper.ts', 'src/saml/xml.ts'])).to.have.length(2)
    })

    it('open with a comment, so that every folder has its map', () => {
      expect(withoutOpening(source)).to.deep.equal([])
      expect(withoutOpening([{ path: 'a', text: "import 'b'\n/** late */" }])).to.deep.equal(['a'])
    })
  })

  it('reads the environment in config/ alone', () => {
    const readers = (modules: readonly Module[]) =>
      modules
        .filter(({ path }) => !path.startsWith('src/config/'))
        .filter(({ text }) => /\bprocess\.env\b|\benv\b[^\n]*from 'node:process'/.test(withoutComments(text)))
        .map(({ path }) => path)
    expect(readers(source)).to.deep.equal([])
    expect(readers([{ path: 'src/core/a.ts', text: 'const a = process.env.A' }])).to.have.length(1)
  })

  it('writes members that may be absent in one way: ...(x !== undefined && { x })', () => {
    const another = (modules: readonly Module[]) =>
      modules.filter(({ text }) =>
        /\.\.\.\((?:[^()]|\([^()]*\))*\?\s+\{\} :|\.\.\.\([^()]*\? \{[^{}]*\} : \{\}\)/.test(text),
      )
    const all = ['src', 'test', 'demo', 'bench'].flatMap((folder) => modulesBelow(root, folder))
    const own = 'test/architecture.test.ts'
    expect(another(all.filter(({ path }) => path !== own)).map(({ path }) => path)).to.deep.equal([])
    expect(another([{ path: 'a', text: 'const a = { ...(b(c) === undefined ? {} : { b }) }' }])).to.have.length(1)
    expect(another([{ path: 'a', text: 'const a = { ...(b ? { b } : {}) }' }])).to.have.length(1)
    expect(another([{ path: 'a', text: 'const a = { ...(b !== undefined && { b }) }' }])).to.have.length(0)
  })

  it('takes random examples from the module that seeds them alone, so that no test fails by chance', () => {
    const unseeded = (module: Module) => importsOf(module).some(({ target }) => target === 'fast-check')
    const folders = readdirSync(join(root, 'test')).filter((name) => /^[a-z-]+$/.test(name))
    const found = folders.flatMap((folder) => modulesBelow(root, `test/${folder}`)).filter(unseeded)
    expect(found.map(({ path }) => path)).to.deep.equal(['test/fixtures/seeded.ts'])
  })

  it('has no test file that no suite would run', () => {
    const paths = stages
      .flatMap(({ suites }) => suites)
      .flatMap((suite) => ('files' in suite ? suite.files : []))
      .map(({ path }) => path)
    const forgotten = (files: readonly string[]) =>
      files.filter((file) => !paths.some((path) => file === path || file.startsWith(`${path}/`)))
    const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.test\.tsx?$/.test(path))
      .map((path) => path.replaceAll('\\', '/').replace(/\.tsx?$/, '.js'))
    expect(tests).to.include('architecture.test.js')
    expect(forgotten(tests)).to.deep.equal([])
    expect(forgotten(['unit/a.test.js', 'somewhere/a.test.js'])).to.deep.equal(['somewhere/a.test.js'])
  })
})

function longFiles(modules: readonly Module[]): readonly string[] {
  return modules
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > longestFile)
    .map(({ path, lines }) => `${path}: ${lines} lines`)
}

function defaultExports(modules: readonly Module[]): readonly string[] {
  const statement = /^export default\b|^export \{[^}]*\bas default\b/m
  return modules.filter(({ text }) => statement.test(withoutComments(text))).map(({ path }) => path)
}

function emptyNames(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path.split('/').some((part) => forbiddenInNames.test(basename(part))))
}

function withoutOpening(modules: readonly Module[]): readonly string[] {
  return modules.filter(({ text }) => !/^(#![^\n]*\n)?\s*(\/\*|\/\/)/.test(text)).map(({ path }) => path)
}
