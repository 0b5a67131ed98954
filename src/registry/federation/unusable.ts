/** An app that a federation has, and whose metadata no login can use: its own fault, neither ours nor the federation's. */
import { GatewayError } from '../../core/errors.ts'
import type { EntityId } from '../../core/identifiers.ts'

/** For a person, whose page has its own words; what is wrong is for those who look after the app. */
const unusable = 'This application is in a federation, but its metadata can’t be used'

/** @param cause its message is shown where it is a GatewayError: it speaks of what the federation has published */
export function unusableApp(federation: string, name: EntityId, cause: unknown): GatewayError {
  const why = cause instanceof GatewayError ? `: ${cause.message.slice(0, longest)}` : '.'
  const facts = { received: name, setting: `federations.${federation}` }
  return new GatewayError('unknown_app', `${unusable}${why}`, { facts, cause })
}

/** Characters: metadata can hold any number of them. */
const longest = 500
