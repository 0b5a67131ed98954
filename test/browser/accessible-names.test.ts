/**
 * What a screen reader lists of each page, its links, buttons and fields by name: no two of one name do different things
 * (WCAG 2.4.4, 2.4.9), each has a name, and that holds the words that one sees (2.5.3).
 */
import { expect } from 'chai'
import type { CDPSession } from 'playwright-core'
import type { Reply, Route } from '../../src/core/http.ts'
import { consolePage } from '../../src/pages/console/page.tsx'
import { consoleSampleRoutes, sampleFrame, views } from '../fixtures/console-samples.ts'
import { doubled } from '../fixtures/doubled.ts'
import { restingPages, servePages } from './served-pages.ts'

/** Pages whose lists are of several such things: each is there twice, under two names. */
const lists: Readonly<Record<string, Reply>> = Object.fromEntries(
  ['apps', 'sessions', 'upstreams', 'quarantine', 'consents', 'addresses', 'keys', 'history'].flatMap((name) => {
    const [section, view, more] = views[name] ?? []
    if (section === undefined || view === undefined) throw new Error(`there is no sample ${name}`)
    return [[`/twice-${name}`, consolePage(sampleFrame(section, more), doubled(view))]]
  }),
)

const roles = ['link', 'button', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'DisclosureTriangle']

interface Control {
  readonly role: string
  readonly name: string
  readonly seen: string
  readonly does: string
}

/** What it does, so that two can be compared; and what is seen of it. */
function purposeOf(this: HTMLElement): readonly [does: string, seen: string] {
  const seen = this.textContent ?? ''
  if (this instanceof HTMLAnchorElement) return [this.href, seen]
  if (this.dataset.copy !== undefined)
    return [`copies ${document.getElementById(this.dataset.copy)?.textContent}`, seen]
  if (this.localName === 'summary') return [`opens ${this.parentElement?.textContent}`, seen]
  if (this instanceof HTMLButtonElement && this.form !== null) {
    // A form's own `action` may be a field of that name.
    const action = Element.prototype.getAttribute.call(this.form, 'action')
    return [`${action} ${JSON.stringify([...new FormData(this.form, this)])}`, seen]
  }
  const group = this.closest('fieldset')?.id ?? ''
  return [`${group} ${this.id}`, '']
}

async function controlsOf(session: CDPSession): Promise<readonly Control[]> {
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const found = nodes.filter(({ role, ignored }) => !ignored && roles.includes(String(role?.value)))
  return Promise.all(
    found.map(async ({ role, name, backendDOMNodeId }) => {
      const { object } = await session.send('DOM.resolveNode', { backendNodeId: backendDOMNodeId ?? 0 })
      const { result } = await session.send('Runtime.callFunctionOn', {
        objectId: object.objectId ?? '',
        functionDeclaration: purposeOf.toString(),
        returnByValue: true,
      })
      const [does, seen] = result.value as readonly [string, string]
      return { role: String(role?.value), name: String(name?.value), does, seen }
    }),
  )
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim()

function faultsOf(controls: readonly Control[]): readonly string[] {
  const unlike = controls.filter((one) =>
    controls.some(({ role, name, does }) => role === one.role && name === one.name && does !== one.does),
  )
  return [
    ...unlike.map(
      ({ role, name, does }) => `${role} “${name}” is there again, and does something else: ${does.slice(0, 60)}`,
    ),
    ...controls.filter(({ name }) => name === '').map(({ role, does }) => `a ${role} has no name: ${does}`),
    ...controls
      .filter(({ name, seen }) => !spaced(name).includes(spaced(seen)))
      .map(({ name, seen }) => `“${name}” does not hold what is seen: “${seen}”`),
  ]
}

describe('browser: names of controls', function () {
  this.timeout(120_000)
  const routes: readonly Route[] = [
    ...consoleSampleRoutes(),
    ...restingPages(),
    ...Object.entries(lists).map(([path, reply]) => ({ method: 'GET' as const, path, answer: async () => reply })),
  ]

  const served = servePages(routes)

  it('finds two of one name that do different things', () => {
    const one = { role: 'button', name: 'Copy', seen: 'Copy', does: 'copies a' }
    expect(faultsOf([one, one])).to.deep.equal([])
    expect(faultsOf([one, { ...one, does: 'copies b' }])).to.have.length(2)
    expect(faultsOf([{ ...one, name: '' }])).to.have.length(2)
  })

  for (const locale of ['en', 'de']) {
    it(`tell apart what they do, on every page, in ${locale}`, async () => {
      const context = await served.browser.newContext({ locale })
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      const faults: string[] = []
      let met = 0
      for (const { path } of routes) {
        await page.goto(`http://127.0.0.1:${served.gateway.port}${path}`)
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('details')) one.open = true
        })
        const controls = await controlsOf(session)
        met += controls.length
        faults.push(...faultsOf(controls).map((fault) => `${path}: ${fault}`))
      }
      expect(met).to.be.greaterThan(600)
      expect(faults.join('\n')).to.equal('')
      await context.close()
    })
  }
})
