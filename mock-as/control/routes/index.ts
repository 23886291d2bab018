import { clientRoutes } from './clients.ts';
import { keyRoutes } from './keys.ts';
import { outageRoutes } from './outages.ts';
import { peopleRoutes } from './people.ts';
import { resourceRoutes } from './resources.ts';
import { settingsRoutes } from './settings.ts';
import { stateRoutes } from './state.ts';
import { tokenRoutes } from './tokens.ts';
import { trafficRoutes } from './traffic.ts';
import type { Route } from '../route.ts';

/** Everything that the control plane understands, beside the OpenAPI document about it. */
export const routes: readonly Route[] = [
  ...settingsRoutes,
  ...tokenRoutes,
  ...clientRoutes,
  ...keyRoutes,
  ...outageRoutes,
  ...resourceRoutes,
  ...peopleRoutes,
  ...trafficRoutes,
  ...stateRoutes,
];
