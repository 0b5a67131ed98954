/** What is heard of a page of the console: which button is which, and the heading of each section (WCAG 2.5.3, 1.3.1). */
import { expect } from 'chai'
import { consolePage } from '../../../src/pages/console/page.tsx'
import type { ConsoleView } from '../../../src/pages/console/views.ts'
import { type Language, languages } from '../../../src/pages/messages/language.ts'
import { sampleFrame, views } from '../../fixtures/console-samples.ts'
import { doubled } from '../../fixtures/doubled.ts'

function render(view: ConsoleView, language: Language): string {
  const reply = consolePage(sampleFrame('apps'), view)
  if (reply.name !== 'console') throw new Error('not a page of the console')
  return reply.params.render({ language, publicUrl: 'https://sso.test', status: 200, now: new Date(0) }).html
}

const textOf = (html: string) => html.replace(/<[^>]*>/g, '').trim()
const labelOf = (attributes: string) => /aria-label="([^"]*)"/.exec(attributes)?.[1]

/** What is seen and what is heard of each button that sends a form, and of each link that looks like one. */
const buttons = (html: string) =>
  [...html.matchAll(/<(button type="submit"|a (?=[^>]*class="button))([^>]*)>(.*?)<\/(?:button|a)>/gs)].map(
    ([, , attributes = '', content = '']) => ({
      seen: textOf(content),
      heard: labelOf(attributes) ?? textOf(content),
    }),
  )

/** Pages whose lists are of several such things. */
const lists = ['sessions', 'upstreams', 'quarantine', 'consents', 'addresses']

describe('pages of the console, heard', () => {
  it('have lists among the samples', () => {
    expect(Object.keys(views)).to.include.members(lists)
  })

  for (const [name, [, sample]] of Object.entries(views)) {
    const view = lists.includes(name) ? doubled(sample) : sample

    it(`${name} has no two buttons of one name, and each begins with what one sees`, () => {
      for (const language of languages) {
        const all = buttons(render(view, language))
        for (const { seen, heard } of all) expect(heard.startsWith(seen), `${heard} / ${seen}`).to.equal(true)
        const names = all.map(({ heard }) => heard)
        expect(names.filter((one, index) => names.indexOf(one) !== index)).to.deep.equal([])
      }
    })

    it(`${name} names its sections by headings that are there, once`, () => {
      const html = render(view, 'en')
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      expect(ids.filter((id, index) => ids.indexOf(id) !== index || /\s/.test(id ?? ''))).to.deep.equal([])
      for (const [, by = ''] of html.matchAll(/aria-labelledby="([^"]*)"/g)) expect(ids).to.include(by)
    })
  }
})
