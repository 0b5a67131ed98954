/** NameID formats (Core 8.3) in one table: short names, what each is made of, and how a nearly right one is read. */
import { nameIdFormat } from './constants.ts'

/** The formats whose value we know how to make, by what the value is. */
export const formatOfKind = {
  persistent: nameIdFormat.persistent,
  transient: nameIdFormat.transient,
  email: nameIdFormat.emailAddress,
} as const

export type FormatKind = keyof typeof formatOfKind

/** The short names that the config takes for a format. */
export const formatOfShortName: Readonly<Record<string, string>> = {
  ...formatOfKind,
  unspecified: nameIdFormat.unspecified,
}

/** What the value under this format is, where we know how to make it. */
export function kindOfFormat(format: string): FormatKind | undefined {
  return (Object.keys(formatOfKind) as FormatKind[]).find((kind) => formatOfKind[kind] === format)
}

/** No name exists in two versions, so the name alone says which format is meant. */
const byName: ReadonlyMap<string, string> = new Map([
  ...Object.values(nameIdFormat).map((format) => [lastPart(format), format] as const),
  ['email', nameIdFormat.emailAddress],
])

const anyVersion = /^urn:oasis:names:tc:saml:[12]\.[01]:nameid-format:[a-z0-9]+$/

/**
 * The format of Core 8.3 that a text means, or undefined where it means none. A URN with a version or
 * case other than the standard's is read as the only one that it can mean; compare the result with the text to tell.
 */
export function readNameIdFormat(text: string): string | undefined {
  const urn = text.trim().toLowerCase()
  return anyVersion.test(urn) ? byName.get(lastPart(urn)) : undefined
}

function lastPart(urn: string): string {
  return urn.slice(urn.lastIndexOf(':') + 1).toLowerCase()
}
