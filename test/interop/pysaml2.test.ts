import { testServiceProvider } from './battery.ts'
import { serviceProviders } from './offers.ts'
import { pythonScript, startScript } from './service-provider.ts'

testServiceProvider(serviceProviders.pysaml2, (gatewayUrl) =>
  startScript('pysaml2', pythonScript('pysaml2/sp.py'), gatewayUrl),
)
