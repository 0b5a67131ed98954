/** A LogoutResponse at our SingleLogoutService: what an app says to a LogoutRequest of ours (Profiles 4.4.3.4). */
import { clientOf } from '../../../core/admission/client-key.ts'
import { GatewayError as Refusal, toGatewayError } from '../../../core/errors.ts'
import type { HttpRequest, PageReply, Reply } from '../../../core/http.ts'
import { identifierOf } from '../../../core/identifiers.ts'
import { noteLogoutAnswer, strayPath } from '../../../core/logout/answers.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { peekIssuer } from '../../../saml/bindings.ts'
import { isSuccess, parseLogoutResponse } from '../../../saml/logout-request.ts'
import type { SamlMessage } from '../../../saml/messages.ts'
import { requireApp } from '../require-app.ts'
import { authenticate, decode, refused, type SingleLogout } from './single-logout.ts'

/**
 * An answer that nobody asked for, or that is from another app, proves nothing (attack 65), and neither does one that
 * can't be read or whose signature is wrong. But the browser goes on whatever it brought: the apps after this one must
 * be told too, and the one that asked is waiting for its answer.
 */
export async function takeAnswer(slo: SingleLogout, http: HttpRequest): Promise<Reply> {
  const read = await readAnswer(slo, http)
  if (read === undefined) return onward(slo, strayPath)
  const { message, sender, outcome } = read
  const answered = await noteLogoutAnswer(slo.hub, inResponseTo(message), sender, outcome, http.browser)
  if (answered !== undefined) return answered.next === undefined ? heard : onward(slo, answered.next)
  slo.hub.audit.trace(undefined, 'an answer to a logout that is not ours', { app: identifierOf(sender) })
  return onward(slo, strayPath)
}

/**
 * A POST that HTTP itself refuses (wrong type, too large) brings no answer either: a browser goes on, with its status.
 * @throws the error, where it was not a browser that posted
 */
export async function goOnUnread(slo: SingleLogout, error: Refusal, http: HttpRequest): Promise<Reply> {
  if (/xml/i.test(http.contentType)) throw error
  refused(slo, error, '', http)
  return { ...onward(slo, strayPath), status: error.status ?? 400 }
}

/** Undefined where it is impossible to say whose it is, whatever is wrong with it. */
async function readAnswer(slo: SingleLogout, http: HttpRequest) {
  try {
    const message = decode(slo, http, 'SAMLResponse')
    const app = await requireApp(slo.idp.apps, peekIssuer(message), clientOf(http.browser))
    const outcome = judgeAnswer(slo, message, app, http)
    return { message, sender: app.policy.app, outcome } as const
  } catch (thrown) {
    refused(slo, toGatewayError(thrown), '', http)
    return undefined
  }
}

const inResponseTo = ({ root }: SamlMessage): string => root.attributes.get('InResponseTo') ?? ''

/** In a frame nobody would read it. */
const heard: Reply = { kind: 'document', status: 200, type: 'text/plain; charset=utf-8', body: '' }

/**
 * By a page, never by a redirect: a form-action of the SP would forbid it after a POST, and Chromium gives up after 20
 * redirects in a row, which is just six apps.
 */
function onward({ hub }: SingleLogout, path: string): PageReply {
  return { kind: 'page', name: 'continue', params: { location: hub.url(path) } }
}

function judgeAnswer(slo: SingleLogout, message: SamlMessage, app: SamlApp, http: HttpRequest) {
  const { serviceProvider: sp, settings } = app
  const must = sp.authnRequestsSigned || settings.requireSignedRequests
  try {
    const xml = authenticate(slo, message, app, must, http)
    const response = parseLogoutResponse(xml)
    if (response.destination !== undefined && response.destination !== slo.location) {
      throw new Refusal('malformed_request', 'The answer was made for a different address.', {
        facts: { received: response.destination, expected: slo.location },
      })
    }
    return isSuccess(response) ? 'ended' : 'refused'
  } catch (thrown) {
    refused(slo, toGatewayError(thrown), inResponseTo(message), http)
    return 'told'
  }
}
