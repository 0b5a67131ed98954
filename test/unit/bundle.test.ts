/** What the build makes of the modules: few files, in which nothing that is found by its place got lost. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const folder = new URL('../../src/bundle/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.js'))
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** Places that a text names beside its own. */
const placesIn = (text: string) =>
  [...text.matchAll(/new URL\(\s*(["'])([^"']+)\1,\s*import\.meta\.url\s*\)/g)].map(([, , place = '']) => place)

describe('the bundle', () => {
  it('has what it looks for beside it: threads, schemas, the demo', () => {
    const places = files.flatMap((name) => placesIn(textOf(name)))
    expect(places.filter((place) => place.endsWith('-aside.js'))).to.have.lengthOf(3)
    expect(places).to.include.members(['./schemas/', '../../demo/main.js'])
    for (const place of places) expect(existsSync(fileURLToPath(new URL(place, folder))), place).to.equal(true)
  })

  it('loads no package by itself: one of the older kind would come without the names that it exports', () => {
    // What Node gives of such a package by name, the bundle has in `default` alone.
    for (const name of files) expect(textOf(name), name).not.to.match(/^export default require_/m)
  })

  it('starts with few files, and with nothing of what is only loaded where it is needed', () => {
    const met = new Set<string>()
    const follow = (name: string) => {
      if (met.has(name)) return
      met.add(name)
      for (const [, next = ''] of textOf(name).matchAll(/^(?:import|export|\} from)\s[^;]*?["']\.\/([^"']+)["'];$/gm))
        follow(next)
    }
    for (const beginning of files.filter((name) => /^start-\w+\.js$/.test(name))) follow(beginning)
    expect(met.size).to.be.within(2, 100)
    const whole = [...met].map(textOf).join('\n')
    expect(whole).to.include('node_modules/koa/')
    for (const later of ['oidc-provider', 'ioredis', 'nodemailer', 'prom-client'])
      expect(whole, later).not.to.include(`node_modules/${later}/`)
  })
})
