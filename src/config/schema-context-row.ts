/** A row of an upstream's table `contexts` in the config file. */
import * as z from 'zod'
import { filled, listOf } from './schema-values.ts'

export const contextRow = z.strictObject({
  class: filled().meta({ description: 'The AuthnContextClassRef that this proves.' }),
  acr: listOf(filled())
    .optional()
    .meta({ description: 'Any of these as `acr` proves it; also asked for as acr_values.' }),
  amr: listOf(filled()).optional().meta({ description: 'All of these in `amr` together prove it.' }),
})
