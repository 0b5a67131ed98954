/** The app that a message claims to be from, and how that claim is attached to a refusal. */
import { claimedBy, GatewayError } from '../../core/errors.ts'
import { type EntityId, entityId } from '../../core/identifiers.ts'
import type { SamlApp, SamlApps } from '../../registry/app.ts'

/** @param client who sent the message. Throws unknown_app, and says so if one is registered that differs only in its trailing slash. */
export async function requireApp(apps: SamlApps, issuer: EntityId, client: string): Promise<SamlApp> {
  const app = await apps.serviceProvider(issuer, client)
  if (app !== undefined) return app
  const nearly = issuer.endsWith('/') ? issuer.slice(0, -1) : `${issuer}/`
  const registered = apps.isListed(entityId(nearly)) ? { registered: nearly } : {}
  throw new GatewayError('unknown_app', 'No application is registered with that entityID.', {
    facts: { received: issuer, ...registered },
  })
}

/** Judges a message. A refusal says whom it claims to be from: nothing proves that yet. */
export function inNameOf<Result>(issuer: EntityId, judge: () => Result): Result {
  try {
    return judge()
  } catch (error) {
    throw error instanceof GatewayError ? claimedBy(issuer, error) : error
  }
}
