import { QueryClient } from '@tanstack/react-query';
import { Admin, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { createAuthProvider } from './api/auth-provider.js';
import { createCall } from './api/call.js';
import { createDataProvider } from './api/data-provider.js';
import { RequestFailed } from './api/problem.js';
import { Session } from './api/session.js';
import * as audit from './audit/index.js';
import * as cases from './cases/index.js';
import { Home } from './home/home.js';
import { i18nProvider } from './i18n/i18n-provider.js';
import * as imports from './imports/index.js';
import { InvitationPage } from './invitation/invitation-page.js';
import { AccessDenied, AccessUnclear, UnknownPage } from './layout/dead-end.js';
import { Layout } from './layout/layout.js';
import * as listings from './listings/index.js';
import * as ops from './ops/index.js';
import * as parked from './parked/index.js';
import * as people from './people/index.js';
import * as profile from './profile/index.js';
import * as security from './security/index.js';
import { LinkPage } from './sign-in/link-page.js';
import { NewPasswordPage } from './sign-in/new-password-page.js';
import { ProviderPage } from './sign-in/provider-page.js';
import { SignIn } from './sign-in/sign-in.js';
import * as team from './team/index.js';
import { darkTheme, lightTheme } from './theme.js';

const call = createCall((...request) => fetch(...request));
const session = new Session(call);
const dataProvider = createDataProvider(call, session);

/** What the services refuse stays refused; only an absent or stumbling service is asked again. */
const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < 2 && error instanceof RequestFailed && (error.status === 0 || error.status >= 500),
    },
  },
});

/** A refusal may mean that a role was taken away: what the person may do is asked anew, and the page follows it. */
const authProvider = createAuthProvider(session, () => queryClient.invalidateQueries({ queryKey: ['auth'] }));

export function App() {
  return (
    <Admin
      title="OpenCircle"
      requireAuth
      disableTelemetry
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      lightTheme={lightTheme}
      darkTheme={darkTheme}
      layout={Layout}
      loginPage={SignIn}
      dashboard={Home}
      accessDenied={AccessDenied}
      authenticationError={AccessUnclear}
      catchAll={UnknownPage}
    >
      <Resource name="cases" {...cases} />
      <Resource name="listings" {...listings} />
      <Resource name="imports" {...imports} />
      <Resource name="organizations" recordRepresentation="name" />
      <Resource name="ops" {...ops} />
      <Resource name="parked" {...parked} />
      <Resource name="audit" {...audit} />
      <Resource name="people" {...people} />
      <Resource name="team" {...team} />
      <Resource name="profile" {...profile} />
      <Resource name="security" {...security} />
      <CustomRoutes noLayout>
        <Route path="/invitation" element={<InvitationPage />} />
        <Route path="/link" element={<LinkPage />} />
        <Route path="/new-password" element={<NewPasswordPage />} />
        <Route path="/provider" element={<ProviderPage />} />
      </CustomRoutes>
    </Admin>
  );
}
