// Imported by every test file: nothing that it opened stays open. Apart from lib/browser.mjs, which is also used outside of tests.

import { after } from "node:test";
import { close } from "./browser.mjs";

after(close);
