/** The sections `apps` and `defaults` of the config file. */
import * as z from 'zod'
import { acsFault, fingerprintFault } from './formats.ts'
import { access, face } from './schema-access.ts'
import { oidcApp } from './schema-oidc-apps.ts'
import { cel, duration, entityId, filled, flag, listOf, path, text } from './schema-values.ts'

const attributeRule = z.union([
  cel('value'),
  z.strictObject({
    value: cel('value').meta({ description: 'CEL: one value, or a list of them.' }),
    nameFormat: z
      .enum(['basic', 'uri', 'unspecified'])
      .optional()
      .meta({ description: 'NameFormat of the attribute. Default: `uri` for a name that is a URI, else `basic`.' }),
    friendlyName: filled().optional().meta({ description: 'FriendlyName of the attribute.' }),
  }),
])

const nameId = z.union([
  z.enum(['persistent', 'transient', 'email']),
  z.strictObject({
    format: filled().meta({
      description: '`persistent`, `transient`, `email`, `unspecified`, or the URI of a format.',
    }),
    value: cel('value').optional().meta({ description: 'CEL: the value of the NameID, for a format of your choice.' }),
    force: flag()
      .optional()
      .meta({ description: 'Give this NameID even where the app asks for another.', default: false }),
  }),
])

/** What an app and `defaults` can both say. */
export const settings = {
  attributes: z
    .union([z.enum(['basic', 'oid', 'ws']), z.record(filled(), attributeRule)])
    .optional()
    .meta({
      description:
        'What the app is told: a set by name, or a map of attribute → CEL over `claims`, `groups`, `upstream`.',
      default: 'basic',
    }),
  nameId: nameId.optional().meta({
    description:
      'How people are named: `persistent` (a different pseudonym at each app), `transient`, `email`, or your own.',
    default: 'persistent',
  }),
  sign: z
    .enum(['both', 'assertion', 'response'])
    .optional()
    .meta({ description: 'What is signed. Every known app accepts `both`.', default: 'both' }),
  encryptAssertions: flag().optional().meta({
    description: "Encrypt assertions with the key in the app's metadata. On where `encryption` is set.",
    default: false,
  }),
  encryption: z.enum(['aes256-gcm', 'aes128-gcm', 'aes256-cbc', 'aes128-cbc']).optional().meta({
    description:
      'How assertions are encrypted, whatever the metadata lists. CBC is for apps that can not read GCM: it does not show whether the text was changed. Where absent, the first of the methods in the metadata that is one of these, else `aes256-gcm`.',
  }),
  requireSignedRequests: flag()
    .optional()
    .meta({ description: 'Refuse unsigned requests, whatever the metadata says.', default: false }),
  allowSha1Requests: flag().optional().meta({
    description: 'Accept requests signed with rsa-sha1, which is broken: only for old apps.',
    default: false,
  }),
  requestLifetime: duration('1m', '1d').optional().meta({ description: 'An older request is refused.', default: '1h' }),
  slo: z.enum(['frame', 'chain', 'soap', 'none']).optional().meta({
    description:
      'How the app is told of a logout: `soap` (behind the browser), `frame` (in a page of ours), `chain` (the browser goes there), or `none`. Default: the best that its metadata offers.',
  }),
  ...access,
}

/** What an app may speak. */
export const appProtocols = ['saml', 'oidc'] as const

const samlApp = z
  .strictObject({
    protocol: z.literal('saml').default('saml').meta({ description: 'The protocol of the app.' }),
    metadata: filled()
      .optional()
      .meta({
        description: "The app's SAML metadata: a file, or an https address that is fetched again every day.",
        examples: ['partners/wiki.xml', 'https://wiki.home.internal/saml/metadata'],
      }),
    caFile: path('certs/home-ca.pem')
      .optional()
      .meta({ description: 'CA bundle (PEM) to trust while metadata is fetched.' }),
    keys: z.enum(['ask', 'follow']).optional().meta({
      description:
        'What becomes of a new key in metadata that is read by address: `ask` lets it wait until an administrator has looked at it; `follow` takes it at once.',
      default: 'ask',
    }),
    fingerprint: listOf(
      text('This is not a fingerprint. Write the SHA-256 of the certificate, 64 hexadecimal digits.', fingerprintFault),
    )
      .optional()
      .meta({
        description:
          'The metadata must be signed, by a certificate with this SHA-256 fingerprint (or one of these), as announced by its publisher.',
      }),
    certFile: listOf(path('partners/federation.pem'))
      .optional()
      .meta({ description: 'The metadata must be signed with the key of this certificate (PEM), or of one of these.' }),
    entityId: entityId().optional().meta({
      description: "The app's entityID: needed if there is no metadata, or to choose one of several in a file.",
    }),
    acs: listOf(text('This is not a web address. Write all of it, beginning with https://.', acsFault))
      .optional()
      .meta({
        description:
          'AssertionConsumerService addresses (HTTP-POST), if there is no metadata; the first is the default.',
      }),
    certificates: listOf(filled()).optional().meta({
      description:
        "Files with the app's certificates (PEM), if there is no metadata: to verify its signatures and to encrypt to it.",
    }),
    uploaded: z.literal(true, { error: 'Write true, or leave it out.' }).optional().meta({
      description:
        'Somebody else uploaded the metadata: addresses in it are judged like those of metadata that was fetched. What comes by a setup link has it; remove it once you have looked at them.',
    }),
    ...face,
    ...settings,
  })
  .meta({ title: 'a SAML service provider' })

/** One entry under `apps`: a member for each protocol, told apart by `protocol`. */
export const app = z.discriminatedUnion('protocol', [samlApp, oidcApp])

export type FileApp = z.infer<typeof app>
export type FileSamlApp = z.infer<typeof samlApp>
