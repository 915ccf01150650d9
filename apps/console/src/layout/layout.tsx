import type { ReactNode } from 'react';
import { AppBar, Layout as RaLayout, TitlePortal, type LayoutProps } from 'react-admin';
import { Menu } from './menu.js';

/** The title in the bar is the page's heading; the frame never grows wider than the screen. */
export function Layout({ children, ...props }: LayoutProps & { children: ReactNode }) {
  return (
    <RaLayout
      {...props}
      appBar={Bar}
      appBarAlwaysOn
      menu={Menu}
      sx={{
        minWidth: 0,
        '& .RaLayout-contentWithSidebar, & .RaLayout-content': { minWidth: 0 },
        '& .RaLayout-content': { px: { xs: 1, sm: 2 }, pb: 4 },
      }}
    >
      {children}
    </RaLayout>
  );
}

function Bar() {
  return (
    <AppBar alwaysOn>
      <TitlePortal component="h1" sx={{ fontSize: { xs: '1rem', sm: '1.2rem' }, m: 0 }} />
    </AppBar>
  );
}
