/** The service providers whose logout is tested, together; and at which of their entities what is tried. */
import { startMellon } from './mellon/start.ts'
import {
  nodeScript,
  pythonScript,
  type RealServiceProvider,
  startScript,
  variantOf,
  type Wish,
} from './service-provider.ts'

type Name = 'mellon' | 'pysaml2' | 'onelogin' | 'nodeSaml'

/** An entity of one of them. */
export interface Place {
  readonly name: Name
  readonly wish: Wish
}

/** The entities of each: by which binding it is told of a logout, and one that signs nothing. */
interface PlacesOf {
  readonly redirect: Place
  readonly unsigned: Place
  readonly post?: Place
  readonly soap?: Place
}

const clear: Wish = { signed: true, encrypted: false, binding: 'redirect' }
const encrypted: Wish = { ...clear, encrypted: true }
const unsigned: Wish = { ...clear, signed: false }

export const places: Readonly<Record<Name, PlacesOf>> = {
  mellon: {
    redirect: { name: 'mellon', wish: clear },
    unsigned: { name: 'mellon', wish: unsigned },
    soap: { name: 'mellon', wish: encrypted },
  },
  pysaml2: {
    redirect: { name: 'pysaml2', wish: clear },
    unsigned: { name: 'pysaml2', wish: unsigned },
    post: { name: 'pysaml2', wish: encrypted },
  },
  onelogin: {
    redirect: { name: 'onelogin', wish: clear },
    unsigned: { name: 'onelogin', wish: unsigned },
  },
  nodeSaml: {
    redirect: { name: 'nodeSaml', wish: clear },
    unsigned: { name: 'nodeSaml', wish: unsigned },
    post: { name: 'nodeSaml', wish: encrypted },
  },
}

export interface Places extends Pick<RealServiceProvider, 'entities' | 'connect' | 'close'> {
  readonly providers: Readonly<Record<Name, RealServiceProvider>>
}

/** Starts them all. An entity is told by a visit where it signs, and where it does not in the way that the gateway finds best. */
export async function startAll(gatewayUrl: string): Promise<Places> {
  const started: [Name, RealServiceProvider][] = []
  const close = async () => {
    await Promise.all(started.map(([, provider]) => provider.close()))
  }
  const start = async (name: Name, starting: Promise<RealServiceProvider>) => {
    const provider = await starting
    started.push([name, provider])
    return provider
  }
  try {
    const providers = {
      mellon: await start('mellon', startMellon(gatewayUrl, [])),
      pysaml2: await start('pysaml2', startScript('pysaml2', pythonScript('pysaml2/sp.py'), gatewayUrl)),
      onelogin: await start('onelogin', startScript('onelogin', pythonScript('onelogin/sp.py'), gatewayUrl)),
      nodeSaml: await start('nodeSaml', startScript('node-saml', nodeScript('node-saml/sp.js'), gatewayUrl)),
    }
    const entities = started.flatMap(([name, provider]) =>
      provider.entities.map((entity) => ({
        ...entity,
        name: `${name.toLowerCase()}-${entity.name}`,
        settings: settingsOf(name, entity.name),
      })),
    )
    const connect = async () => {
      for (const [, provider] of started) await provider.connect()
    }
    return { providers, entities, connect, close }
  } catch (error) {
    await close()
    throw error
  }
}

function settingsOf(name: Name, entity: string): Readonly<Record<string, unknown>> {
  const { soap, unsigned } = places[name]
  if (entity.startsWith(variantOf(unsigned.wish))) return {}
  return { slo: soap !== undefined && entity.startsWith(variantOf(soap.wish)) ? 'soap' : 'chain' }
}
