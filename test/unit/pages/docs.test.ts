/** docs/errors.md and docs/audit.md name everything that there is, by its name. */
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { appCodes, pageCodes } from '../../../src/core/errors.ts'
import { messagesIn } from '../../../src/pages/messages/messages.ts'
import { createMetrics } from '../../../src/telemetry/metrics.ts'

const read = (name: string) => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8')

describe('docs', () => {
  it('errors.md explains every code', () => {
    const headings = [...read('errors.md').matchAll(/^### (\w+)$/gm)].map(([, code]) => code)
    expect(headings).to.have.members([...pageCodes, ...appCodes])
  })

  it('errors.md calls the pages by their titles', () => {
    const text = read('errors.md')
    for (const code of pageCodes) expect(text, code).to.include(`_${messagesIn('en').errors[code].title}_`)
  })

  it('audit.md names every metric of ours', async () => {
    const { body } = await createMetrics().read()
    const text = read('audit.md')
    const names = [...body.matchAll(/^# TYPE (isthmus_\w+)/gm)].map(([, name = '']) => name)
    expect(names).to.have.length.greaterThan(7)
    for (const name of names) expect(text).to.include(name)
    for (const [name] of text.matchAll(/isthmus_\w+/g)) expect(names).to.include(name)
  })
})
