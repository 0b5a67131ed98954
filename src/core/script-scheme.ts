/** Addresses to which no browser is ever sent: they run something, or show what someone else wrote. */
const schemes = /^(javascript|data|vbscript|file|blob|about|filesystem|view-source|ws|wss|ftp):/i

/** Whether an address has such a scheme. */
export const isScriptScheme = (address: string): boolean => schemes.test(address)
