/**
 * Which sentence is said of metadata, whatever the language: programs act on these, and the console's catalogue has a
 * text for each.
 */

/** Of the document and its text. */
type DocumentCode =
  | 'encoding-unknown'
  | 'encoding-unlike'
  | 'encoding-wrong'
  | 'empty'
  | 'web-page'
  | 'web-page-titled'
  | 'doctype'
  | 'discovery-document'
  | 'client-description'
  | 'key-set'
  | 'json'
  | 'not-xml'
  | 'ampersand'
  | 'prefix-undeclared'
  | 'xml-broken'
  | 'too-complex'
  | 'unreadable'
  | 'namespace-missing'
  | 'namespace-wrong'
  | 'login-request'
  | 'login-answer'
  | 'saml-message'
  | 'other-root'

/** Of an entity and its addresses. */
type EntityCode =
  | 'entity-unnamed'
  | 'entity-twice'
  | 'valid-until-odd'
  | 'valid-until-past'
  | 'several-roles'
  | 'no-protocols'
  | 'other-protocol'
  | 'no-sp-role'
  | 'idp-metadata'
  | 'no-acs'
  | 'no-post'
  | 'no-post-binding'
  | 'index-twice'
  | 'index-odd'
  | 'address-missing'
  | 'address-script'
  | 'address-hidden'
  | 'address-wrong'
  | 'address-unencrypted'
  | 'binding-missing'
  | 'flag-odd'
  | 'flag-case'
  | 'signs-assumed'
  | 'signs-ignored'
  | 'signs-without-key'

/** Of its keys. */
type KeyCode =
  | 'key-use'
  | 'key-many'
  | 'key-info-missing'
  | 'key-empty'
  | 'key-elliptic'
  | 'key-type'
  | 'key-costly'
  | 'key-weak'
  | 'key-too-weak'
  | 'key-value-other'
  | 'key-value-incomplete'
  | 'pem-lines'
  | 'certificate-unreadable'
  | 'certificate-chain'
  | 'certificate-expired'

export type MetadataCode = DocumentCode | EntityCode | KeyCode
