/** `isthmus app quarantine, approve, reject`: fetched metadata that waits for somebody's look. */
import type { AdministrationClient } from './administration-client.ts'
import type { Command } from './app-commands.ts'
import { describeWaiting, type WaitingBody } from './app-text.ts'
import { Plain } from './output.ts'

const waitingIn = async (client: AdministrationClient): Promise<readonly WaitingBody[]> =>
  (await client.ask({ method: 'GET', path: '/quarantine', query: { rejected: 'true' } })).body.quarantine

export const quarantineCommand = (): Command => ({
  run: (client) => client.ask({ method: 'GET', path: '/quarantine', query: { rejected: 'true' } }),
  describe: ({ quarantine }) =>
    quarantine.length === 0 ? 'nothing waits' : quarantine.map(describeWaiting).join('\n'),
})

export interface DecisionOptions {
  /** Of what was looked at; what waits now where absent, which is then shown. */
  readonly digest?: string
  readonly reason?: string
}

/** @param name of the app or upstream, or of the copy, as the log names it */
export const decideCommand = (
  name: string,
  decision: 'approve' | 'reject',
  { digest, reason }: DecisionOptions = {},
): Command => {
  let decided: WaitingBody | undefined
  return {
    async run(client) {
      decided = (await waitingIn(client)).find((one) => one.name === name || one.apps.includes(name))
      if (decided === undefined && digest === undefined)
        throw new Plain(`Nothing waits for ${name}.\n→ \`isthmus app quarantine\` shows what waits.`)
      const match = whole(digest, decided?.digest) ?? decided?.digest
      return client.ask({
        method: 'POST',
        path: `/quarantine/${encodeURIComponent(name)}/${decision}`,
        ...(match !== undefined && { match }),
        ...(decision === 'reject' && { json: { ...(reason !== undefined && { reason }) } }),
      })
    },
    describe: () =>
      [
        ...(decided === undefined ? [] : [describeWaiting(decided)]),
        decision === 'approve' ? `${name}: in force from now on` : `${name}: the copy in force stays`,
      ].join('\n'),
  }
}

/** The beginning of a digest is enough to tell what waits from what waited before. */
function whole(given: string | undefined, waiting: string | undefined): string | undefined {
  if (given === undefined) return undefined
  if (!/^[0-9a-f]{12,64}$/.test(given)) throw new Plain(`${given} is no digest: \`isthmus app quarantine\` shows them.`)
  return waiting?.startsWith(given) ? waiting : given
}
