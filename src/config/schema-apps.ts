/** The sections `apps` and `defaults` of the config file. */
import * as z from 'zod'
import { acsFault, fingerprintFault } from './formats.ts'
import { cel, duration, entityId, filled, flag, listOf, path, text, webUrl } from './schema-values.ts'

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
    value: cel('value').optional().meta({ description: 'CEL: the value of a name of your own choice.' }),
    force: flag()
      .optional()
      .meta({ description: 'Give this name even where the app asks for another.', default: false }),
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
      'How a person is named: `persistent` (a pseudonym of their own for each app), `transient`, `email`, or your own.',
    default: 'persistent',
  }),
  allow: cel('allow')
    .optional()
    .meta({
      description:
        'CEL: who may use the app. Everyone who can log in upstream where absent; but once an entry under `apps` has it, files in `metadata/` need it in `defaults`.',
      examples: ['groups.exists(g, g == "staff")'],
    }),
  upstream: listOf(filled())
    .optional()
    .meta({ description: 'The upstream, or a list of them, that may vouch for people here.' }),
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
    description: 'Accept requests signed with rsa-sha1, which is broken: for old apps alone.',
    default: false,
  }),
  requestLifetime: duration('1m', '1d').optional().meta({ description: 'An older request is refused.', default: '1h' }),
  maxAuthnAge: duration('1s', '365d').optional().meta({
    description: 'A login upstream longer ago than this is asked for again.',
  }),
  slo: z.enum(['frame', 'chain', 'soap', 'none']).optional().meta({
    description:
      'The one way in which the app is told of a logout: `soap` (behind the browser), `frame` (in a page of ours), `chain` (the browser goes there), or `none`. Where absent, the best that its metadata offers.',
  }),
  onDenied: z.enum(['app', 'page']).optional().meta({
    description:
      'Where a person goes whom the app is not open to: `app` sends them there with the refusal; `page` shows ours first, with whom to ask (`support`) and a way to another account. Many apps show a refusal as a crash.',
    default: 'app',
  }),
  strictAuthnContext: flag().optional().meta({
    description: 'PasswordProtectedTransport and its like need proof from `contexts` too.',
    default: false,
  }),
}

/** What an app may speak. */
export const appProtocols = ['saml'] as const

const samlApp = z
  .strictObject({
    protocol: z.literal('saml').default('saml').meta({ description: 'What the app speaks.' }),
    metadata: filled()
      .optional()
      .meta({
        description: "The app's SAML metadata: a file, or an https address that is read again daily.",
        examples: ['partners/wiki.xml', 'https://wiki.home.internal/saml/metadata'],
      }),
    caFile: path('certs/home-ca.pem')
      .optional()
      .meta({ description: 'CA bundle (PEM) to trust while metadata is fetched.' }),
    fingerprint: listOf(
      text('This is not a fingerprint. Write the SHA-256 of the certificate, 64 hexadecimal digits.', fingerprintFault),
    )
      .optional()
      .meta({
        description:
          'The metadata must be signed, by a certificate with this SHA-256 fingerprint (or one of these), as its publisher tells it.',
      }),
    certFile: listOf(path('partners/federation.pem'))
      .optional()
      .meta({ description: 'The metadata must be signed with the key of this certificate (PEM), or of one of these.' }),
    entityId: entityId().optional().meta({
      description: "The app's entityID: where no metadata exists, or to choose one of several in a file.",
    }),
    acs: listOf(text('This is not a web address. Write it whole, beginning with https://.', acsFault)).optional().meta({
      description: 'AssertionConsumerService addresses (HTTP-POST) where no metadata exists; the first is the default.',
    }),
    certificates: listOf(filled()).optional().meta({
      description:
        "Files with the app's certificates (PEM) where no metadata exists: for its signatures, and to encrypt to it.",
    }),
    displayName: filled()
      .optional()
      .meta({ description: 'What people are shown. Default: from the metadata, else the key here.' }),
    startUrl: webUrl().optional().meta({ description: 'Where a person starts at the app; error pages link to it.' }),
    ...settings,
  })
  .meta({ title: 'a SAML service provider' })

/** One entry under `apps`: a member for each protocol, told apart by `protocol`. */
export const app = z.discriminatedUnion('protocol', [samlApp])

export type FileApp = z.infer<typeof app>
