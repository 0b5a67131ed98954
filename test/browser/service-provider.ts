/**
 * A service provider on another site than the gateway's (127.0.0.1 and localhost are two), on node-saml. Its page sends
 * the AuthnRequest by POST under a CSP that lets forms go to the gateway alone, and its ACS goes on to a third site.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Profile, SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import rawBody from 'raw-body'

/** What its ACS got. */
export interface Arrival {
  readonly profile: Profile | undefined
  readonly problem: string | undefined
  readonly relayState: string | null
  /** Cookies that came with the cross-site POST. */
  readonly cookies: string
}

export interface CrossSiteSp {
  /** `http://127.0.0.1:port`; `/post` sends at a click, `/post?auto` at once, `/post?elsewhere` into a redirect. */
  readonly address: string
  readonly entityId: string
  /** Where its ACS sends the browser: a third site. */
  readonly landing: string
  readonly metadata: string
  readonly arrivals: readonly Arrival[]
  /** A request by HTTP-Redirect, with another ACS than the registered one where given. */
  redirectUrl(acs?: string): Promise<string>
  close(): Promise<void>
}

/** RelayState with everything that a form or a query could bend. */
export const oddRelayState = 'https://app.home.internal/a?b=c&d=%20 +"<é>\'#'

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

function postPage(action: string, fields: Readonly<Record<string, string>>, auto: boolean): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A cross-site app</title><h1>A cross-site app</h1>
<form method="post" action="${action}">${inputs.join('')}<button>Log in</button></form>
${auto ? '<script nonce="once">document.forms[0].submit()</script>' : ''}`
}

async function listenOn(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

/** Starts it. `gateway` is the gateway's address, `certificate` its signing certificate in base64. */
export async function startCrossSiteSp(gateway: string, certificate: string): Promise<CrossSiteSp> {
  const arrivals: Arrival[] = []
  const { server, port } = await listenOn((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)))
  })
  const address = `http://127.0.0.1:${port}`
  const landing = `http://third.localhost:${port}/landing`
  const options = {
    issuer: `${address}/metadata`,
    callbackUrl: `${address}/acs`,
    entryPoint: `${gateway}/saml/sso`,
    idpCert: certificate,
    identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    authnRequestBinding: 'HTTP-POST',
    validateInResponseTo: ValidateInResponseTo.always,
    acceptedClockSkewMs: 5000,
  }
  const saml = new SAML(options)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', address)
    if (url.pathname === '/post') {
      const message = await saml.getAuthorizeMessageAsync('', undefined, {})
      const fields = { SAMLRequest: String(message.SAMLRequest), RelayState: oddRelayState }
      response.setHeader('content-type', 'text/html')
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src 'nonce-once'; form-action ${gateway}/saml/sso ${address}/bounce`,
      )
      // `elsewhere`: what would become of a form to us if we answered it with a redirect to another site.
      const action = url.searchParams.has('elsewhere') ? `${address}/bounce` : `${gateway}/saml/sso`
      response.end(postPage(action, fields, url.searchParams.has('auto')))
    } else if (url.pathname === '/bounce') {
      response.writeHead(303, { location: landing }).end()
    } else if (url.pathname === '/acs') {
      arrivals.push(await arrive(request))
      response.writeHead(303, { location: landing }).end()
    } else if (url.pathname === '/landing') {
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><html lang="en"><title>Landed</title><h1>Landed on a third site</h1>`)
    } else response.writeHead(204).end() // a favicon
  }

  async function arrive(request: IncomingMessage): Promise<Arrival> {
    const form = new URLSearchParams(await rawBody(request, { limit: '1mb', encoding: 'utf8' }))
    const base = { relayState: form.get('RelayState'), cookies: request.headers.cookie ?? '' }
    try {
      const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: form.get('SAMLResponse') ?? '' })
      return { ...base, profile: profile ?? undefined, problem: undefined }
    } catch (error) {
      return { ...base, profile: undefined, problem: String(error) }
    }
  }

  return {
    address,
    entityId: options.issuer,
    landing,
    metadata: saml.generateServiceProviderMetadata(null),
    arrivals,
    redirectUrl: (acs = options.callbackUrl) =>
      new SAML({ ...options, callbackUrl: acs, cacheProvider: saml.cacheProvider }).getAuthorizeUrlAsync(
        oddRelayState,
        undefined,
        {},
      ),
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
