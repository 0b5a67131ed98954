import { testServiceProvider } from './battery.ts'
import { serviceProviders } from './offers.ts'
import { nodeScript, startScript } from './service-provider.ts'

testServiceProvider(serviceProviders.nodeSaml, (gatewayUrl) =>
  startScript('node-saml', nodeScript('node-saml/sp.js'), gatewayUrl),
)
