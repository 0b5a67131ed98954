/** Why metadata could not be read or may not be in force, where the reason is not in the metadata itself. */
import { type Coded, inAllLanguages, type SaidProblem, type Sentence } from '../core/said.ts'
import { MetadataFault } from '../saml/metadata-fault.ts'

export class ReadingFault extends MetadataFault {
  /** Both sentences, for another language. */
  readonly says: SaidProblem

  constructor(message: Sentence | Coded, cure: Sentence | Coded, cause?: unknown) {
    const { says, ...english } = inAllLanguages(message, cure)
    super(english.message, english.cure, cause)
    this.says = says
  }
}
