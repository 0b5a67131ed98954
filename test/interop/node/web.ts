/**
 * The web side of the two Node service providers, the same as python/web.py is for the Python ones: one port, and one
 * entity for each variant below it.
 *
 *   GET  /<variant>/metadata   the entity's metadata
 *   GET  /<variant>/login      sends the browser to the IdP; see Wish for what the query may ask
 *   POST /<variant>/acs        what the library made of the Response, as JSON
 *   GET  /<variant>/page       who is signed in, as JSON, or 401
 *   GET  /<variant>/logout     begins a logout at the IdP
 *   ANY  /<variant>/slo        takes the IdP's LogoutRequest and LogoutResponse, by Redirect and POST
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { inflateRawSync } from 'node:zlib'
import { escapeHtml } from '../../fixtures/browser-session.ts'

/** Where this service provider is, what it signs with, and where the IdP's metadata is. */
export interface Setting {
  readonly port: number
  readonly key: string
  readonly certificate: string
  base(variant: string): string
  /** Read anew for each login: the gateway is started after this. */
  idpMetadata(): Promise<string>
}

/** What one login asks for. */
export interface Wish {
  readonly signed: boolean
  readonly binding: 'redirect' | 'post'
  readonly forceAuthn: boolean
  readonly isPassive: boolean
  readonly contexts: readonly string[]
  readonly relayState: string
}

/** What an application reads from a Response. */
export interface Landing {
  readonly nameId: string
  readonly nameIdFormat: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly sessionIndex: string
  readonly contextClass: string
}

export type Sent =
  | { readonly redirect: string }
  | { readonly page: string }
  | { readonly form: { readonly action: string; readonly fields: Readonly<Record<string, string>> } }

/** A logout message as it came to the SingleLogoutService. */
export interface Arrival {
  readonly binding: 'redirect' | 'post'
  readonly fields: Readonly<Record<string, string>>
  /** The query as it was sent: its signature is over this. */
  readonly query: string
}

/** What of a session is needed to end it. */
export type Named = Pick<Landing, 'nameId' | 'sessionIndex'>

export interface LogoutLibrary {
  /** @param relayState comes back with the answer */
  begin(variant: string, landing: Landing, relayState: string): Promise<Sent>
  /** Reads a LogoutRequest: whom it means, and how it is answered. Throws where the library refuses it. */
  request(variant: string, arrival: Arrival): Promise<{ readonly named: Named; readonly answer: () => Promise<Sent> }>
  /** Throws where the library refuses the LogoutResponse. */
  response(variant: string, arrival: Arrival): Promise<void>
}

export interface Library {
  metadata(variant: string): Promise<string>
  login(variant: string, wish: Wish): Promise<Sent>
  landing(variant: string, fields: Readonly<Record<string, string>>): Promise<Landing>
  readonly logout?: LogoutLibrary
}

/** Reads the command line: `--port --idp-metadata --key --certificate`. */
export function settingFromArguments(): Setting {
  const option = { type: 'string' } as const
  const { values } = parseArgs({ options: { port: option, 'idp-metadata': option, key: option, certificate: option } })
  const { port = '', 'idp-metadata': idpMetadata = '', key = '', certificate = '' } = values
  return {
    port: Number(port),
    key: readFileSync(key, 'utf8'),
    certificate: readFileSync(certificate, 'utf8'),
    base: (variant) => `http://127.0.0.1:${port}/${variant}`,
    idpMetadata: async () => (await fetch(idpMetadata)).text(),
  }
}

/** Serves until it is ended. */
export function serve(setting: Setting, library: Library): void {
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    answer(library, request, response).catch((refusal: unknown) => {
      console.error(refusal)
      send(response, 403, 'application/json', JSON.stringify({ error: String(refusal) }))
    })
  })
  server.listen(setting.port, '127.0.0.1', () => console.log('listening'))
}

interface Session {
  readonly variant: string
  readonly landing: Landing
}

/** The application's own sessions by the value of their cookie, and those whose logout it began by its RelayState. */
const sessions = new Map<string, Session>()
const ending = new Map<string, string>()

async function answer(library: Library, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, variant = '', action = ''] = url.pathname.split('/')
  const cookie = /(?:^|; )app=([^;]*)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const own = sessions.get(cookie)?.variant === variant ? sessions.get(cookie) : undefined
  const body = request.method === 'POST' ? await text(request) : undefined
  if (action === 'metadata') return send(response, 200, 'application/samlmetadata+xml', await library.metadata(variant))
  if (action === 'login') return pass(response, await library.login(variant, wishOf(variant, url.searchParams)))
  if (action === 'page') return own === undefined ? nobody(response) : say(response, own.landing)
  if (action === 'acs' && body !== undefined) return signIn(library, variant, body, response)
  if (library.logout === undefined) return send(response, 404, 'text/plain', 'no such page')
  if (action === 'logout') {
    if (own === undefined) return nobody(response)
    const relayState = randomBytes(12).toString('base64url')
    ending.set(relayState, cookie)
    return pass(response, await library.logout.begin(variant, own.landing, relayState))
  }
  if (action !== 'slo') return send(response, 404, 'text/plain', 'no such page')
  const query = url.search.slice(1)
  const fields = Object.fromEntries(new URLSearchParams(body ?? query))
  await singleLogout(
    library.logout,
    variant,
    { binding: body === undefined ? 'redirect' : 'post', fields, query },
    response,
  )
}

async function signIn(library: Library, variant: string, body: string, response: ServerResponse): Promise<void> {
  const fields = Object.fromEntries(new URLSearchParams(body))
  const landing = await library.landing(variant, fields)
  const cookie = randomBytes(12).toString('base64url')
  sessions.set(cookie, { variant, landing })
  response.setHeader('set-cookie', `app=${cookie}; Path=/${variant}; SameSite=Lax; HttpOnly`)
  say(response, { ...landing, relayState: fields.RelayState ?? '' })
}

/** By POST from another site comes no cookie: a session is found by what the message names. */
async function singleLogout(logout: LogoutLibrary, variant: string, arrival: Arrival, response: ServerResponse) {
  const { SAMLResponse, RelayState = '' } = arrival.fields
  if (SAMLResponse !== undefined) {
    await logout.response(variant, arrival)
    sessions.delete(ending.get(RelayState) ?? '')
    const octets = Buffer.from(SAMLResponse, 'base64')
    const xml = (arrival.binding === 'redirect' ? inflateRawSync(octets) : octets).toString()
    const status = [...xml.matchAll(/<[\w:]*StatusCode\b[^>]*\bValue="([^"]*)"/g)].map(([, value]) => value)
    return say(response, { status })
  }
  const { named, answer: reply } = await logout.request(variant, arrival)
  for (const [cookie, session] of sessions) {
    const { nameId, sessionIndex } = session.landing
    const meant = session.variant === variant && nameId === named.nameId && sessionIndex === named.sessionIndex
    if (meant) sessions.delete(cookie)
  }
  pass(response, await reply())
}

function pass(response: ServerResponse, sent: Sent): void {
  if ('redirect' in sent) response.writeHead(302, { location: sent.redirect }).end()
  else send(response, 200, 'text/html; charset=utf-8', 'page' in sent ? sent.page : formPost(sent.form))
}

const say = (response: ServerResponse, value: unknown) => send(response, 200, 'application/json', JSON.stringify(value))
const nobody = (response: ServerResponse) => send(response, 401, 'application/json', '{"error":"nobody is signed in"}')

function wishOf(variant: string, query: URLSearchParams): Wish {
  return {
    signed: variant.startsWith('signed-'),
    binding: query.get('binding') === 'post' ? 'post' : 'redirect',
    forceAuthn: query.get('force') === 'true',
    isPassive: query.get('passive') === 'true',
    contexts: query.getAll('context'),
    relayState: query.get('relay') ?? '',
  }
}

function formPost({ action, fields }: { action: string; fields: Readonly<Record<string, string>> }): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  return `<body onload="document.forms[0].submit()"><form method="post" action="${escapeHtml(action)}">${inputs.join('')}</form>`
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body)
}
