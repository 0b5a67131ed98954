/** A new secret for an app of the store that has lost its own: the old one stops working at once. */
import type { Reply } from '../../core/http.ts'
import { showApp } from '../apps.ts'
import { newClientSecret } from '../clients.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { settingOf, withSetting } from '../document.ts'
import { reasons } from '../reasons.ts'
import { Refused } from '../refused.ts'
import { putUnseen, registered } from './add-client.ts'
import { onceSure } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

/** `/admin/apps/:name/secret`. */
export function secretRoute(admin: AdminDependencies): ConsoleRoute {
  return {
    method: 'POST',
    path: '/admin/apps/:name/secret',
    answer: (visit) => {
      const { name = '' } = visit.params
      return onceSure(visit, { act: 'secret', on: name }, () => renew(admin, visit, name))
    },
  }
}

async function renew(admin: AdminDependencies, visit: Visit, name: string): Promise<Reply> {
  const { document, summary } = await showApp(admin, name)
  if (document === undefined || !hasSecret(document)) {
    throw new Refused('invalid', `${name} has no secret that is kept here.`, {
      cure: 'Change it where it is written, or in its document.',
      says: ['no-secret', { name }],
    })
  }
  const { secret, hash } = newClientSecret()
  const content = withSetting(document, 'clientSecretHash', hash)
  const wish = { replaces: document.revision, reason: reasons.newSecret.text }
  const findings = await putUnseen(admin, visit, name, { settings: content.settings }, wish)
  return registered(admin, visit, { clientId: summary.identifier ?? name, secret, findings }, undefined, name)
}

/** Whether an app's settings hold the hash of a secret. */
export const hasSecret = (content: { readonly settings: string }): boolean =>
  typeof settingOf(content, 'clientSecretHash') === 'string'
