/** An upstream of `kind: saml` in the config file. */
import * as z from 'zod'
import { vocabulary } from '../core/policy/compile.ts'
import { claimVariables } from '../saml/claim-variables.ts'
import { fingerprintFault } from './formats.ts'
import { contextRow } from './schema-context-row.ts'
import { celOver, domains, emailTrust, entityId, filled, flag, listOf, path, text, webUrl } from './schema-values.ts'

const claimSet = z.enum(['eduperson', 'adfs', 'entra', 'keycloak', 'google'])

export const samlIdentityProvider = z
  .strictObject({
    kind: z.literal('saml').meta({ description: 'A SAML identity provider (docs/saml-upstreams.md).' }),
    displayName: filled().optional().meta({ description: 'The name that people see. Default: its name.' }),
    metadata: filled().meta({
      description: 'Its SAML metadata: a file, or an https address that is fetched again every day.',
      examples: ['partners/corp-idp.xml', 'https://idp.example.org/metadata'],
    }),
    idpEntityId: entityId().optional().meta({ description: 'Which identity provider, if the metadata has several.' }),
    fingerprint: listOf(
      text('This is not a fingerprint. Write the SHA-256 of the certificate, 64 hexadecimal digits.', fingerprintFault),
    )
      .optional()
      .meta({
        description: 'The metadata must be signed, by a certificate with this SHA-256 fingerprint (or one of these).',
      }),
    certFile: listOf(path('partners/federation.pem'))
      .optional()
      .meta({ description: 'The metadata must be signed with the key of this certificate (PEM), or of one of these.' }),
    keys: z.enum(['ask', 'follow']).optional().meta({
      description:
        'What becomes of a new key in metadata that is read by address: `ask` lets it wait until an administrator has looked at it; `follow` takes it at once.',
      default: 'ask',
    }),
    caFile: path('certs/home-ca.pem').optional().meta({
      description: 'CA bundle (PEM) to trust when it is called: for its metadata and for artifacts.',
    }),
    entityId: entityId().optional().meta({
      description:
        'Our entityID toward it. Default: the address of our metadata for it. Set it to keep it when an address moves.',
    }),
    subjectFrom: filled().default('NameID').meta({
      description:
        'What identifies a person for good: `NameID` (persistent, or another lasting format), or the name of an attribute with one value.',
    }),
    nameIdFormat: filled().optional().meta({
      description:
        'The NameID format to ask for: `persistent`, `email`, `transient`, `unspecified`, a URI, or `none` to leave it to the identity provider. Default: `persistent` where `subjectFrom` is NameID, else `none`.',
    }),
    subjectNamespace: filled().optional().meta({
      description:
        'Part of every persistent NameID. Set it to the old name when you rename an upstream. Default: its name.',
    }),
    claims: z
      .union([listOf(claimSet), z.record(filled(), celOver(vocabulary(claimVariables.types, claimVariables.cure)))])
      .optional()
      .meta({
        description:
          'What its attributes are called here: sets by name (default: all of them), or a map of claim → CEL over `attributes` (name → list of texts), `nameId` and `authnContext`, on top of all sets.',
      }),
    trustEmail: emailTrust().default('absent').meta({
      description:
        'When an `email` is trusted: `verified` (with a claim `email_verified: true`), `absent` (also where it never says), `always`.',
    }),
    contexts: z.array(contextRow).optional().meta({
      description: 'What proves which authentication context, weakest first; `acr` is an AuthnContextClassRef.',
    }),
    passive: flag().default(true).meta({ description: 'Whether passive requests are sent to it (IsPassive).' }),
    requestBinding: z.enum(['redirect', 'post']).optional().meta({
      description: 'How requests are sent. Default: Redirect where its metadata has it, else POST.',
    }),
    signRequests: flag().default(true).meta({ description: 'Sign requests.' }),
    signMetadata: flag().default(false).meta({ description: 'Sign our metadata for it.' }),
    wantAssertionsSigned: flag().default(false).meta({
      description: 'The assertion itself must be signed, even inside a signed response.',
    }),
    artifact: z.enum(['never', 'accepted', 'asked']).default('never').meta({
      description: 'HTTP-Artifact: whether answers may come that way, or are asked for.',
    }),
    encryptionKey: flag().default(false).meta({
      description: 'Publish a key that assertions can be encrypted with (`isthmus keys init --missing` makes it).',
    }),
    allowCbc: flag().default(false).meta({
      description: 'Accept assertions encrypted with AES-CBC, which does not show changes: a weakening.',
    }),
    allowSha1: flag().default(false).meta({
      description: 'Accept signatures with SHA-1, which can be forged: a weakening.',
    }),
    loginHint: z
      .string()
      .regex(/^[A-Za-z0-9_]{1,40}$/, 'This is not the name of a parameter. Write login_hint, for example.')
      .optional()
      .meta({ description: 'The parameter beside the request in which it reads whom to expect, such as login_hint.' }),
    requestSubject: flag().default(false).meta({
      description: 'Pass on whom an app expects as Subject: a demand, which fails for everybody else.',
    }),
    proxyCount: z.int().min(0).max(100).optional().meta({
      description: 'Scoping: how many more proxies it may pass the request through.',
    }),
    requesterId: flag().default(false).meta({ description: 'Scoping: tell it which app asks (RequesterID).' }),
    scopes: z.array(filled()).min(1).optional().meta({
      description: 'The scopes (after the @) that its scoped attributes may have. Default: those in its metadata.',
    }),
    unsolicited: webUrl().optional().meta({
      description:
        'Accept logins that it begins by itself, and send the person to this address of an app, which then asks for a login as usual.',
    }),
    domains: domains(),
    logoutUrl: webUrl().optional().meta({ description: 'Its own logout page, offered after logout.' }),
  })
  .meta({ title: 'a SAML identity provider' })

export type FileSamlUpstream = z.infer<typeof samlIdentityProvider>
