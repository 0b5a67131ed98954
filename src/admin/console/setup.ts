/**
 * The page of a setup link, for an app's owner who has nothing else here: they upload metadata once and get our values.
 * The secret is in the address; there is no cookie, so there is nothing that another site could use for them.
 */
import type { HttpRequest, Reply, Route } from '../../core/http.ts'
import { ownerPage } from '../../pages/console/page.tsx'
import type { FindingView } from '../../pages/console/parts.tsx'
import type { AdminDependencies } from '../dependencies.ts'
import { Refused } from '../refused.ts'
import { openSetupLink, submitSetup } from '../setup-links.ts'
import { atField, metadataOf } from './add.ts'
import { sideOf } from './apps.ts'
import { formTypes, largestUpload, longestUpload, readForm, readLastFields } from './form.ts'
import { type GuardDependencies, requireOwnOrigin } from './guard.ts'
import { tooLargeFinding, wrongIn } from './refusals.ts'

interface SetupDependencies extends GuardDependencies {
  readonly admin: AdminDependencies
}

/** `/admin/setup/:secret`, which needs no session. */
export function setupRoutes(given: SetupDependencies): readonly Route[] {
  const path = '/admin/setup/:secret'
  return [
    { method: 'GET', path, safe: true, answer: (http, { secret = '' }) => show(given, http, secret) },
    {
      method: 'POST',
      path,
      accepts: formTypes,
      octets: true,
      maxBody: largestUpload,
      readsOn: longestUpload,
      async unread(error, http, { secret = '' }) {
        if (error.status !== 413) throw error
        const text = (await readLastFields(http)).get('text') ?? ''
        return show(given, http, secret, { findings: [tooLargeFinding], text }, 413)
      },
      answer: (http, { secret = '' }) => upload(given, http, secret),
    },
  ]
}

interface Again {
  readonly findings: readonly FindingView[]
  readonly text: string
}

async function show(
  { admin }: SetupDependencies,
  { path }: HttpRequest,
  secret: string,
  again: Again = { findings: [], text: '' },
  refused = 422,
): Promise<Reply> {
  try {
    const { link, ourSide: side } = await openSetupLink(admin, secret)
    const { app, note, expiresAt } = link
    if (link.state === 'rejected') return ownerPage(undefined, 404)
    const state = link.state === 'approving' ? 'submitted' : link.state
    const status = again.findings.length > 0 ? refused : 200
    return ownerPage({ action: path, app, note, expiresAt, state, ourSide: sideOf(side), ...again }, status)
  } catch (error) {
    if (error instanceof Refused && error.code === 'not-found') return ownerPage(undefined, 404)
    throw error
  }
}

async function upload(given: SetupDependencies, http: HttpRequest, secret: string): Promise<Reply> {
  requireOwnOrigin(given, http)
  const form = await readForm(http)
  const wish = metadataOf(form)
  const text = form.get('text') ?? ''
  try {
    // No address: what an owner names is not fetched by us.
    if (wish === undefined || !('xml' in wish)) {
      const cure = 'Choose a file, or paste the metadata.'
      throw new Refused('invalid', 'There is no metadata in the form.', { cure, says: ['no-metadata-given'] })
    }
    await submitSetup(given.admin, secret, wish.xml, http.browser.address)
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'unavailable') throw error
    return show(given, http, secret, { findings: atField(form, wrongIn(error)), text })
  }
  return { kind: 'redirect', location: given.hub.url(http.path) }
}
