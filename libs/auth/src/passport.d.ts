/** What is used of two packages that carry no types. */
declare module 'passport' {
  class Authenticator {
    use(name: string, strategy: object): this;
    authenticate(
      name: string,
      options: { session: false },
      callback: (error: Error | null, user: unknown) => void,
    ): (request: object, response: object, next: (error?: unknown) => void) => void;
  }
  const passport: { Authenticator: typeof Authenticator };
  export default passport;
}

declare module 'passport-http-bearer' {
  type Done = (error: unknown, user?: unknown) => void;

  export default class Strategy<Request extends object> {
    constructor(options: { passReqToCallback: true }, verify: (request: Request, token: string, done: Done) => void);
  }
}
