/**
 * The config file as an operator writes it: sections, defaults, units. From it come the types, the JSON Schema for
 * editors and docs/configuration.md. What needs more than one value to judge is in load.ts and its neighbours.
 *
 *   load.ts       file + environment + secret files → Config, or every problem
 *   yaml.ts       text → plain values, with the line of every key · plain-settings.ts  the same of the most ordinary ones
 *   schema.ts     the shape, key by key (schema-*.ts its parts) · validate.ts its faults in words · formats.ts single values
 *   admin.ts      who may be an administrator · outbound.ts the proxies and CAs of the environment and the system
 *   upstreams.ts  apps.ts  metadata-source.ts  what was written → what is resolved · presets.ts what each kind of upstream needs
 *   files.ts      secrets.ts  weak-secrets.ts  what is in other files, and what must not be in this one · placeholders.ts  name-id.ts
 *   forward-auth.ts  site-formats.ts  the sites of header login
 *   stored-app.ts  one document of the app store, judged by the same schema · resolve-app-store.ts where they lie
 *   names-in-force.ts  what names were made from, to warn before they change · issuers.ts what an issuer of each kind looks like
 *   look.ts       one look at files and folders, for watch.ts · proxies.ts whether the proxy before us is named
 *   members.ts    which member of a union an entry is · empty-sections.ts  a section without a line in it
 *   problems.ts   suggest.ts  every fault with its place and cure · config.ts the result, only types
 *   watch.ts      tells when a file changed · reference.ts writes docs/configuration.md
 */
import * as z from 'zod'
import * as format from './formats.ts'
import { admin } from './schema-admin.ts'
import { alerts } from './schema-alerts.ts'
import { app, settings } from './schema-apps.ts'
import { federation } from './schema-federations.ts'
import { forwardAuth } from './schema-forward-auth.ts'
import { upstream } from './schema-upstreams.ts'
import {
  appName,
  baseUrl,
  duration,
  entityId,
  filled,
  path,
  publicUrl,
  text,
  upstreamName,
  webUrl,
} from './schema-values.ts'

const listen = () => text('This is not an address to listen on. Write 127.0.0.1:8080.', format.listenFault)

export const fileSchema = z.strictObject({
  publicUrl: publicUrl().meta({
    description:
      'The address of the gateway as browsers see it, including any path. Every address that it publishes begins with it.',
    examples: ['https://sso.home.internal'],
  }),
  issuer: baseUrl().optional().meta({
    description:
      'The issuer that apps of OpenID Connect know the gateway by. Default: publicUrl. Set it to the old one when publicUrl changes.',
  }),
  entityId: entityId().optional().meta({
    description:
      'The entityID of the gateway. Default: publicUrl and /saml/metadata. Set it to the old one when publicUrl changes.',
  }),
  listen: listen()
    .default('127.0.0.1:8080')
    .meta({ description: 'Where to listen: host:port, "[IPv6]:port" or the path of a unix socket.' }),
  tls: z
    .strictObject({
      certFile: path().meta({ description: 'Certificate chain (PEM).' }),
      keyFile: path().meta({ description: 'Private key (PEM).' }),
    })
    .optional()
    .meta({ description: 'Serve https directly, without a proxy in front.' }),
  trustedProxies: z
    .array(text('This is not an address or a network. Write 127.0.0.1 or 10.0.0.0/8.', format.networkFault))
    .optional()
    .meta({
      description:
        'Proxies whose X-Forwarded-For is trusted, for logs and limits only. `[]` if there is no proxy in front.',
      examples: ['[127.0.0.1]'],
    }),
  allowAddresses: z
    .array(text('This is not an address or a network. Write 192.168.0.0/16.', format.networkFault))
    .default([])
    .meta({
      description:
        'Private networks that addresses in fetched metadata and discovery documents may lead to. Addresses that you write yourself may lead anywhere.',
      examples: [['192.168.0.0/16']],
    }),
  metrics: z
    .strictObject({ listen: listen().meta({ description: 'Where metrics are served, never on the public listener.' }) })
    .optional()
    .meta({ description: 'Metrics for Prometheus.' }),
  storage: text('This is not a storage address. Write redis://127.0.0.1:6379/0.', format.storageFault)
    .optional()
    .meta({
      description:
        'Redis or Valkey, if more than one process serves. Default: in memory. With a password, use `storageFile`.',
      examples: ['redis://127.0.0.1:6379/0'],
    }),
  storageFile: path('secrets/redis').optional().meta({
    description: 'File with the URL of the storage and its password. Or in the environment: `ISTHMUS_STORAGE`.',
  }),
  appStore: path()
    .default('apps/')
    .meta({
      description:
        'Where apps lie that administrators register: a folder, or `redis` for the Redis of `storage`, which must then keep what it is told on disk.',
      examples: ['apps/', 'redis'],
    }),
  session: z
    .strictObject({
      lifetime: duration('1m', '30d')
        .default('8h')
        .meta({ description: 'How long a session lasts, however it is used.' }),
      askUpstreamAfter: duration('0s', '30d').default('5m').meta({
        description: 'How long a session signs the person in without asking the upstream again.',
      }),
    })
    .prefault({})
    .meta({ description: 'The session of a person at the gateway.' }),
  logout: z
    .strictObject({
      soap: z.boolean().default(false).meta({
        description:
          'Whether apps may ask for logout by SOAP, and our metadata says so (pysaml2 then uses nothing else).',
      }),
    })
    .prefault({})
    .meta({ description: 'Logout.' }),
  drain: z
    .strictObject({
      notice: duration('0s', '5m').default('2s').meta({
        description:
          'After SIGTERM: how long requests are still answered while `/readyz` is red, for a load balancer to notice.',
      }),
    })
    .prefault({})
    .meta({ description: 'How the process ends.' }),
  clockSkew: z
    .strictObject({
      outgoing: duration('0s', '10m')
        .default('60s')
        .meta({ description: "NotBefore of what we sign lies this long back, for apps' clocks." }),
      incoming: duration('0s', '10m')
        .default('180s')
        .meta({ description: 'How far the clocks of others may differ from ours.' }),
    })
    .prefault({})
    .meta({ description: 'How far clocks may differ.' }),
  support: z
    .strictObject({
      name: filled()
        .exactOptional()
        .meta({ description: 'What people call it.', examples: ['IT helpdesk'] }),
      email: text('This is not an e-mail address. Write help@home.internal.', format.emailFault)
        .exactOptional()
        .meta({ description: 'Its e-mail address.', examples: ['help@home.internal'] }),
      url: webUrl()
        .exactOptional()
        .meta({ description: 'Its page.', examples: ['https://help.home.internal'] }),
    })
    .optional()
    .meta({ description: 'Whom people may ask, for the page of `onDenied: page`.' }),
  defaultUpstream: filled().optional().meta({
    description: 'With several upstreams: the one for apps that name none. Default: a page lets people choose.',
  }),
  upstreams: z.record(upstreamName, upstream).meta({
    description: 'Where people log in, by name. The name is part of the redirect URI and of every NameID.',
  }),
  defaults: z
    .strictObject(settings)
    .prefault({})
    .meta({ description: 'For every app, and for files dropped into `metadata/`.' }),
  apps: z.record(appName, app).default({}).meta({ description: 'The applications, by a name of your choice.' }),
  federations: z
    .record(appName, federation)
    .default({})
    .meta({ description: 'Federations whose service providers are apps, by a name of your choice.' }),
  admin,
  alerts,
  forwardAuth: forwardAuth.optional().meta({
    description: 'Header login for apps behind a reverse proxy, which asks us about each request.',
  }),
  log: z
    .strictObject({
      level: z
        .enum(['debug', 'info', 'warn', 'error'])
        .default('info')
        .meta({ description: 'The lowest level that is logged.' }),
    })
    .prefault({})
    .meta({ description: 'The log: JSON lines on standard output.' }),
})

export type FileConfig = z.infer<typeof fileSchema>
export type FileSettings = FileConfig['defaults']

let made: z.core.JSONSchema.JSONSchema | undefined

/** The JSON Schema of the file (draft 2020-12), for editors and for words about a fault. It is made once, which takes its time. */
export function jsonSchema(): z.core.JSONSchema.JSONSchema {
  made ??= z.toJSONSchema(fileSchema, { io: 'input' })
  return made
}
