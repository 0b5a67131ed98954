/** The section `upstreams` of the config file. */
import * as z from 'zod'
import { connectToFault } from './formats.ts'
import { contextRow } from './schema-context-row.ts'
import { samlIdentityProvider } from './schema-saml-upstreams.ts'
import { baseUrl, domains, duration, emailTrust, filled, flag, path, text, webUrl } from './schema-values.ts'

/** Every kind of OpenID Provider: each a preset. */
export const openIdKinds = [
  'authelia',
  'authentik',
  'auth0',
  'dex',
  'entra',
  'google',
  'kanidm',
  'keycloak',
  'okta',
  'zitadel',
  'generic',
] as const

const openIdProvider = z
  .strictObject({
    kind: z.enum(openIdKinds).default('generic').meta({
      description: 'A preset of what each is known to need (docs/upstreams.md).',
    }),
    displayName: filled().optional().meta({ description: 'The name that people see. Default: its name.' }),
    issuer: baseUrl().meta({
      description: 'The issuer, exactly as the OpenID Provider writes it; the rest is discovered.',
    }),
    discoveryUrl: webUrl().optional().meta({
      description:
        'Address of the discovery document, if it is not below the issuer (Azure AD B2C, Entra ID v1). It must still name exactly this issuer.',
    }),
    clientId: filled().meta({ description: 'The client_id that the OpenID Provider knows us by.' }),
    clientSecretFile: path('secrets/authelia').optional().meta({
      description:
        'File with the client secret; one newline at its end is dropped. Or in the environment: `ISTHMUS_UPSTREAMS_<NAME>_CLIENTSECRET`.',
    }),
    clientAuthentication: z.enum(['client_secret_basic', 'client_secret_post']).optional().meta({
      description: 'How the client secret is sent to the token endpoint.',
      default: 'client_secret_basic',
    }),
    scopes: z
      .array(filled())
      .min(1)
      .optional()
      .meta({
        description:
          'The scopes to ask for, sent as they are. Default: those of the `kind` that the OpenID Provider lists.',
        default: ['openid', 'profile', 'email', 'groups'],
      }),
    userinfo: flag().default(true).meta({
      description: 'Whether to call the userinfo endpoint. Set to false if it refuses and the ID Token has all claims.',
    }),
    audiences: z.array(filled()).default([]).meta({
      description: 'Other audiences that an ID Token without `azp` may have beside the client ID (Oracle IDCS).',
    }),
    caFile: path('certs/home-ca.pem')
      .optional()
      .meta({ description: "CA bundle (PEM) to trust beside Node's own, the system's and NODE_EXTRA_CA_CERTS." }),
    connectTo: text('This is not a host. Write 10.0.0.5:9091, or a host name alone.', connectToFault).optional().meta({
      description:
        'Connect to this host (and port) instead; the Host header, SNI and certificate check still use the name of the issuer.',
    }),
    timeout: duration('1s', '60s')
      .default('10s')
      .meta({ description: 'The timeout of one call to the OpenID Provider.' }),
    contexts: z.array(contextRow).optional().meta({
      description: 'What proves which authentication context, weakest first; replaces the table of the `kind`.',
    }),
    subjectNamespace: filled().optional().meta({
      description:
        'Part of every persistent NameID. Set it to the old name when you rename an upstream. Default: its name.',
    }),
    subjectFrom: filled().optional().meta({
      description:
        'The claim that persistent NameIDs are made from. Default: oid for entra, whose sub differs for each client, else sub.',
    }),
    trustEmail: emailTrust().optional().meta({
      description:
        'When an `email` is trusted: `verified` (with `email_verified: true`), `absent` (also where the upstream never says), `always` (even with `email_verified: false`: a weakening). Default: `absent` for authelia and keycloak, else `verified`; for entra `xms_edov` counts as `email_verified`.',
    }),
    passive: flag().optional().meta({
      description:
        'Send passive requests upstream (prompt=none). Default: false for authelia, dex and kanidm, which may strand the browser, else true.',
    }),
    forceAuthn: z
      .strictObject({
        prompt: z
          .literal('login')
          .optional()
          .meta({ description: 'Make the upstream show its login page. Authelia shows its consent page too.' }),
        maxAge: duration('0s', '1d').meta({ description: 'max_age to send.' }),
      })
      .optional()
      .meta({
        description:
          'How ForceAuthn is passed to the upstream. Default: max_age=1 for authelia, max_age=3600 for google, else prompt=login with max_age=3600.',
      }),
    allowMissingAuthTime: flag().default(false).meta({
      description:
        'Where an app wants a new login (ForceAuthn), trust that the upstream asked the person although it never sends `auth_time`: a weakening, since nothing proves it. Otherwise such logins are refused.',
    }),
    allowMissingExp: flag().default(false).meta({
      description: 'Accept logout tokens without `exp`, for two minutes after they were issued.',
    }),
    domains: domains(),
    logoutUrl: webUrl()
      .optional()
      .meta({ description: "The upstream's own logout page, offered after logout (Authelia)." }),
  })
  .meta({ title: 'an OpenID Provider' })

/** One entry under `upstreams`: a member for each protocol, told apart by `kind`. */
export const upstream = z.discriminatedUnion('kind', [openIdProvider, samlIdentityProvider])

/** Every `kind`. */
export const upstreamKinds = [...openIdKinds, 'saml'] as const

export type FileOidcUpstream = z.infer<typeof openIdProvider>
