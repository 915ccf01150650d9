import { useMediaQuery } from '@mui/material';
import { Sidebar as RaSidebar, useSidebarState, type SidebarProps } from 'react-admin';

/**
 * On a narrow screen the menu is a dialog over the page. When the page gets narrow, react-admin opens it and closes it at
 * once, and it would keep the page from every click: closed, it is not there.
 */
export function Sidebar(props: SidebarProps) {
  const isNarrow = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const [isOpen] = useSidebarState();
  return isNarrow && !isOpen ? null : <RaSidebar {...props} />;
}
