/** HTTP as roles see it, without Koa: request, browser, reply, pages by name, routes. Types only. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ConsentPageParams } from './consent-page.ts'
import type { DeviceAskedPageParams, DeviceDonePageParams, DevicePageParams } from './device-pages.ts'
import type { GatewayError, GatewayErrorCode } from './errors.ts'
import type { ForwardedRequest } from './forwarded-request.ts'
import type { HomePageParams } from './home-page.ts'
import type { Spoken } from './languages.ts'
import type { ConsolePage } from './page.ts'
import type { RefusalForm } from './refusal-form.ts'

/** Methods that an endpoint can have. HEAD is answered wherever GET is. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

/** One HTTP request, without Koa. */
export interface HttpRequest {
  readonly method: string
  /** Path below publicUrl's own path, e.g. `/saml/sso`. */
  readonly path: string
  /** The raw query, without `?`, byte for byte: signatures cover it (attack 51). */
  readonly query: string
  /** By lower-case name (`if-match`, `authorization`). Whatever states our own address is overwritten. */
  readonly headers: Readonly<IncomingHttpHeaders>
  /** The raw body as text; empty where there is none, or where the route takes bytes. Its size was limited before. */
  readonly body: string
  /** The same, byte for byte. */
  readonly octets: Uint8Array
  readonly contentType: string
  readonly browser: Browser
  /** What a proxy that we trust says of the request that it asks about or passes on; absent from anyone else. */
  readonly forwarded?: ForwardedRequest
}

/** What is known of the browser that sent the request. */
export interface Browser {
  /** Value of our session cookie. */
  readonly session?: string | undefined
  /** Transaction cookies that it carries: id → value (`<base36 ms>.<secret>`). */
  readonly transactions: ReadonlyMap<string, string>
  /** Upstream chosen before on this browser. */
  readonly upstream?: string
  /** All our other cookies, by their logical names. */
  readonly cookies?: ReadonlyMap<string, string>
  /**
   * How far from us every address that led here is (Fetch Metadata, Sec-Fetch-Site): what a frame of ours brings
   * counts only if the whole way was on our own site. Absent where the browser does not say.
   */
  readonly cameFrom?: 'same-origin' | 'same-site' | 'cross-site' | 'none'
  /** In a frame that a page of another site opened: no cookie of ours is sent or kept there (SameSite=Lax). */
  readonly inForeignFrame?: true
  /** IP address of the client, or `unix`. For logs and limits only. */
  readonly address: string
  /** Who is counted where limits are per client (core/admission/client-key.ts `clientOf`); `address` where absent. */
  readonly client?: string
}

/**
 * One endpoint of a role, as http/ mounts it below publicUrl. A list of these is all that app.ts hands over, so a
 * role never sees Koa, and a reload swaps the whole list at once.
 */
export interface Route {
  readonly method: Method
  /**
   * Below publicUrl, e.g. `/oidc/callback/:upstream`; `:name` stands for one whole segment, `*name` at the end for all
   * that follow. Case and slashes count.
   */
  readonly path: string
  /** A GET without side effects. Where absent, HEAD and prefetch are answered without calling `answer` (attack 54). */
  readonly safe?: boolean
  /** Bytes that a body may have; 256 KiB where absent. */
  readonly maxBody?: number
  /** Bytes that are read of one that has more, so that `unread` gets how it ends, as octets; none where absent. */
  readonly readsOn?: number
  /** Media types that a body may have; a form (application/x-www-form-urlencoded) where absent. */
  readonly accepts?: readonly string[]
  /** The body need not be UTF-8 text: an upload, for example. */
  readonly octets?: boolean
  /** Whose pages may frame its answers: our own (/saml/slo), or those of one other origin; no one's where absent. */
  readonly framedBy?: FrameOrigin
  /** Browsers may get its answers under another host's name, about which they must say nothing. */
  readonly underOtherHosts?: boolean
  /** Of a program's address: what the gateway refuses there is no page (refusal-form.ts). */
  readonly refused?: RefusalForm<DocumentReply>
  /**
   * Answers a request whose body can't be read (wrong type, too large, not text), instead of an error page; what it
   * throws becomes one.
   */
  unread?(error: GatewayError, request: HttpRequest, params: Readonly<Record<string, string>>): Promise<Reply>
  /**
   * For a GET that is sent thousands of times a second: what can be answered at once, as a document without cookies and
   * without security headers, since no browser sees it. Undefined: as every other request, by `answer`. Never rejects.
   */
  quick?(request: HttpRequest): Promise<DocumentReply | undefined>
  /** What it throws becomes a page with an error id, a log line and an audit event. */
  answer(request: HttpRequest, params: Readonly<Record<string, string>>): Promise<Reply>
}

/** `self`, or an origin: scheme, host and port. */
export type FrameOrigin = 'self' | `https://${string}` | `http://${string}`

/**
 * Cookies by their logical names; the owner of each has a type for it (`CookieChange<'session'>`); http/ adds prefix
 * and attributes. `undefined` deletes.
 */
export interface CookieChange<Name extends string = string> {
  /** Letters, digits, `_` and `-`. */
  readonly name: Name
  /** Visible ASCII without `;`, `,` and quotes: base64url and a dot, for example. */
  readonly value: string | undefined
  /** Seconds; a session cookie of the browser where absent. */
  readonly maxAge?: number
}

/** What the HTTP layer sends. */
export type Reply = (
  | { readonly kind: 'redirect'; readonly location: string }
  | {
      /** A form that posts itself to an app; also works without JavaScript. */
      readonly kind: 'formPost'
      readonly action: string
      readonly fields: Readonly<Record<string, string>>
      /** The app's name, for the button. */
      readonly app: string
      /** It carries a logout, not a login. */
      readonly purpose?: 'logout'
    }
  | PageReply
  | DocumentReply
) &
  ReplyHead

/** Text or bytes, as they are. */
export interface DocumentReply {
  readonly kind: 'document'
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  /** As `Reply` has them. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What every kind of reply may have besides. */
interface ReplyHead extends Spoken {
  readonly cookies?: readonly CookieChange[]
  /** Besides those that http/ sets (`ETag`, `WWW-Authenticate`); no cookie and no Location. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A page by name. pages/ has one component for each; their params are here so that roles can't misspell them. */
export type PageReply = { readonly kind: 'page'; readonly status?: number } & (
  | { readonly name: 'error'; readonly params: ErrorPageParams }
  | { readonly name: 'chooser'; readonly params: ChooserPageParams }
  | { readonly name: 'denied'; readonly params: DeniedPageParams }
  | { readonly name: 'consent'; readonly params: ConsentPageParams }
  | { readonly name: 'continue'; readonly params: { readonly location: string; readonly app?: string } }
  | { readonly name: 'home'; readonly params: HomePageParams }
  | { readonly name: 'logout'; readonly params: LogoutPageParams }
  | { readonly name: 'logoutAsked'; readonly params: LogoutAskedPageParams }
  | { readonly name: 'loggingOut'; readonly params: LoggingOutPageParams }
  | { readonly name: 'loggedOut'; readonly params: LoggedOutPageParams }
  | { readonly name: 'device'; readonly params: DevicePageParams }
  | { readonly name: 'deviceAsked'; readonly params: DeviceAskedPageParams }
  | { readonly name: 'deviceDone'; readonly params: DeviceDonePageParams }
  | { readonly name: 'alreadySignedIn'; readonly params: { readonly app: string; readonly url?: string } }
  | { readonly name: 'console'; readonly params: ConsolePage }
)
export interface ErrorPageParams {
  readonly code: GatewayErrorCode
  readonly errorId: string
  readonly message: string
  readonly facts: GatewayError['facts']
  readonly sender?: 'upstream'
  readonly startAgain?: { readonly app: string; readonly url?: string }
}
export interface ChooserPageParams {
  readonly app: string
  readonly choices: readonly { readonly name: string; readonly url: string }[]
}
/** Whom people may ask for help, as the operator wrote it: at least one of the three. */
export interface Support {
  readonly name?: string
  readonly email?: string
  readonly url?: string
}
/** A person who is known but refused, before the app hears of it. */
export interface DeniedPageParams {
  readonly app: string
  readonly code: GatewayErrorCode
  /** The name that the person knows themselves by. */
  readonly person?: string
  /** The name that people know it by. */
  readonly upstream: string
  readonly support?: Support
  readonly errorId: string
  /** Address of ours, posted to: another account. */
  readonly another: string
  /** Address of ours, posted to: the app is told. */
  readonly onward: string
}
/** An app of the session that would end, and whether it can be told. */
export interface OpenApp {
  readonly name: string
  readonly told: boolean
}
export interface LogoutPageParams extends Spoken {
  readonly apps: readonly OpenApp[]
  /** Anti-forgery token, posted back. */
  readonly token: string
}
/** An app asks to sign the person out without proving who it is, or names somebody else: the person decides. */
export interface LogoutAskedPageParams {
  /** The app that asks. */
  readonly app: string
  /** It has proved who it is. */
  readonly proved: boolean
  /** All apps of the session that would end. */
  readonly apps: readonly OpenApp[]
  /** The request that this is about, posted back to /logout with the token, which covers it. */
  readonly request: string
  readonly token: string
}
/** Apps are told in frames; the page goes on by itself. */
export interface LoggingOutPageParams {
  readonly frames: readonly { readonly app: string; readonly url: string; readonly origin: string }[]
  /** Address of ours. */
  readonly next: string
}
/**
 * What is known of an app after a logout. `told`: it has the message, but said nothing that could be believed.
 * `unanswered`: the browser was sent there, and nothing came back. `untold`: there is no way to tell it.
 */
export type LoggedOutOutcome = 'ended' | 'told' | 'unanswered' | 'refused' | 'unreachable' | 'untold'
export interface LoggedOutPageParams {
  readonly apps: readonly { readonly name: string; readonly outcome: LoggedOutOutcome; readonly tryAgain?: string }[]
  /** `host` where the operator gave it no display name: the address is what people have seen. */
  readonly upstreams?: readonly {
    readonly name: string
    readonly host?: string
    readonly ended: boolean
    readonly url?: string
  }[]
}
