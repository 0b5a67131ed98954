import { testServiceProvider } from './battery.ts'
import { serviceProviders } from './offers.ts'
import { pythonScript, startScript } from './service-provider.ts'

testServiceProvider(serviceProviders.onelogin, (gatewayUrl) =>
  startScript('onelogin', pythonScript('onelogin/sp.py'), gatewayUrl),
)
