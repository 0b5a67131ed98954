/**
 * Words of which only one protocol has the thing. The core has neutral ones for what both have: `subject`, `handle`,
 * `backChannel`, `voluntary` beside `required` (docs/architecture.md); the rest is private to a role, and rides through it unread.
 */
import { type Module, withoutComments } from './source-tree.ts'

/** As they stand in an identifier, in small letters: `idTokenHint` has `id-token`. */
const ofOneProtocol = [
  // SAML
  ...[
    'saml',
    'acs',
    'artifact',
    'assertion',
    'assertions',
    'authn-request',
    'authn-context',
    'entity-id',
    'idp',
    'name-id',
  ],
  ...['name-qualifier', 'relay-state', 'session-index', 'soap', 'sp', 'sp-name-qualifier', 'xml'],
  // OpenID Connect and OAuth
  ...[
    'oidc',
    'openid',
    'oauth',
    'access-token',
    'acr',
    'amr',
    'at-hash',
    'authorization-code',
    'client-id',
    'client-secret',
  ],
  ...[
    'code-verifier',
    'id-token',
    'jti',
    'jwks',
    'jwt',
    'logout-token',
    'nonce',
    'pkce',
    'prompt',
    'redirect-uri',
    'rp',
  ],
  ...['refresh-token', 'scope', 'scopes', 'sid', 'sub', 'token-id', 'userinfo'],
]

/** What the core may say all the same, and why. */
const exceptions: readonly { readonly word: string; readonly in?: string; readonly why: string }[] = [
  { word: 'entity-id', in: 'src/core/identifiers.ts', why: 'the branded identifiers of all parties stand in one file' },
  { word: 'client-id', in: 'src/core/identifiers.ts', why: 'the same' },
  { word: 'session-index-key', why: 'the key of an index of sessions, and no SessionIndex' },
  {
    word: 'acr',
    why: 'what a context is proved by, in the config, the audit events and the table of contexts; SAML classes too',
  },
  { word: 'acr-values', why: 'the same, as asked of an upstream' },
  { word: 'acr-values-of', why: 'the same' },
  { word: 'acr-values-for', why: 'the same' },
  { word: 'amr', why: 'the same: a row of the table is met by acr or by amr' },
  {
    word: 'sid',
    why: 'the upstream’s own name of its session, frozen in the record of a session (docs/architecture.md, contract)',
  },
]

/** File and identifier, for each one in code (not in texts, comments or imports) with a word of one protocol. */
export function wordsOfOneProtocol(modules: readonly Module[]): readonly (readonly [path: string, word: string])[] {
  return modules.flatMap(({ path, text }) => {
    const code = withoutComments(text)
      .replace(/^(?:import|export)\b[^']*from '[^']*'/gm, '')
      .replace(/'[^'\n]*'/g, '')
    const identifiers = new Set(Array.from(code.matchAll(/[A-Za-z_$][\w$]*/g), ([identifier]) => identifier))
    return [...identifiers]
      .filter((identifier) => {
        const words = inSmallLetters(identifier)
        const isExcepted = exceptions.some((one) => one.word === words && (one.in ?? path) === path)
        return !isExcepted && ofOneProtocol.some((word) => `-${words}-`.includes(`-${word}-`))
      })
      .map((identifier) => [path, identifier] as const)
  })
}

/** `readEntityID` as `read-entity-id`. */
function inSmallLetters(identifier: string): string {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
}
