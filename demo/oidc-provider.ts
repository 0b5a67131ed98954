/**
 * oidc-provider, without the one line that it writes in red at its import on Node 20: that it wants Node 22. All that the demo uses of it
 * works there, and who tries the demo would take the line for a fault. Every other warning is shown.
 */

const { warn } = console
console.warn = (...words: unknown[]) => {
  if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime.')) warn(...words)
}
const library = await import('oidc-provider').finally(() => {
  console.warn = warn
})

export const { Provider, errors } = library
