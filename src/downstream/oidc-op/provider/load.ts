/**
 * oidc-provider, loaded only where an app speaks OpenID Connect, and without the line that it writes in red at its import
 * on Node 20: that it wants Node 22. What is used of it works there, and is tested there. Every other warning is shown.
 */
let loading: Promise<typeof import('oidc-provider')> | undefined

export function loadLibrary(): Promise<typeof import('oidc-provider')> {
  loading ??= load()
  return loading
}

async function load(): Promise<typeof import('oidc-provider')> {
  const { warn } = console
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime.')) warn(...words)
  }
  return import('oidc-provider').finally(() => {
    console.warn = warn
  })
}
