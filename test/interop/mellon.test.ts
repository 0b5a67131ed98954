import { contextClasses, testServiceProvider } from './battery.ts'
import { startMellon } from './mellon/start.ts'
import { serviceProviders } from './offers.ts'

testServiceProvider(serviceProviders.mellon, (gatewayUrl) => startMellon(gatewayUrl, Object.values(contextClasses)))
