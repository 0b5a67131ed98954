/** What a language must say: a text that is missing, or new, does not compile until every language has it. Types only. */
import type { FactName, GatewayErrorCode } from '../../core/errors.ts'
import type { LoggedOutOutcome } from '../../core/http.ts'
import type { UrlPart } from '../../core/url-difference.ts'

/** Refusals that have their own words: every code, and what HTTP itself refuses. */
export type ErrorText =
  | GatewayErrorCode
  | 'app_unusable'
  | 'not_found'
  | 'wrong_method'
  | 'too_large'
  | 'wrong_type'
  | 'storage_away'
  | 'client_refused'
  | 'answer_way_unknown'
  | 'service_refused'

export interface ErrorTexts {
  readonly title: string
  /** What happened, for a person who knows nothing of protocols. */
  readonly text: string
  /** What to do now. */
  readonly next: string
}

export interface Messages {
  readonly errors: Readonly<Record<ErrorText, ErrorTexts>>
  readonly facts: Readonly<Record<FactName, string>>
  readonly urlParts: Readonly<Record<UrlPart, string>>
  readonly error: {
    readonly nextStep: string
    readonly backTo: (app: string) => string
    readonly forAdministrator: string
    readonly giveThis: string
    readonly errorId: string
    readonly time: string
    /** For a text that is in English in every language: it is for administrators, who search for it. */
    readonly reason: string
    readonly code: string
    readonly differsIn: (parts: string) => string
    readonly more: (count: number) => string
  }
  readonly chooser: {
    readonly title: string
    readonly text: (app: string) => string
    readonly remembered: string
  }
  readonly passage: {
    /** Page that posts to the app. */
    readonly signingIn: (app: string) => string
    /** Page that goes on to ourselves. */
    readonly oneMoment: string
    readonly pressIfNothing: string
    readonly go: string
  }
  readonly denied: {
    readonly application: string
    readonly signedInAs: string
    readonly signedInAt: string
    readonly ask: (whom: string) => string
    readonly askAdministrator: string
    readonly orAnother: string
    readonly another: string
  }
  readonly logout: {
    readonly title: string
    readonly text: string
    readonly apps: string
    readonly notTold: string
    readonly signOut: string
    readonly stay: string
  }
  readonly logoutAsked: {
    readonly title: (app: string) => string
    /** It asks without proof. */
    readonly text: (app: string) => string
    /** It is the app, and its request is about another sign-in. */
    readonly named: (app: string) => string
  }
  /** Apps are told in frames. */
  readonly loggingOut: {
    readonly title: string
    readonly text: string
    readonly go: string
  }
  readonly loggedOut: {
    readonly title: string
    readonly text: string
    readonly list: string
    readonly outcomes: Readonly<Record<LoggedOutOutcome, string>>
    readonly tryAgain: (app: string) => string
    readonly upstreamEnded: (name: string) => string
    readonly upstream: (name: string) => string
    readonly atUpstream: (name: string) => string
    readonly close: string
  }
  readonly alreadySignedIn: {
    readonly title: string
    readonly text: (app: string) => string
    readonly startAgain: (app: string) => string
  }
}
