/**
 * What this role keeps of a participant besides what the core keeps: the assertion's names, as a LogoutRequest repeats
 * them.
 */
import { z } from 'zod'
import { type EntityId, entityId, type JsonObject } from '../../core/identifiers.ts'
import type { Participant } from '../../core/session/records.ts'
import type { NameId } from './name-id.ts'

const schema = z.object({
  entityId: z.string(),
  issuedBy: z.string(),
  format: z.string(),
  nameQualifier: z.string().optional(),
  spNameQualifier: z.string().optional(),
})

/** A participant in SAML's terms. */
export interface SamlParticipant {
  /** The SP's. */
  readonly entityId: EntityId
  /** Our own entityID when the assertion was made. */
  readonly issuedBy: string
  readonly nameId: NameId
  readonly sessionIndex: string
}

/**
 * The role's part of the record: who named the person, and how (Core 8.3.7); the name itself is the participant's
 * `subject`.
 */
export function participantState(serviceProvider: EntityId, issuedBy: EntityId, nameId: NameId): JsonObject {
  const { format, nameQualifier, spNameQualifier } = nameId
  return {
    entityId: serviceProvider,
    issuedBy,
    format,
    ...(nameQualifier !== undefined && { nameQualifier }),
    ...(spNameQualifier !== undefined && { spNameQualifier }),
  }
}

/** The participant as `participantState` wrote it. Throws on anything else. */
export function reviveParticipant({ subject, handle, state }: Participant): SamlParticipant {
  const { entityId: serviceProvider, issuedBy, format, nameQualifier, spNameQualifier } = schema.parse(state)
  return {
    entityId: entityId(serviceProvider),
    issuedBy,
    nameId: {
      value: subject.value,
      format,
      ...(nameQualifier !== undefined && { nameQualifier }),
      ...(spNameQualifier !== undefined && { spNameQualifier }),
    },
    sessionIndex: handle,
  }
}
