/** An app that speaks OpenID Connect, as an operator writes it under `apps`. */
import * as z from 'zod'
import type { Sentence } from '../core/said.ts'
import {
  clientIdFault,
  logoutUriFault,
  redirectUriFault,
  resourceFault,
  returnUriFault,
  scopeFault,
} from './redirect-uris.ts'
import { access, face } from './schema-access.ts'
import { cel, duration, filled, listOf, path, text } from './schema-values.ts'

const address = (fault: (value: string) => Sentence | undefined) =>
  text('This is not an address. Write all of it, beginning with https://.', fault)

const noHash =
  'This is not the hash of a secret. Write what `isthmus app secret NAME` prints: sha256: and 64 hexadecimal digits.'
const clientSecretHash = () => text(noHash, (value) => (/^sha256:[0-9a-f]{64}$/.test(value) ? undefined : noHash))

const endpoints = {
  redirectUris: listOf(address(redirectUriFault))
    .optional()
    .meta({
      description:
        'Where people return to the app: every address, character for character. On a loopback address any port counts.',
      examples: ['https://wiki.home.internal/oauth2/callback'],
    }),
  postLogoutRedirectUris: z.array(address(returnUriFault)).default([]).meta({
    description: 'Where people may return to the app after a logout.',
  }),
  backchannelLogoutUri: address(logoutUriFault).optional().meta({
    description: 'Where we send the logout token when a session ends (Back-Channel Logout).',
  }),
  frontchannelLogoutUri: address(logoutUriFault).optional().meta({
    description: 'The page of the app that we load in a frame when a session ends (Front-Channel Logout).',
  }),
}

const authentication = {
  clientAuthentication: z
    .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
    .default('client_secret_basic')
    .meta({ description: 'How the app proves who it is. `none` is for apps that can keep no secret.' }),
  clientSecretFile: path('secrets/wiki').optional().meta({
    description: "File with the client's secret. Or in the environment: `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.",
  }),
  clientSecretHash: clientSecretHash().optional().meta({
    description: 'Instead of the secret its hash, as `isthmus app secret NAME` prints it.',
  }),
  jwksUri: address(logoutUriFault).optional().meta({ description: "The app's public keys, for `private_key_jwt`." }),
  jwks: z
    .strictObject({ keys: z.array(z.looseObject({ kty: filled() })).min(1) })
    .optional()
    .meta({ description: 'The same keys, written out.' }),
}

const subject = {
  sub: z
    .union([z.enum(['pairwise', 'public', 'upstream']), cel('value')])
    .default('pairwise')
    .meta({
      description:
        'What the app knows people by: `pairwise` (a pseudonym of its own), `public` (one that such apps share), `upstream` (the name that the upstream has), or CEL.',
    }),
  sector: filled().optional().meta({
    description: 'Apps with the same sector get the same `pairwise` pseudonyms. Default: the client_id.',
  }),
}

const tokens = {
  idToken: z
    .strictObject({
      claims: z.enum(['slim', 'all']).default('slim').meta({
        description: '`all`: also holds everything that userinfo does.',
      }),
      lifetime: duration('1m', '1d').default('1h').meta({ description: 'How long it is valid.' }),
      algorithm: z.enum(['RS256', 'ES256']).default('RS256').meta({ description: 'How it is signed.' }),
    })
    .prefault({})
    .meta({ description: 'The ID Token.' }),
  accessToken: z
    .strictObject({
      lifetime: duration('1m', '1d').optional().meta({
        description:
          'How long it is valid. Default: `1h`; `10m` for a JWT (`resources`), which may be believed after a logout too.',
        default: '1h',
      }),
    })
    .prefault({})
    .meta({ description: 'The access token.' }),
  refreshToken: z
    .strictObject({
      lifetime: duration('1h', '365d').default('30d').meta({
        description: 'With `offline_access`: for how long after the login. Without it they end with the session.',
      }),
      claimsAge: duration('5m', '365d').default('7d').meta({
        description:
          "`allow` is judged again at every refresh, on the person's newest claims: where they are older than this, the person must log in again.",
      }),
    })
    .prefault({})
    .meta({ description: 'Refresh tokens.' }),
  resources: z.array(text('This is not text.', resourceFault)).default([]).meta({
    description: 'Resources that the app may name (`resource`); an access token for one of them is a JWT.',
  }),
}

/** An entry that says `protocol: oidc`. */
export const oidcApp = z
  .strictObject({
    protocol: z.literal('oidc').meta({ description: 'The protocol of the app.' }),
    clientId: text('This is not text.', clientIdFault).optional().meta({
      description: "The app's client_id. Default: the key here.",
    }),
    ...authentication,
    ...endpoints,
    grants: z
      .array(z.enum(['authorization_code', 'refresh_token', 'device_code', 'client_credentials']))
      .min(1)
      .default(['authorization_code'])
      .meta({ description: 'What the app may use at the token endpoint.' }),
    pkce: z.enum(['required', 'optional']).default('required').meta({
      description: 'Whether the app must use PKCE. `optional` is for old apps that have a secret.',
    }),
    claims: z.record(filled(), cel('json')).default({}).meta({
      description:
        'What the app is told: claim → CEL over `claims`, `groups`, `upstream`; maps are allowed. The claims of the standard scopes are there without it.',
    }),
    scopes: z.array(text('This is not text.', scopeFault)).default([]).meta({
      description: 'Scopes that it may ask for besides openid, profile, email, groups, address, phone, offline_access.',
    }),
    ...subject,
    ...tokens,
    userinfo: z.enum(['json', 'signed']).default('json').meta({ description: 'What userinfo answers.' }),
    introspects: z.array(filled()).default([]).meta({
      description: 'Other apps, by their keys here, whose tokens it may introspect.',
    }),
    username: cel('value')
      .optional()
      .meta({
        description:
          'CEL: the login name in answers of introspection. Take a claim that the person cannot change, and limit it.',
        examples: ['claims.preferred_username'],
      }),
    ...face,
    ...access,
  })
  .meta({ title: 'an app that speaks OpenID Connect' })

export type FileOidcApp = z.infer<typeof oidcApp>
