import type { ReactNode } from 'react';
import { Layout as RaLayout, type LayoutProps } from 'react-admin';
import { AppBar } from './app-bar.js';
import { Menu } from './menu.js';
import { Sidebar } from './sidebar.js';
import { useEnrolFirst } from './use-enrol-first.js';
import { usePageLanguage } from './use-page-language.js';

/** The frame never grows wider than the screen. */
export function Layout({ children, ...props }: LayoutProps & { children: ReactNode }) {
  usePageLanguage();
  useEnrolFirst();
  return (
    <RaLayout
      {...props}
      appBar={AppBar}
      appBarAlwaysOn
      menu={Menu}
      sidebar={Sidebar}
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
