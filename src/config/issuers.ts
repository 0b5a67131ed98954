/** What the issuer of each kind looks like: most mistakes in it are found before anything is called. */
import type { UpstreamKind } from './oidc-upstream.ts'

export interface IssuerFault {
  /** A warning where it may be right after all. */
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly cure: string
}

const error = (message: string, cure: string): IssuerFault => ({ severity: 'error', message, cure })
const warning = (message: string, cure: string): IssuerFault => ({ severity: 'warning', message, cure })

const withoutSlash = (text: string): string => text.replace(/\/+$/, '')

/**
 * What is wrong with an issuer; undefined where nothing is known to be.
 * @param url the same as `text`, parsed
 */
export function issuerFault(kind: UpstreamKind, url: URL, text: string): IssuerFault | undefined {
  if (url.pathname.includes('/.well-known/')) {
    const cure = `Write ${text.split('/.well-known/')[0]}`
    return error('This is the discovery document, not the issuer.', cure)
  }
  return faults[kind]?.(url, text)
}

type Check = (url: URL, text: string) => IssuerFault | undefined

const noSlash =
  (product: string): Check =>
  (_, text) =>
    text.endsWith('/')
      ? error(`${product}'s issuer has no slash at its end.`, `Write ${withoutSlash(text)}`)
      : undefined

const faults: Readonly<Partial<Record<UpstreamKind, Check>>> = {
  authelia: (url, text) =>
    url.protocol === 'https:'
      ? noSlash('Authelia')(url, text)
      : error("Authelia's issuer is always https.", 'Use https, with caFile for a CA of your own.'),
  authentik: authentikFault,
  auth0: (_, text) => (text.endsWith('/') ? undefined : error("Auth0's issuer ends with a slash.", `Write ${text}/`)),
  entra: entraFault,
  google: (_, text) =>
    text === 'https://accounts.google.com'
      ? undefined
      : error("This is not Google's issuer.", 'Write https://accounts.google.com'),
  kanidm: kanidmFault,
  keycloak: keycloakFault,
  okta: oktaFault,
  zitadel: noSlash('Zitadel'),
}

function keycloakFault(url: URL, text: string): IssuerFault | undefined {
  if (!url.pathname.includes('/realms/')) {
    return warning("Keycloak's issuer names the realm.", `Write ${url.origin}/realms/ and the name of the realm.`)
  }
  return noSlash('Keycloak')(url, text)
}

/** One issuer for each provider is authentik's default; one for all is a setting of the provider. */
function authentikFault(url: URL, text: string): IssuerFault | undefined {
  if (/^\/application\/o\/[^/]+\/$/.test(url.pathname)) return undefined
  if (/^\/application\/o\/[^/]+$/.test(url.pathname)) {
    return error("authentik's issuer ends with a slash.", `Write ${text}/`)
  }
  const cure = `Write ${url.origin}/application/o/, the slug of the application, and a slash.`
  return warning("authentik's issuer names the application.", cure)
}

/** Each client has its own issuer. */
function kanidmFault(url: URL, text: string): IssuerFault | undefined {
  if (!/^\/oauth2\/openid\/[^/]+\/?$/.test(url.pathname)) {
    const cure = `Write ${url.origin}/oauth2/openid/ and the name of the client.`
    return error("Kanidm's issuer names the client.", cure)
  }
  return text.endsWith('/')
    ? warning("Kanidm's issuer has no slash at its end.", `Write ${withoutSlash(text)}`)
    : undefined
}

function oktaFault(url: URL, text: string): IssuerFault | undefined {
  if (/-admin\.okta/.test(url.hostname)) {
    return error('This is the address of the admin console.', `Write ${withoutSlash(text.replace('-admin.', '.'))}`)
  }
  return noSlash('Okta')(url, text)
}

/** The tenant of everyone's personal accounts, which has an id like any other. */
const personalAccounts = '9188040d-6c67-4c5b-b112-36a304b66dad'
const identifier = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Only one tenant's issuer: behind the shared addresses (common, organizations, consumers) anyone with any Microsoft
 * account logs in, and a tenant of an attacker's own can claim any address.
 */
function entraFault(url: URL, text: string): IssuerFault | undefined {
  const [tenant = '', version, ...more] = url.pathname.slice(1).split('/')
  const wanted = `${url.hostname === 'sts.windows.net' ? 'https://login.microsoftonline.com' : url.origin}/`
  const cure = `Write ${wanted}, the Directory (tenant) ID from the overview of your tenant, and /v2.0`
  if (['common', 'organizations', 'consumers', personalAccounts].includes(tenant.toLowerCase())) {
    return error('Anyone with a Microsoft account could log in here: this is not the issuer of one tenant.', cure)
  }
  if (!identifier.test(tenant)) return error("Entra ID's issuer names the tenant by its ID.", cure)
  if (version !== 'v2.0' || more.length > 0 || text.endsWith('/') || url.hostname === 'sts.windows.net') {
    return error("This is not the issuer of Entra ID's v2.0 endpoint.", `Write ${wanted}${tenant}/v2.0`)
  }
  return undefined
}
