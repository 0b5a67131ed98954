/** The section `federations` of the config file. */
import * as z from 'zod'
import { compileFilter } from '../registry/federation/filter.ts'
import { fingerprintFault, webUrlFault } from './formats.ts'
import { settings } from './schema-apps.ts'
import { expression, filled, listOf, path, text } from './schema-values.ts'

const pinned = {
  fingerprint: listOf(
    text('This is not a fingerprint. Write the SHA-256 of the certificate, 64 hexadecimal digits.', fingerprintFault),
  )
    .optional()
    .meta({
      description:
        'SHA-256 fingerprint (or several) of the certificate that signs the metadata, as announced by the federation. This or `certFile` is required.',
    }),
  certFile: listOf(path('partners/federation.pem'))
    .optional()
    .meta({ description: 'Certificate (PEM), or several, whose key signs the metadata.' }),
}

export const federation = z.strictObject({
  metadata: filled()
    .optional()
    .meta({
      description:
        'The aggregate of the federation: an https address, fetched as often as it says, or a file. This or `mdq`.',
      examples: ['https://federation.home.internal/aggregate.xml'],
    }),
  mdq: text('This is not a web address. Write all of it, beginning with https://.', (value) => webUrlFault(value))
    .optional()
    .meta({
      description:
        'The base address of the federation’s service for single entities (MDQ); `/entities/…` is added to it.',
      examples: ['https://mdq.home.internal/'],
    }),
  caFile: path('certs/home-ca.pem')
    .optional()
    .meta({ description: 'CA bundle (PEM) to trust while metadata is fetched.' }),
  ...pinned,
  filter: expression(compileFilter)
    .optional()
    .meta({
      description:
        'CEL over `entityID`, `registrationAuthority`, `categories`, `attributes` (of the entity): which service providers become apps. Default: all.',
      examples: ['"http://refeds.org/category/research-and-scholarship" in categories'],
    }),
  ...settings,
})

export type FileFederation = z.infer<typeof federation>
