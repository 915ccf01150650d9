import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin';

/** System fonts: nothing is fetched, and text looks at home on each machine. */
const shared: RaThemeOptions = {
  typography: {
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    h1: { fontSize: '1.5rem', fontWeight: 600 },
    h2: { fontSize: '1.15rem', fontWeight: 600 },
    h3: { fontSize: '1rem', fontWeight: 600 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  shape: { borderRadius: 8 },
  sidebar: { width: 240, closedWidth: 52 },
};

const components: RaThemeOptions['components'] = {
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { elevation1: { boxShadow: 'none' } } },
  MuiCard: { defaultProps: { variant: 'outlined' } },
  MuiButton: { defaultProps: { disableElevation: true } },
  // A spinner beside a page that says what it waits for; it would only be read out as a nameless bar.
  MuiCircularProgress: { defaultProps: { 'aria-hidden': true } },
  RaToolbar: { styleOverrides: { root: { backgroundColor: 'transparent' } } },
  MuiChip: { defaultProps: { size: 'small' } },
  MuiTableCell: { styleOverrides: { head: { fontWeight: 600 } } },
  MuiLink: { defaultProps: { underline: 'always' } },
  MuiTextField: { defaultProps: { variant: 'outlined', margin: 'dense', size: 'small', fullWidth: true } },
  MuiFormControl: { defaultProps: { variant: 'outlined', margin: 'dense', size: 'small', fullWidth: true } },
};

export const lightTheme: RaThemeOptions = {
  ...defaultLightTheme,
  ...shared,
  palette: {
    mode: 'light',
    primary: { main: '#1f6155' },
    secondary: { main: '#1f4e46', contrastText: '#ffffff' },
    error: { main: '#b3261e' },
    warning: { main: '#8a5200' },
    success: { main: '#1b6b3a' },
    info: { main: '#1c5a8a' },
    background: { default: '#f6f7f5', paper: '#ffffff' },
  },
  components: { ...defaultLightTheme.components, ...components },
};

export const darkTheme: RaThemeOptions = {
  ...defaultDarkTheme,
  ...shared,
  palette: {
    mode: 'dark',
    primary: { main: '#8fd3c2' },
    secondary: { main: '#16302b', contrastText: '#f0f5f3' },
    error: { main: '#ffb4ab' },
    warning: { main: '#ffc773' },
    success: { main: '#8fd8a6' },
    info: { main: '#9ccbf2' },
    background: { default: '#141816', paper: '#1c211f' },
  },
  components: { ...defaultDarkTheme.components, ...components },
};
