declare namespace App {
  interface Locals {
    language: import('./language/language.js').Language;
    /** Path without the language prefix: what the other language's page is called. */
    barePath: string;
    caller: import('./backend/call.js').Caller;
  }
}
