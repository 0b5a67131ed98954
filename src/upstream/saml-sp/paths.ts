/** Our addresses toward one identity provider (contract): the metadata's is our entityID where none is set. */
export const pathsOf = (upstream: string) => {
  const base = `/saml/sp/${upstream}`
  return { metadata: `${base}/metadata`, acs: `${base}/acs`, slo: `${base}/slo` } as const
}
