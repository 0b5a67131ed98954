import { testServiceProvider } from './battery.ts'
import { serviceProviders } from './offers.ts'
import { nodeScript, startScript } from './service-provider.ts'

testServiceProvider(serviceProviders.samlify, (gatewayUrl) =>
  startScript('samlify', nodeScript('samlify/sp.js'), gatewayUrl),
)
