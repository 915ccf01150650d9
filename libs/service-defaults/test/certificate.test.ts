import { CertificateFolder, testAuthority, type TestCertificate } from '@opencircle/testing';
import { tlsSettings } from '@opencircle/tls';

const authority = await testAuthority();
const good = await authority.issue();
const day = 86_400_000;

/** What is wrong with the pair, and which variable names the file. */
async function faultOf(pair: TestCertificate): Promise<string> {
  const folder = await CertificateFolder.with(pair);
  try {
    return faultIn(folder.variables);
  } finally {
    await folder.remove();
  }
}

function faultIn(variables: Record<string, string>): string {
  const [issue] = tlsSettings.safeParse(variables).error?.issues ?? [];
  return issue === undefined ? 'none' : `${String(issue.path[0])} ${issue.message}`;
}

test('a certificate with its key holds, with authorities and comments beside it', async () => {
  expect(await faultOf(good)).toBe('none');
  expect(await faultOf({ ...good, cert: `a comment\n${good.cert}${authority.cert}` })).toBe('none');
});

test.each<[string, Partial<TestCertificate>, RegExp]>([
  ['no PEM', { cert: 'certificate' }, /^TLS_CERT_FILE must be PEM/],
  ['PEM of nothing', { cert: good.cert.replaceAll(/^M.*$/gm, 'AAAA') }, /^TLS_CERT_FILE must be PEM/],
  ['a key in its place', { cert: good.key }, /^TLS_CERT_FILE must be PEM/],
  ['half a file', { cert: good.cert.slice(0, 200) }, /^TLS_CERT_FILE must be PEM/],
  ['a certificate in the key’s place', { key: good.cert }, /^TLS_KEY_FILE must be a private key as PEM/],
  ['an empty key', { key: '' }, /^TLS_KEY_FILE must be a private key as PEM/],
  ['another’s key', { key: (await authority.issue()).key }, /^TLS_KEY_FILE must be the key of the certificate$/],
  ['the authority first', { cert: authority.cert + good.cert }, /^TLS_KEY_FILE must be the key of the certificate$/],
])('%s is refused', async (_what, change, fault) => {
  expect(await faultOf({ ...good, ...change })).toMatch(fault);
});

test('one that is not valid now is refused, with its date', async () => {
  const [past, future] = [new Date(Date.now() - day), new Date(Date.now() + day)];
  const expired = await authority.issue({ validFrom: new Date(past.getTime() - day), validUntil: past });
  expect(await faultOf(expired)).toMatch(/^TLS_CERT_FILE is expired since 20/);
  expect(await faultOf(await authority.issue({ validFrom: future }))).toMatch(/^TLS_CERT_FILE is not valid before 20/);
});

test('a file that is not there is named by its variable alone', () => {
  expect(faultIn({ TLS_CERT_FILE: '/nowhere/cert.pem', TLS_KEY_FILE: '/nowhere/key.pem' })).toBe(
    'TLS_CERT_FILE must be a file that this process can read (ENOENT)',
  );
});
