// axe finds nothing on any page, wide and narrow, light and dark.
//
// Each page is loaded once by each kind of reader for whom it is another one, and looked at twice: wide and
// light, by all the rules that axe asks unless told otherwise; then the same document, narrow and dark. Its
// markup is what it was, so those rules that read nothing but elements and attributes would only say the
// same once more. The second look therefore asks the rules in AGAIN, whose answer a style sheet can change,
// about the whole page, and all rules about what only the narrow page shows.
import axe from "axe-core";
import type { Page } from "@playwright/test";
import { expect, start, test, visit } from "./shop.ts";

/** Who looks at what; `/*` is where the first row of a list leads. */
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
      const there = path.endsWith("/*") ? await first(page, path.slice(0, -2)) : path;
      await visit(page, there);
      await page.evaluate(axe.source);
      await look(page, there, 1280, "light");
      await look(page, there, 360, "dark");
    }
  });
}

/** Where the first row of a list leads. */
async function first(page: Page, list: string): Promise<string> {
  const html = await (await page.request.get(list)).text();
  const path = new RegExp(`href="(${list}/(?:Q-)?\\d+)"`).exec(html)?.[1];
  expect(path, `${list} has a row`).toBeDefined();
  return path!;
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
