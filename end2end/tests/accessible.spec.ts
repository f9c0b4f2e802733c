// axe finds nothing on any page, wide and narrow, light and dark.
//
// Each page is loaded once by each kind of reader for whom it is another one, and looked at twice: wide and
// light, by all the rules that axe asks unless told otherwise; then the same document, narrow and dark. Its
// markup is what it was, so those rules that read nothing but elements and attributes would only say the
// same once more. The second look therefore asks the rules in AGAIN, whose answer a style sheet can change,
// about the whole page, and all rules about what only the narrow page shows.
//
// What is another page once something was done there, a banner or an open dialog, is led to and looked at the
// same way. No page of the page table is left out: one that is in no list here fails.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "@playwright/test";
import { unbegun } from "../server.ts";
import { code, confirm, password } from "./factor.ts";
import { bring, joinBrightwater, person, press, sent } from "./people.ts";
import {
  NEW_PASSWORD,
  as,
  awake,
  expect,
  followMail,
  identify,
  newcomer,
  openMail,
  register,
  signOut,
  start,
  test,
  told,
  unique,
  visit,
} from "./shop.ts";

/** Who looks at what; `/*` is where the first row of the list before it leads. */
const visits: [email: string, paths: string[]][] = [
  ["", ["/sign-in", "/register", "/forgot-password", "/", "/products/business-cards", "/cart", "/mail", "/no-such-page"]],
  [
    "end-user@corporate.test",
    [
      "/",
      "/products/business-cards",
      "/products/name-cards",
      "/cart",
      "/checkout",
      "/orders",
      "/orders/*",
      "/orders/*/re-order",
      "/addresses",
      "/account",
      "/account/second-factor",
      "/account/passkeys",
      "/roles/why",
      "/people",
    ],
  ],
  ["department-manager@corporate.test", ["/approvals", "/orders", "/orders/*", "/people", "/people/*"]],
  ["senior-manager@corporate.test", ["/people", "/people/*", "/audit"]],
  ["department-manager@printshop.test", ["/people", "/people/*", "/orders/*", "/roles", "/roles/customer@printshop"]],
  ["job-controller@storefront.test", ["/print-operations"]],
  ["album-admin@storefront.test", ["/albums", "/albums/*", "/products/picture-postcards"]],
  ["supplier@corporate.test", ["/orders", "/orders/*"]],
  ["company-manager@printshop.test", ["/departments", "/companies", "/catalogue/folders"]],
  [
    "admin@corporate.test",
    [
      "/dashboard",
      "/orders",
      "/orders/*",
      "/approvals",
      "/print-operations",
      "/people/import",
      "/departments",
      "/companies",
      "/companies/2",
      "/catalogue",
      "/catalogue/products/1",
      "/addresses",
      "/suppliers",
    ],
  ],
  [
    "platform-admin@storefront.test",
    [
      "/people",
      "/people/*",
      "/storefronts",
      "/storefronts/*",
      "/settings",
      "/roles",
      "/roles/new",
      "/roles/job-controller@storefront",
      "/roles/job-controller@storefront/edit",
      "/roles/matrix",
      "/roles/why",
      "/reports",
      "/reports/orders",
      "/audit",
    ],
  ],
];

/** Pages that are there once something was done, each looked at by its pattern in a test below. */
const REACHED = [
  "/mail/{id}",
  "/people/import/{id}",
  "/reset/{token}",
  "/roles/{id}/change",
  "/setup",
  "/sign-in/account",
  "/sign-in/code",
  "/verify/{token}",
] as const;

/** The rules whose answer about the same markup colours, sizes and what is hidden can change. */
const AGAIN = [
  // What can be read.
  "color-contrast",
  "link-in-text-block",
  // Names, where they are the words in sight.
  "aria-command-name",
  "aria-dialog-name",
  "aria-input-field-name",
  "aria-toggle-field-name",
  "button-name",
  "empty-heading",
  "empty-table-header",
  "form-field-multiple-labels",
  "image-redundant-alt",
  "label",
  "link-name",
  "select-name",
  "summary-name",
  // What takes the focus.
  "aria-hidden-focus",
  "nested-interactive",
  "scrollable-region-focusable",
  "skip-link",
  // How what is shown hangs together.
  "aria-required-children",
  "aria-required-parent",
  "bypass",
  "heading-order",
  "landmark-one-main",
  "landmark-unique",
  "page-has-heading-one",
  "region",
  "td-headers-attr",
  "th-has-data-cells",
];

for (const [email, paths] of visits) {
  test(email || "a visitor", async ({ page }) => {
    test.setTimeout(240_000);
    if (email) await start(page, email);
    for (const path of paths) {
      const [list, rest] = path.split("/*");
      const there = rest === undefined ? path : (await first(page, list!)) + rest;
      await visit(page, there);
      await both(page, there);
    }
  });
}

test("no page is left out", () => {
  const patterns = readFileSync(join(__dirname, "../../server/tests/pages.txt"), "utf8").trimEnd().split("\n");
  const seen = new Set<string | undefined>(REACHED);
  for (const path of visits.flatMap(([, paths]) => paths)) {
    seen.add(patterns.includes(path) ? path : patterns.find((pattern) => matching(pattern).test(path)));
  }
  expect(patterns.filter((pattern) => !seen.has(pattern))).toEqual([]);
  expect(REACHED.filter((pattern) => !patterns.includes(pattern)), "each is a page").toEqual([]);
});

const notice = (page: Page) => page.getByRole("region", { name: "Notice" });

/** Who does what, and what it leads to: a page of its own, or another look of one. */
const led: [
  what: string,
  email: string,
  doing: (page: Page) => Promise<void>,
  pattern?: (typeof REACHED)[number],
][] = [
  [
    "what a file of people would do",
    "admin@corporate.test",
    async (page) => {
      const email = `${unique("looked-at").replace(" ", "-")}@newcomers.test`;
      await bring(page, `Email,Name\n${email},Robin Sample\nnowhere,Nobody\n`);
      await expect(page.getByRole("table", { name: "What would happen" }).locator("tbody tr")).toHaveCount(2);
    },
    "/people/import/{id}",
  ],
  [
    "what a change of a role would mean",
    "admin@corporate.test",
    async (page) => {
      await visit(page, "/roles/album-admin@storefront/edit");
      await page.getByLabel("Open orders/jobs.", { exact: true }).selectOption({ label: "Not granted" });
      await page.getByRole("button", { name: "See what changes" }).click();
      await expect(page.getByRole("table", { name: "Who gains and who loses what" })).toBeVisible();
    },
    "/roles/{id}/change",
  ],
  [
    "logged in as somebody",
    "admin@corporate.test",
    async (page) => {
      await person(page, "end-user-2@corporate.test");
      await press(page, "Log in as");
      await expect(notice(page)).toContainText("You are logged in as Lotte Visser");
    },
  ],
  [
    "a preview of a role",
    "junior-admin@corporate.test",
    async (page) => {
      await visit(page, "/roles/end-user@corporate");
      await page.getByRole("button", { name: "Preview" }).click();
      await expect(notice(page)).toContainText("You see this storefront as End User would.");
    },
  ],
  [
    "how a role of one's own is deleted",
    "admin@corporate.test",
    async (page) => {
      const name = unique("Short-lived");
      await visit(page, "/roles/new");
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByLabel("Copy of").selectOption({ label: "Album Admin (Storefront)" });
      await page.getByRole("button", { name: "Make the role" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Edit ${name}`);
      await visit(page, new URL(page.url()).pathname.replace(/\/edit$/, ""));
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await expect(page.getByRole("dialog", { name: `Delete ${name}` })).toBeVisible();
    },
  ],
];

for (const [what, email, doing, pattern] of led) {
  test(what, async ({ page }) => {
    test.setTimeout(120_000);
    await start(page, email);
    await doing(page);
    await (pattern ? reached(page, pattern) : both(page, what));
  });
}

/** Dialogs by the buttons or links that open them: of the page, or of its first row. */
const dialogs: [email: string, buttons: [path: string, name: string | RegExp][]][] = [
  [
    "admin@corporate.test",
    [
      ["/people", "Add person"],
      ["/companies", "Add company"],
      ["/departments", "Add department"],
      ["/departments", /^Managers /],
      ["/departments", /^Delete /],
      ["/departments", /products that .* sees$/],
      ["/companies/2", "Add cost centre"],
      ["/addresses?kind=company", "Add address"],
      ["/addresses?kind=company", /^Edit /],
      ["/addresses?kind=company", /^Departments /],
      ["/addresses?kind=company", /^Delete /],
      ["/suppliers", "Add supplier"],
      ["/suppliers", /^Edit /],
      ["/suppliers", /^Products /],
      ["/suppliers", /^Invite /],
      ["/catalogue/folders", "Add publication type"],
      ["/catalogue/folders", /^Departments /],
      ["/catalogue/folders", /^Products /],
      ["/catalogue/folders", /^Rename /],
      ["/catalogue/folders", /^Delete /],
      ["/albums", "Add album"],
      ["/storefronts", "Add storefront"],
    ],
  ],
  ["job-controller@storefront.test", [["/print-operations?status=ready", /^Block job/]]],
];

for (const [email, buttons] of dialogs) {
  test(`the dialogs of ${email}`, async ({ page }) => {
    test.setTimeout(240_000);
    await start(page, email);
    for (const [path, name] of buttons) {
      await visit(page, path);
      const opens = page.getByRole("button", { name }).or(page.getByRole("link", { name }));
      await opens.first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await both(page, `${path}: ${name}`);
    }
  });
}

test("a second factor is set up, and asked for", async ({ page }) => {
  test.setTimeout(120_000);
  const email = await newcomer(page);
  await visit(page, "/account/second-factor");
  await page.getByRole("button", { name: "Set up second factor" }).click();
  const secret = await page.locator("code.secret").innerText();
  await both(page, "the secret");
  await confirm(page, NEW_PASSWORD, code(secret));
  await expect(page.locator("ul.recovery-codes li")).toHaveCount(10);
  await both(page, "the recovery codes");
  await signOut(page);
  await password(page, email);
  await reached(page, "/sign-in/code");
});

test("who has several accounts chooses one", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const email = await newcomer(page);
  await signOut(page);
  await joinBrightwater(browser, page, email);
  await identify(page, email, NEW_PASSWORD);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose an account");
  await reached(page, "/sign-in/account");
});

test("a mail, and where the links of mails lead", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const registered = await register(page);
  await openMail(page, registered);
  await reached(page, "/mail/{id}");
  await followMail(page, registered, "verify");
  await reached(page, "/verify/{token}");
  const manager = await as(browser, page, "senior-manager@corporate.test");
  const invited = `${unique("invited").replace(" ", "-")}@newcomers.test`;
  expect(await sent(manager, "add", { name: "Robin Sample", email: invited, invite: "true" })).toBe(200);
  await followMail(page, invited, "reset");
  await reached(page, "/reset/{token}");
});

test("what the platform says on every page", async ({ page }) => {
  await start(page, "admin@corporate.test");
  const say = async (words: string) => {
    await visit(page, "/settings");
    const form = page.getByRole("form", { name: "The platform" });
    await form.getByLabel("Notice", { exact: true }).fill(words);
    await form.getByRole("button", { name: "Save" }).click();
    await told(page, "Saved.");
  };
  const words = unique("Nothing is printed today");
  await say(words);
  try {
    await visit(page, "/");
    await expect(page.getByRole("main")).toContainText(words);
    await both(page, "/ with a notice");
  } finally {
    // Other specs are on this platform as well.
    await say("");
  }
});

test("an installation that nobody has begun", async ({ page }) => {
  await unbegun(async (origin) => {
    await expect(async () => expect((await page.request.get(`${origin}/setup`)).status()).toBe(200)).toPass();
    await visit(page, `${origin}/setup`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up Quoin");
    await reached(page, "/setup");
  });
});

/** Where the first row of a list leads. */
async function first(page: Page, list: string): Promise<string> {
  const html = await (await page.request.get(list)).text();
  const path = new RegExp(`href="(${list}/(?:Q-)?\\d+)"`).exec(html)?.[1];
  expect(path, `${list} has a row`).toBeDefined();
  return path!;
}

/** The paths that a pattern of the page table matches. */
const matching = (pattern: string) => new RegExp(`^${pattern.replace(/\{\w+\}/g, "[^/]+")}$`);

/** The page that something led to, which is that of the pattern. */
async function reached(page: Page, pattern: (typeof REACHED)[number]) {
  await expect(page).toHaveURL(({ pathname }) => matching(pattern).test(pathname));
  await both(page, pattern);
}

/** The page as it stands, wide and light, then narrow and dark; it is wide again for what comes next. */
async function both(page: Page, what: string) {
  await awake(page);
  await page.evaluate(axe.source);
  await look(page, what, 1280, "light");
  await look(page, what, 360, "dark");
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Nothing is wrong with the page as it stands now, which is as wide as the window. */
async function look(page: Page, path: string, width: number, colorScheme: "light" | "dark") {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  expect.soft(await wrong(page), `${path} at ${width} px in ${colorScheme}`).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(over, `${path} is as wide as the window at ${width} px`).toBeLessThanOrEqual(0);
}

type Axe = typeof axe;

/** What axe finds, at the second look only where it can be otherwise. */
function wrong(page: Page): Promise<string[]> {
  return page.evaluate(async (again) => {
    const here = window as unknown as { axe: Axe; seen?: Set<Element> };
    const all = [...document.querySelectorAll("html *")];
    const shown = all.filter((one) => one.checkVisibility({ visibilityProperty: true }));
    const seen = here.seen;
    here.seen = new Set(shown);
    // What passes is neither told nor sent.
    const options: axe.RunOptions = { resultTypes: ["violations"] };
    const results: axe.AxeResults[] = [];
    if (seen) {
      results.push(await here.axe.run(document, { ...options, runOnly: { type: "rule", values: again } }));
      const fresh = new Set(shown.filter((one) => !seen.has(one)));
      const outermost = [...fresh].filter((one) => !fresh.has(one.parentElement!));
      if (outermost.length > 0) results.push(await here.axe.run({ include: outermost }, options));
    } else {
      results.push(await here.axe.run(document, options));
    }
    const violations = results.flatMap((result) => result.violations);
    return violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" | ")}`);
  }, AGAIN);
}
