/** Why a revision was made, where nobody gave a reason: kept in English, and said in the console's languages. */
import { said } from '../core/said.ts'

export const reasons = {
  asIn: (revision: string) => said`as in ${revision}`,
  takenOver: (name: string) => said`taken over from ${name}`,
  imported: said`imported`,
  newSecret: said`a new secret`,
} as const
