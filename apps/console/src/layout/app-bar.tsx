import ProfileIcon from '@mui/icons-material/AccountCircleOutlined';
import DarkIcon from '@mui/icons-material/DarkModeOutlined';
import LightIcon from '@mui/icons-material/LightModeOutlined';
import SecurityIcon from '@mui/icons-material/ShieldOutlined';
import LanguageIcon from '@mui/icons-material/Translate';
import { ListItemIcon, ListItemText, MenuItem, useMediaQuery, type Theme } from '@mui/material';
import type { ReactNode } from 'react';
import {
  AppBar as RaAppBar,
  Link,
  LoadingIndicator,
  Logout,
  TitlePortal,
  useGetIdentity,
  useLocales,
  useLocaleState,
  UserMenu,
  useUserMenu,
  useTheme,
  useTranslate,
} from 'react-admin';

/** The page's title is its heading. On narrow screens language and theme move into the person's menu to give it room. */
export function AppBar() {
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const { identity } = useGetIdentity();
  const menu = (
    <UserMenu label={identity?.fullName ?? 'ra.auth.user_menu'}>
      {narrow && <LanguageItems />}
      {narrow && <ThemeItem />}
      <PageItem page="profile" icon={<ProfileIcon fontSize="small" />} />
      <PageItem page="security" icon={<SecurityIcon fontSize="small" />} />
      <Logout />
    </UserMenu>
  );
  return (
    <RaAppBar alwaysOn userMenu={menu} {...(narrow ? { toolbar: <LoadingIndicator /> } : {})}>
      <TitlePortal component="h1" sx={{ fontSize: { xs: '1rem', sm: '1.2rem' }, m: 0 }} />
    </RaAppBar>
  );
}

function PageItem({ page, icon }: { page: 'profile' | 'security'; icon: ReactNode }) {
  const translate = useTranslate();
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to={`/${page}`} underline="none" onClick={() => menu?.onClose()}>
      <ListItemIcon>{icon}</ListItemIcon>
      <ListItemText>{translate(`resources.${page}.name`, { smart_count: 1 })}</ListItemText>
    </MenuItem>
  );
}

function LanguageItems() {
  const locales = useLocales();
  const [locale, setLocale] = useLocaleState();
  return locales
    .filter((one) => one.locale !== locale)
    .map((one) => (
      <MenuItem key={one.locale} onClick={() => setLocale(one.locale)} lang={one.locale}>
        <ListItemIcon>
          <LanguageIcon fontSize="small" />
        </ListItemIcon>
        <ListItemText>{one.name}</ListItemText>
      </MenuItem>
    ));
}

function ThemeItem() {
  const translate = useTranslate();
  const [theme, setTheme] = useTheme();
  const next = theme === 'dark' ? 'light' : 'dark';
  return (
    <MenuItem onClick={() => setTheme(next)}>
      <ListItemIcon>{next === 'dark' ? <DarkIcon fontSize="small" /> : <LightIcon fontSize="small" />}</ListItemIcon>
      <ListItemText>{translate(`person.${next}`)}</ListItemText>
    </MenuItem>
  );
}
