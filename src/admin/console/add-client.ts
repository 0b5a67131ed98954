/**
 * Registering an app that speaks OpenID Connect: one that is known by name (the presets), or any other by a form. Its
 * secret is in the answer to the form alone, which is in no cache; what is kept is a hash.
 */
import type { Reply } from '../../core/http.ts'
import type { RegisteredView } from '../../pages/console/client-views.ts'
import { consolePage } from '../../pages/console/page.tsx'
import type { FindingView } from '../../pages/console/parts.tsx'
import { isOnlyUnrecorded } from '../acts.ts'
import { type PutWish, putApp } from '../apps.ts'
import { type ClientEntry, type KnownApp, type NewClient, newClient, newKnownClient } from '../clients.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { checkName } from '../document.ts'
import { notFound, Refused } from '../refused.ts'
import { freeName, namesOf } from './app-name.ts'
import type { Form } from './form.ts'
import { acceptsRenames, findingOf, findingsOf } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

/** `/admin/add-known/:product` and `/admin/add-oidc`. */
export function clientRoutes(admin: AdminDependencies): readonly ConsoleRoute[] {
  const known = '/admin/add-known/:product'
  const other = '/admin/add-oidc'
  return [
    { method: 'GET', path: known, role: 'administrator', answer: (visit) => ask(admin, visit) },
    { method: 'POST', path: known, answer: (visit) => register(admin, visit) },
    { method: 'GET', path: other, role: 'administrator', answer: (visit) => ask(admin, visit) },
    { method: 'POST', path: other, answer: (visit) => register(admin, visit) },
  ]
}

/** The known app of the address; undefined at the form for any other. @throws Refused `not-found` */
function productOf({ knownApps }: AdminDependencies, { params }: Visit): (KnownApp & { name: string }) | undefined {
  const { product: name } = params
  if (name === undefined) return undefined
  const known = Object.hasOwn(knownApps, name) ? knownApps[name] : undefined
  if (known === undefined) throw notFound(`app ${name} among those that are known`)
  return { ...known, name }
}

async function ask(admin: AdminDependencies, visit: Visit): Promise<Reply> {
  const product = productOf(admin, visit)
  const name = product === undefined ? '' : freeName(product.name, namesOf(admin))
  return formPage(admin, visit, new Map([['name', name]]))
}

async function formPage(
  admin: AdminDependencies,
  visit: Visit,
  entered: Form,
  findings: readonly FindingView[] = [],
): Promise<Reply> {
  const product = productOf(admin, visit)
  const view = {
    page: 'client',
    action: visit.http.path,
    ...(product !== undefined && {
      product: {
        name: product.name,
        title: product.title,
        ...(product.withoutAddress !== true && { addresses: product.addresses }),
      },
    }),
    entered: Object.fromEntries(entered),
    findings,
    noKeys: !admin.keys.some(({ use }) => use.startsWith('OpenID Connect')),
  } as const
  return consolePage(await visit.frame('apps'), view, findings.length > 0 ? 422 : 200)
}

async function register(admin: AdminDependencies, visit: Visit): Promise<Reply> {
  const product = productOf(admin, visit)
  try {
    const known = product && knownClient(admin, product, visit.form)
    const client = known ?? otherClient(visit.form)
    const { clientId, settings } = client
    const findings = await putUnseen(admin, visit, clientId, { settings }, { confirmed: acceptsRenames(visit) })
    const there = product && known && { product: product.title, lines: known.theirs, notes: product.notes ?? [] }
    return registered(admin, visit, { ...client, findings }, there)
  } catch (error) {
    return formPage(admin, visit, visit.form, findingsOf(error))
  }
}

/**
 * Puts an app whose secret nobody has seen yet: where it was put and only the record of acts lacks it, the secret must be
 * told all the same, since nobody could ever know it.
 * @returns what to say besides
 * @throws Refused where it was not put
 */
export async function putUnseen(
  admin: AdminDependencies,
  { who }: Pick<Visit, 'who'>,
  name: string,
  content: Parameters<typeof putApp>[3],
  wish: PutWish,
): Promise<readonly FindingView[]> {
  try {
    await putApp(admin, who, name, content, wish)
    return []
  } catch (error) {
    if (!isOnlyUnrecorded(error)) throw error
    return [{ ...findingOf(error), severity: 'warning' }]
  }
}

/** Its values, and the secret: once. */
export async function registered(
  { ourSide }: Pick<AdminDependencies, 'ourSide'>,
  visit: Visit,
  { clientId, secret, findings }: Pick<NewClient, 'clientId' | 'secret'> & Pick<RegisteredView, 'findings'>,
  there: RegisteredView['there'],
  app = clientId,
): Promise<Reply> {
  return consolePage(await visit.frame('apps'), {
    page: 'registered',
    app,
    clientId,
    issuer: ourSide.issuer,
    publicUrl: ourSide.publicUrl,
    isNew: visit.params.name === undefined,
    findings,
    ...(secret !== undefined && { secret }),
    ...(there !== undefined && { there }),
  })
}

const field = (form: Form, name: string): string => (form.get(name) ?? '').trim()
const lines = (form: Form, name: string): readonly string[] =>
  field(form, name)
    .split(/[\s,]+/)
    .filter(Boolean)

function named(form: Form): ClientEntry {
  const [displayName, allow] = [field(form, 'displayName'), field(form, 'allow')]
  return { ...(displayName !== '' && { displayName }), ...(allow !== '' && { allow }) }
}

function knownClient({ ourSide }: AdminDependencies, known: KnownApp, form: Form) {
  const name = checkName(field(form, 'name'))
  const { issuer, publicUrl } = ourSide
  return newKnownClient(known, { name, addresses: lines(form, 'addresses'), issuer, publicUrl, more: named(form) })
}

function otherClient(form: Form): NewClient {
  const name = checkName(field(form, 'name'))
  const returns = lines(form, 'postLogoutRedirectUris')
  const redirectUris = lines(form, 'redirectUris')
  if (redirectUris.length === 0) {
    const problem = { severity: 'error', part: 'settings', path: 'redirectUris' } as const
    const message = 'There is no redirect URI.'
    throw new Refused('invalid', message, {
      problems: [{ ...problem, message, cure: 'Enter at least one.', code: 'no-redirect-uri' }],
    })
  }
  return newClient(name, {
    clientAuthentication: field(form, 'clientAuthentication') || undefined,
    redirectUris,
    ...(returns.length > 0 && { postLogoutRedirectUris: returns }),
    ...(field(form, 'noPkce') === 'true' && { pkce: 'optional' }),
    ...named(form),
  })
}
