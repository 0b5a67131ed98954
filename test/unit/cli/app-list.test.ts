/** `isthmus app list`, where there are more apps than one answer has. */
import { expect } from 'chai'
import type { AdministrationClient, Asked } from '../../../src/cli/administration-client.ts'
import { listCommand } from '../../../src/cli/app-commands.ts'

describe('the command that lists apps', () => {
  it('lists all of them, and ends where the answers do', async () => {
    const count = 2500
    const asked: Asked[] = []
    const client = (there: number): AdministrationClient => ({
      async ask(request) {
        asked.push(request)
        const offset = Number(request.query?.offset ?? 0)
        const length = Math.max(0, Math.min(1000, there - offset))
        const apps = Array.from({ length }, (_, at) => ({ name: `app${offset + at}` }))
        return { status: 200, body: { total: count, apps }, text: '' }
      },
      close: async () => {},
    })
    const { body } = await listCommand({ search: 'app' }).run(client(count))
    expect(body.apps.map(({ name }: { name: string }) => name)).to.deep.equal(
      Array.from({ length: count }, (_, at) => `app${at}`),
    )
    expect(asked.map(({ query }) => query?.search)).to.deep.equal(['app', 'app', 'app'])
    // One was removed meanwhile.
    expect((await listCommand({}).run(client(count - 1))).body.apps).to.have.length(count - 1)
  })
})
