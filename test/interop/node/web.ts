/**
 * The web side of the two Node service providers, the same as python/web.py is for the Python ones: one port, and one
 * entity for each variant below it.
 *
 *   GET  /<variant>/metadata   the entity's metadata
 *   GET  /<variant>/login      sends the browser to the IdP; see Wish for what the query may ask
 *   POST /<variant>/acs        what the library made of the Response, as JSON
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
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

export interface Library {
  metadata(variant: string): Promise<string>
  login(variant: string, wish: Wish): Promise<Sent>
  landing(variant: string, fields: Readonly<Record<string, string>>): Promise<Landing>
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

async function answer(library: Library, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, variant = '', action = ''] = url.pathname.split('/')
  if (action === 'metadata') return send(response, 200, 'application/samlmetadata+xml', await library.metadata(variant))
  if (action === 'login') {
    const sent = await library.login(variant, wishOf(variant, url.searchParams))
    if ('redirect' in sent) response.writeHead(302, { location: sent.redirect }).end()
    else send(response, 200, 'text/html; charset=utf-8', 'page' in sent ? sent.page : formPost(sent.form))
    return
  }
  if (action !== 'acs' || request.method !== 'POST') return send(response, 404, 'text/plain', 'no such page')
  const fields = Object.fromEntries(new URLSearchParams(await text(request)))
  const landing = await library.landing(variant, fields)
  send(response, 200, 'application/json', JSON.stringify({ ...landing, relayState: fields.RelayState ?? '' }))
}

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
