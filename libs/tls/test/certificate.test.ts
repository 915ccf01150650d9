import { CertificateFolder, testAuthority, type TestCertificate } from '@opencircle/testing';
import { BadCertificate, readCertificate } from '../src/certificate.js';

const authority = await testAuthority();
const good = await authority.issue();
const day = 86_400_000;

/** What is wrong with the pair, and with which file. */
async function faultOf(pair: TestCertificate): Promise<string> {
  const folder = await CertificateFolder.with(pair);
  try {
    readCertificate(folder);
    return 'none';
  } catch (error) {
    if (!(error instanceof BadCertificate)) throw error;
    return `${error.file} ${error.rule}`;
  } finally {
    await folder.remove();
  }
}

test('a certificate with its key holds, with authorities and comments beside it', async () => {
  expect(await faultOf(good)).toBe('none');
  expect(await faultOf({ ...good, cert: `a comment\n${good.cert}${authority.cert}` })).toBe('none');
});

test.each<[string, Partial<TestCertificate>, RegExp]>([
  ['no PEM', { cert: 'certificate' }, /^certFile must be PEM/],
  ['PEM of nothing', { cert: good.cert.replaceAll(/^M.*$/gm, 'AAAA') }, /^certFile must be PEM/],
  ['a key in its place', { cert: good.key }, /^certFile must be PEM/],
  ['half a file', { cert: good.cert.slice(0, 200) }, /^certFile must be PEM/],
  ['a certificate in the key’s place', { key: good.cert }, /^keyFile must be a private key as PEM/],
  ['an empty key', { key: '' }, /^keyFile must be a private key as PEM/],
  ['another’s key', { key: (await authority.issue()).key }, /^keyFile must be the key of the certificate$/],
  ['the authority first', { cert: authority.cert + good.cert }, /^keyFile must be the key of the certificate$/],
])('%s is refused', async (_what, change, fault) => {
  expect(await faultOf({ ...good, ...change })).toMatch(fault);
});

test('one that is not valid now is refused, with its date', async () => {
  const [past, future] = [new Date(Date.now() - day), new Date(Date.now() + day)];
  const expired = await authority.issue({ validFrom: new Date(past.getTime() - day), validUntil: past });
  expect(await faultOf(expired)).toMatch(/^certFile is expired since 20/);
  expect(await faultOf(await authority.issue({ validFrom: future }))).toMatch(/^certFile is not valid before 20/);
});

test('a file that is not there is named by its fault alone', () => {
  const read = () => readCertificate({ certFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem' });
  expect(read).toThrow(/^must be a file that this process can read \(ENOENT\)$/);
});
