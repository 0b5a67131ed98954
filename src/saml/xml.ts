/** Hardened parse (one strict gate for every SAML document), and a builder that emits exclusive-c14n text. */

/** An element of our own parse. Text is the concatenation of its text and CDATA nodes. */
export interface XmlElement {
  readonly namespace: string
  readonly localName: string
  readonly prefix: string
  /** Attributes without prefix, by name. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  readonly text: string
}
