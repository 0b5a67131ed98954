/** A person at Keycloak's pages: fills the forms that it shows, and goes where it sends them. */
import { createHmac } from 'node:crypto'
import { type BrowserSession, formOf, hasForm, type Page } from '../../fixtures/browser-session.ts'

export interface Person {
  readonly username: string
  readonly password: string
  /** Shared with the phone that makes the one-time codes. */
  readonly otpSecret?: string
}

/** As in realm.json. */
export const people = {
  alice: { username: 'alice', password: 'alice-password', otpSecret: 'alice-shares-this-secret' },
  bob: { username: 'bob', password: 'bob-password' },
  carol: { username: 'carol', password: 'carol-password' },
} as const satisfies Record<string, Person>

/** Whether a page is Keycloak's form for user name and password. */
export const isLoginPage = (page: Page) => hasForm(page) && /id="kc-form-login"/.test(page.body)
/** Whether a page is Keycloak's form for a one-time code. */
export const isOtpPage = (page: Page) => hasForm(page) && /id="kc-otp-login-form"/.test(page.body)

/** Sends the login form that a page shows, and follows what comes until a page that shows something. */
export async function enterPassword(browser: BrowserSession, page: Page, person: Person): Promise<Page> {
  const { action, fields } = formOf(page, 'kc-form-login')
  const { username, password } = person
  // On a forced login Keycloak knows who it is and shows the name as text: then there is no such field.
  return browser.follow(await browser.post(action, { ...fields, username, password }))
}

/** The same for the form that asks for a one-time code. */
export async function enterCode(browser: BrowserSession, page: Page, secret: string, now = Date.now()): Promise<Page> {
  const { action, fields } = formOf(page, 'kc-otp-login-form')
  return browser.follow(await browser.post(action, { ...fields, otp: oneTimeCode(secret, now) }))
}

export interface LoggedIn {
  /** The first page that is none of Keycloak's forms. */
  readonly page: Page
  /** What Keycloak asked for on the way; empty where its own session was enough. */
  readonly asked: readonly ('password' | 'code')[]
}

/** Starts at an address or page, fills each form that Keycloak shows, and goes where it sends them. */
export async function logIn(browser: BrowserSession, from: Page | string, person: Person): Promise<LoggedIn> {
  const asked: ('password' | 'code')[] = []
  let page = await browser.follow(from)
  while (asked.length < 4) {
    if (isLoginPage(page)) {
      asked.push('password')
      page = await enterPassword(browser, page, person)
    } else if (isOtpPage(page) && person.otpSecret !== undefined) {
      asked.push('code')
      page = await enterCode(browser, page, person.otpSecret)
    } else return { page, asked }
  }
  throw new Error(`Keycloak asks again and again: ${asked.join(', ')}`)
}

/** RFC 6238 with six digits, SHA-1 and steps of 30 s. */
export function oneTimeCode(secret: string, now: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const truncated = digest.readUInt32BE((digest.at(-1) ?? 0) & 0xf) & 0x7fffffff
  return String(truncated % 1_000_000).padStart(6, '0')
}
