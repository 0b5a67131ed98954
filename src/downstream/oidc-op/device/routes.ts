/**
 * /device, where a person signs in a device that has no browser (RFC 8628, 3.3). Whoever began it at the device gets what
 * the person has (5.4, remote phishing), so neither a session nor the complete address is enough: the person compares the
 * code, sees who asks, presses a button and signs in anew.
 *
 *   device-code.ts   what waits, and its answer · pace.ts how often a device may ask
 */
import { siteShare } from '../../../core/admission/budget.ts'
import { clientKeys, clientOf } from '../../../core/admission/client-key.ts'
import type { DeviceCodeFault } from '../../../core/device-pages.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { Browser, CookieChange, HttpRequest, Reply, Route } from '../../../core/http.ts'
import { spokenIn } from '../../../core/languages.ts'
import { beginLogin } from '../../../core/login/begin.ts'
import { loginRequest } from '../../../core/login/transaction.ts'
import { randomToken } from '../../../core/tokens.ts'
import { visible } from '../../../core/visible-text.ts'
import { toLoginRequest } from '../authorize/login-request.ts'
import type { ServingOp } from '../oidc-op.ts'
import { paths } from '../provider/configuration.ts'
import { languagesIn } from '../ui-locales.ts'
import { findDevice, refuseDevice, type WaitingDevice } from './device-code.ts'

/** Ties the form to the browser that was shown it. */
export type DeviceCookie = CookieChange<'device'>

/** Wrong codes of one client in `guessing` ms (RFC 8628, 5.1), and a few times that of its site: of 20^8 that is nothing. */
const mostGuesses = 10
const guessing = 600_000

export function deviceRoutes(op: ServingOp): readonly Route[] {
  const path = paths.code_verification
  return [
    { method: 'GET', path, answer: (http) => show(op, http) },
    { method: 'POST', path, maxBody: 4096, answer: (http) => answerForm(op, http) },
  ]
}

async function show(op: ServingOp, { query, browser }: HttpRequest): Promise<Reply> {
  const typed = new URLSearchParams(query).get('user_code')
  const known = browser.cookies?.get('device')
  const secret = known ?? randomToken()
  const cookie: DeviceCookie = { name: 'device', value: secret, maxAge: 3600 }
  const reply = typed === null ? askCode(op, secret) : await ask(op, typed, secret, browser)
  return known === undefined ? { ...reply, cookies: [cookie] } : reply
}

/** @throws GatewayError malformed_request where the form is not from this browser's page */
async function answerForm(op: ServingOp, { body, browser }: HttpRequest): Promise<Reply> {
  const form = new URLSearchParams(body)
  const [typed, token, answer] = ['user_code', 'token', 'answer'].map((name) => form.get(name) ?? '') as [
    string,
    string,
    string,
  ]
  const secret = browser.cookies?.get('device')
  if (secret === undefined) throw fromElsewhere()
  if (answer === '') {
    if (!op.antiForgery.verify('device', secret, token)) throw fromElsewhere()
    return ask(op, typed, secret, browser)
  }
  if (!op.antiForgery.verify('device-asked', `${secret} ${typed}`, token)) throw fromElsewhere()
  const device = await findDevice(op, typed)
  if (typeof device === 'string') return askCode(op, secret, typed, device)
  if (answer === 'go') return beginLogin(op.hub, requestOf(op, device), browser)
  op.audit.record({
    event: 'login.refused',
    outcome: 'failure',
    code: 'access_denied',
    app: device.app.settings.clientId,
    address: browser.address,
  })
  return spokenIn(await refuseDevice(op, device.id, device.app.policy.displayName), spokenFor(device))
}

const fromElsewhere = () =>
  new GatewayError('malformed_request', 'This form is not from a page that this browser was shown. Open it again.')

function askCode({ antiForgery }: ServingOp, secret: string, code?: string, fault?: DeviceCodeFault): Reply {
  const params = {
    token: antiForgery.sign('device', secret),
    ...(code !== undefined && { code: visible(code, 20) }),
    ...(fault !== undefined && { fault }),
  }
  return { kind: 'page', name: 'device', params, ...(fault !== undefined && { status: 400 }) }
}

/** Shows what the person must compare. @throws GatewayError rate_limited after too many wrong codes */
async function ask(op: ServingOp, typed: string, secret: string, browser: Browser): Promise<Reply> {
  const { limits } = op.hub.stores
  const counters = clientKeys(clientOf(browser)).map((name) => `device-code ${name}`)
  const guesses = await Promise.all(counters.map((name) => limits.peek(name, guessing)))
  if (guesses.some((count, at) => count >= mostGuesses * (at === 0 ? 1 : siteShare))) {
    throw new GatewayError('rate_limited', 'Too many wrong codes were entered.', { retryAfter: guessing / 1000 })
  }
  const device = await findDevice(op, typed)
  if (typeof device === 'string') {
    await Promise.all(counters.map((name) => limits.count(name, guessing)))
    return askCode(op, secret, typed, device)
  }
  const { app, userCode, age, address, agent } = device
  const params = {
    app: app.policy.displayName,
    code: userCode,
    age,
    address,
    ...(agent !== undefined && { agent }),
    token: op.antiForgery.sign('device-asked', `${secret} ${userCode}`),
  }
  return spokenIn({ kind: 'page', name: 'deviceAsked', params }, spokenFor(device))
}

/** As the device's own request says. */
const spokenFor = ({ parameters }: WaitingDevice) => languagesIn(parameters.ui_locales)

/** The person signs in anew, whoever is signed in here. */
function requestOf(op: ServingOp, { id, app, parameters }: WaitingDevice) {
  const offline = parameters.scope?.split(' ').includes('offline_access') === true
  const request = toLoginRequest(app, { parameters, offline }, op.now())
  return loginRequest({ ...request, replyTo: { ...request.replyTo, device: id }, forceAuthn: true })
}
