/**
 * Identifiers of trusted parties. Each is a branded string: one can't be passed where another is meant, and a
 * plain string from a message becomes one only through the constructor here.
 */
declare const brand: unique symbol

/** A `Base` that only its checker makes. */
export type Branded<Base, Name extends string> = Base & { readonly [brand]: Name }

/** A SAML entityID (Metadata 2.2.1): compared byte by byte, a trailing slash counts. */
export type EntityId = Branded<string, 'EntityId'>
/** A client_id (RFC 6749, 2.2): compared byte by byte. */
export type ClientId = Branded<string, 'ClientId'>
/** An OIDC issuer (Core 1.2): compared byte by byte. */
export type Issuer = Branded<string, 'Issuer'>
/**
 * What an app is known by: its protocol and its identifier there, as `protocol:identifier`. An entityID and a client_id
 * with the same text are two apps.
 */
export type AppId = Branded<string, 'AppId'>
/** An upstream's name in the config; it is part of its redirect URI and of every NameID. */
export type UpstreamName = Branded<string, 'UpstreamName'>
/** The id of a PendingLogin or LoginTransaction, also the OIDC `state`: 192 random bits, base64url. */
export type TransactionId = Branded<string, 'TransactionId'>
/** SHA-256 of the session cookie's value, base64url: the key of the session's records, never the cookie itself. */
export type SessionKey = Branded<string, 'SessionKey'>

/** Takes a string as an entityID. The caller vouches that it comes from metadata or config, or is only looked up. */
export const entityId = (value: string): EntityId => value as EntityId
/** Takes a string as a client_id. The caller vouches that it comes from the config, or is only looked up. */
export const clientId = (value: string): ClientId => value as ClientId
/** Takes a string as an issuer; from config or discovery. */
export const issuer = (value: string): Issuer => value as Issuer
/**
 * @param protocol a word without a colon
 * @param identifier what that protocol knows the app by, byte by byte
 */
export const appId = (protocol: string, identifier: string): AppId => `${protocol}:${identifier}` as AppId
/** Takes the text form of an AppId from a record of ours. */
export const readAppId = (text: string): AppId => text as AppId
/** The identifier alone, as logs and people are shown it. */
export const identifierOf = (app: AppId): string => app.slice(app.indexOf(':') + 1)
/** Takes a name from the config. */
export const upstreamName = (value: string): UpstreamName => value as UpstreamName
/** Takes a string from a URL as a transaction's id; only looked up. */
export const transactionId = (value: string): TransactionId => value as TransactionId
/** Takes a hash as a session's key. */
export const sessionKey = (value: string): SessionKey => value as SessionKey

/** JSON that passes through the core unread, and the form that claims have. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json | undefined
}
