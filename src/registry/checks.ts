/** What must hold between the settings of an app and its metadata. An error keeps the app out of force. */
import type { ConfigProblem } from '../config/config.ts'
import { nameIdFormat } from '../saml/constants.ts'
import type { SamlApp } from './app.ts'

export type AppFault = Pick<ConfigProblem, 'kind' | 'severity' | 'message' | 'cure'>

type Check = (app: SamlApp) => AppFault | undefined

/** All faults of an app. */
export function checkApp(app: SamlApp): readonly AppFault[] {
  return checks.map((check) => check(app)).filter((fault) => fault !== undefined)
}

const error = (message: string, cure: string): AppFault => ({ kind: 'metadata', severity: 'error', message, cure })
const weak = (message: string, cure: string): AppFault => ({ kind: 'weak', severity: 'warning', message, cure })

const encryptionKey: Check = ({ settings, serviceProvider: { encryption, entityId } }) => {
  if (!settings.encryptAssertions || encryption) return undefined
  return error(
    `\`encryptAssertions\` is on, and the metadata of ${entityId} has no key to encrypt to.`,
    'Get metadata with an encryption certificate from the app, or remove `encryptAssertions`.',
  )
}

const signingKey: Check = ({ settings, serviceProvider: { signingKeys, authnRequestsSigned, entityId } }) => {
  if (signingKeys.length > 0 || !(settings.requireSignedRequests || authnRequestsSigned)) return undefined
  const why = settings.requireSignedRequests ? '`requireSignedRequests` is on' : 'It says that it signs its requests'
  return error(
    `${why}, and the metadata of ${entityId} has no key to verify them with.`,
    'Get metadata with a signing certificate from the app.',
  )
}

/** Two upstreams may know the same address as two people (attack 78). */
const sharedNames: Check = ({ pairwiseOnly, nameId, serviceProvider: { nameIdFormats, entityId } }) => {
  const [first] = nameIdFormats.filter((format) => format !== nameIdFormat.unspecified)
  if (!pairwiseOnly || nameId || first !== nameIdFormat.emailAddress) return undefined
  return weak(
    `${entityId} asks for e-mail addresses as names, and gets a pseudonym: more than one upstream could know an address.`,
    'Add `upstream` to the app, and it gets addresses; or `nameId: persistent`.',
  )
}

const checks: readonly Check[] = [encryptionKey, signingKey, sharedNames]
