// Roles: made, changed after a look at what that means, asked about, removed; and what the audit trail says.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { CHOSEN, add, choosePassword, opens, person, press, roles } from "./people.ts";
import { another, answers, as, enter, expect, menu, signIn, test, told, unique, visit } from "./shop.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const rows = (page: Page, table: string) => page.getByRole("table", { name: table }).locator("tbody tr");

/** Sets how far a role reaches with a permission, on the form that edits it. */
const grant = (page: Page, permission: string, reach: string) =>
  page.getByLabel(permission, { exact: true }).selectOption({ label: reach });

/** Makes a role as a copy of another and stays on the form that edits it; answers with its address. */
async function make(page: Page, name: string, from: string): Promise<string> {
  await visit(page, "/roles");
  await page.getByRole("link", { name: "New role" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Copy of").selectOption({ label: from });
  await page.getByRole("button", { name: "Make the role" }).click();
  await expect(heading(page)).toHaveText(`Edit ${name}`);
  return new URL(page.url()).pathname.replace(/\/edit$/, "");
}

const QUEUE = "Open the production job list (Shared Print Operations).";

test("a role of nothing but the floor opens one staff page and no other", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const name = unique("Night floor");
  // The smallest role that signs in; what it grants besides is taken away.
  const path = await make(page, name, "Print Location Downloader (Storefront)");
  await grant(page, "Fetch outputs of a print location (sync agent).", "Not granted");
  // INF-17, and nothing besides.
  const office = "Enter the back office: the staff frame and its dashboard (each page still needs its own grant).";
  const floor = [office, QUEUE, "Move a job along production statuses.", "Download artwork."];
  for (const permission of floor) await grant(page, permission, "the storefront");
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(heading(page)).toHaveText("Before you save");
  const change = rows(page, "What the role gains and loses");
  await expect(change).toHaveCount(5);
  await expect(change.filter({ hasText: "Gains" })).toHaveCount(4);
  await expect(page.getByRole("main")).toContainText("Nobody named here gains or loses anything");
  await page.getByRole("button", { name: "Save" }).click();
  await told(page, "The role was saved. It acts from now on.");
  await expect(heading(page)).toHaveText(name);
  const may = ["Sign in with credentials (account state must be active).", ...floor];
  await expect(page.getByRole("main").locator("td[data-label=May]")).toHaveText(may);
  await opens(page, { [path]: 200 });

  // Given to somebody new, who starts on the floor and finds nothing else.
  const email = await add(page, unique("Kim Floor"), { Storefront: "Harbour Print", Role: name });
  await expect(roles(page)).toContainText([name]);
  const other = await choosePassword(browser, email);
  await signIn(other, email, CHOSEN);
  await expect(other).toHaveURL(/\/print-operations$/);
  await expect(menu(other)).toHaveText(["Shared Print Operations"]);
  const artwork = other.getByRole("link", { name: /^Download artwork/ }).first();
  await opens(other, { [(await artwork.getAttribute("href"))!]: 200 });
  await expect(other.getByRole("button", { name: /^Set status/ }).first()).toBeVisible();
  await expect(other.getByRole("button", { name: /^(Block|Release|Upload)/ })).toHaveCount(0);
  await opens(other, { "/": 403, "/cart": 403, "/orders": 403, "/approvals": 403, "/dashboard": 403 });
  await opens(other, { "/people": 403, "/roles": 403, "/roles/matrix": 403, "/roles/new": 403, "/audit": 403 });
});

test("what a change means is told before it is saved, acts at once, and is taken back", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const holder = await as(browser, page, "album-admin@storefront.test");
  const asItComes = { "/orders": 200, "/print-operations": 403 };
  await opens(holder, asItComes);
  await enter(page, "admin@corporate.test");
  await page.goto("/roles/album-admin@storefront/edit");
  await grant(page, "Open orders/jobs.", "Not granted");
  await grant(page, QUEUE, "the storefront");
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(heading(page)).toHaveText("Before you save");
  await expect(page.getByRole("main")).toContainText("Nothing is saved yet.");
  const change = rows(page, "What the role gains and loses");
  await expect(change).toHaveCount(2);
  await expect(change.nth(0).locator("td")).toHaveText(["Gains", QUEUE, "the storefront"]);
  await expect(change.nth(1).locator("td")).toHaveText(["Loses", "Open orders/jobs.", "their own"]);
  const petra = rows(page, "Who gains and who loses what").filter({ hasText: "Petra Salo" }).locator("td");
  await expect(petra.nth(1)).toHaveText("Open the production job list (Shared Print Operations) (the storefront)");
  await expect(petra.nth(2)).toHaveText("Open orders/jobs (their own)");
  await opens(holder, asItComes);

  // The way back loses nothing of what was chosen, and saves nothing either.
  await page.getByRole("link", { name: "Change it again" }).click();
  await expect(heading(page)).toHaveText("Edit Album Admin (Storefront)");
  await expect(page.getByLabel("Open orders/jobs.", { exact: true })).toHaveValue("");
  await expect(page.getByLabel(QUEUE, { exact: true })).toHaveValue("production.queue storefront");
  await opens(holder, asItComes);

  await page.getByRole("button", { name: "See what changes" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await told(page, "The role was saved. It acts from now on.");
  await expect(page.locator(".page-head .badge")).toHaveText("Adjusted");
  await opens(holder, { "/orders": 403, "/print-operations": 200 });

  // Restoring is a change as well: it is looked at first.
  await page.getByRole("link", { name: "Restore default" }).click();
  await expect(heading(page)).toHaveText("Before you save");
  await expect(page.getByRole("main")).toContainText("Nothing is saved yet.");
  await expect(change.nth(0).locator("td")).toHaveText(["Gains", "Open orders/jobs.", "their own"]);
  await expect(change.nth(1).locator("td")).toHaveText(["Loses", QUEUE, "the storefront"]);
  await expect(petra.nth(1)).toHaveText("Open orders/jobs (their own)");
  await opens(holder, { "/orders": 403, "/print-operations": 200 });
  await page.getByRole("button", { name: "Restore default" }).click();
  await told(page, "The role is as it was at first.");
  await expect(page.getByRole("link", { name: "Restore default" })).toHaveCount(0);
  await opens(holder, asItComes);
});

/** The cells of a file of ours, line by line (RFC 4180). */
const parsed = (text: string) =>
  text
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!,
      ),
    );

/** How far a grant goes, as the file has it and as the page says it. */
const REACHES: Record<string, string> = {
  none: "no",
  public: "what is public",
  own: "their own",
  assigned: "what names them",
  link: "what their link opens",
  department: "their department",
  managed: "departments they manage",
  company: "their company",
  storefront: "the storefront",
  platform: "everything",
};

test("who can do what stands in one table, by role and permission, and in a file", async ({ page, browser }) => {
  await enter(page, "admin@corporate.test");
  await page.goto("/roles");
  await page.getByRole("link", { name: "Who can do what" }).click();
  await expect(heading(page)).toHaveText("Who can do what");
  const table = page.getByRole("table", { name: "Who can do what" });
  const permissions = table.locator("tbody tr:not(.matrix-group)");
  await expect.poll(() => table.locator("thead th").count(), "roles of every pack").toBeGreaterThan(20);
  await expect.poll(() => permissions.count(), "every permission").toBeGreaterThan(100);

  const bar = page.getByRole("search", { name: "Filter roles and permissions" });
  await bar.getByLabel("Pack").selectOption({ label: "Storefront" });
  await bar.getByLabel("Area").selectOption({ label: "Production" });
  await bar.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/\?(?=.*\bpack=storefront\b)(?=.*\barea=production\b)/);
  const names = ["Guest", "Registered", "Approver", "Album Admin", "Storefront Admin", "Platform Admin"];
  const heads = [...names, "Job Controller", "Print Location Downloader"].map((name) => `${name} (Storefront)`);
  await expect(table.locator("thead th")).toHaveText(heads);
  await page.waitForLoadState();
  const shown = await permissions.evaluateAll((lines) =>
    lines.map((line) => [...line.children].map((cell) => cell.textContent!.trim())),
  );

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^who-can-do-what-\d{4}-\d\d-\d\d\.csv$/);
  const [head, ...lines] = parsed(readFileSync(await (await download).path(), "utf8"));
  expect(head).toEqual(["Area", "Permission", "What it is", ...heads]);
  expect(new Set(lines.map(([area]) => area))).toEqual(new Set(["Production"]));
  const words = (cell: string) => {
    const reaches = cell.split("+");
    return reaches.includes("platform") ? "everything" : reaches.map((reach) => REACHES[reach]).join(" and ");
  };
  expect(lines.map(([, , about, ...cells]) => [about, ...cells.map(words)])).toEqual(shown);

  // Each filter is taken off by itself.
  await page.getByRole("list", { name: "Filters" }).getByRole("link", { name: "Pack: Storefront" }).click();
  await expect(page).not.toHaveURL(/pack=/);
  await expect(page).toHaveURL(/area=production/);
  await expect.poll(() => table.locator("thead th").count()).toBeGreaterThan(20);
  const customer = await as(browser, page, "end-user@corporate.test");
  await opens(customer, { "/roles/matrix": 403, "/roles/matrix.csv": 403, "/roles/why": 200 });
});

async function ask(page: Page, email: string, permission: string, whose: string) {
  await visit(page, "/roles/why");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("May they").selectOption({ label: permission });
  await page.getByLabel("Of what is").selectOption({ label: whose });
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page, "a question can be sent to a colleague").toHaveURL(/\/roles\/why\?(?=.*\bperson=)(?=.*\bof=)/);
}

test("why somebody may names the grant, and why not says what is missing and who could lift it", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  const main = page.getByRole("main");
  const granting = page.getByRole("table", { name: "Roles that grant it" });
  await ask(page, "registered@storefront.test", "Open orders/jobs.", "their own");
  await expect(main.getByText("Elina Virtanen may", { exact: true })).toBeVisible();
  await expect(main).toContainText("The role Registered grants it, as far as their own.");
  await expect(granting.getByRole("link", { name: "Registered (Storefront)" })).toBeVisible();

  await ask(page, "registered@storefront.test", "List and open users.", "somebody else's in their company");
  await expect(main.getByText("Elina Virtanen may not", { exact: true })).toBeVisible();
  await expect(main).toContainText("None of their roles grants it there. Whoever may change their roles can.");
  await expect(granting.getByRole("link", { name: "Storefront Admin (Storefront)" })).toBeVisible();
  await expect(granting.getByRole("link", { name: "Registered (Storefront)" })).toHaveCount(0);

  await ask(page, "suspended@corporate.test", "Sign in with credentials (account state must be active).", "their own");
  await expect(main.getByText("Noor Jansen may not", { exact: true })).toBeVisible();
  await expect(main).toContainText("The account is not active. That comes before every role");

  // Who gives roles in one department asks about its people; others are as if they were not there.
  await enter(page, "department-manager@printshop.test");
  await ask(page, "customer@printshop.test", "Approve one's own jobs.", "their own");
  await expect(main.getByText("Harriet Cole may not", { exact: true })).toBeVisible();
  for (const email of ["company-manager@printshop.test", "nobody@printshop.test"]) {
    await ask(page, email, "Approve one's own jobs.", "their own");
    await expect(main).toContainText("Nobody like that, as far as you can see.");
  }
});

test("a question about one order is answered as the order stands", async ({ page }) => {
  await enter(page, "end-user@corporate.test");
  await visit(page, "/orders?status=completed");
  const link = page.getByRole("table", { name: "Orders" }).getByRole("link", { name: /^Q-/ }).first();
  const order = (await link.innerText()).trim();
  const main = page.getByRole("main");
  const about = async (which: string) => {
    await visit(page, "/roles/why");
    await page.getByLabel("May I").selectOption({ label: "Change a job's content before it is frozen." });
    await page.getByLabel("Of what is").selectOption({ label: "this order" });
    await page.getByLabel("Which one").fill(which);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
  };
  await about(order);
  await expect(main.getByText("You may not", { exact: true })).toBeVisible();
  await expect(main).toContainText(`the order ${order}`);
  await expect(main).toContainText("The order is completed by now.");
  await about("Q-999999");
  await expect(main).toContainText("Nothing like that, as far as you can see.");
});

test("a question about one address names it as its page does", async ({ page }) => {
  await enter(page, "end-user@corporate.test");
  await visit(page, "/roles/why");
  await page.getByLabel("May I").selectOption({ label: "Add, change, delete company addresses." });
  await page.getByLabel("Of what is").selectOption({ label: "this address" });
  await page.getByLabel("Which one").fill("Head office");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const main = page.getByRole("main");
  await expect(main.getByText("You may not", { exact: true })).toBeVisible();
  await expect(main).toContainText("the address Head office of Brightwater Energy");
});

test("a role that is removed leaves its holders with another one", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  const name = unique("Short-lived");
  const path = await make(page, name, "Job Controller (Storefront)");
  const holder = unique("Lee Holder");
  await add(page, holder, { Storefront: "Harbour Print", Role: name });
  const someone = new URL(page.url()).pathname;
  await visit(page, path);
  await expect(rows(page, "Who holds it").filter({ hasText: holder })).toContainText("Harbour Print");

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Delete ${name}` });
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog.locator(".field-error"), "nobody is left without").toHaveText("Please fill this in.");
  await opens(page, { [path]: 200 });
  await dialog.getByLabel("Its holders get instead").selectOption({ label: "Job Controller (Storefront)" });
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await told(page, "The role was deleted.");
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await opens(page, { [path]: 404 });
  await visit(page, someone);
  await expect(roles(page)).toHaveCount(1);
  await expect(roles(page).locator("td").first()).toHaveText("Job Controller");
});

test("the audit trail names who did it and in whose name, to those it is for", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  await person(page, "end-user-2@corporate.test");
  await press(page, "Log in as");
  await page.getByRole("button", { name: "Return to your account" }).click();
  await told(page, "You are back in your own account.");

  await visit(page, "/audit");
  await expect(heading(page)).toHaveText("Audit trail");
  const bar = page.getByRole("search", { name: "Filter the audit trail" });
  const latest = (reader: Page) => rows(reader, "Audit trail").first();
  const cell = (reader: Page, column: string) => latest(reader).locator(`[data-label="${column}"]`);
  const both = "Margriet de Vries, logged in as Lotte Visser";
  await bar.getByLabel("Person").fill("lotte visser");
  await bar.getByLabel("Act").selectOption({ label: "Session: return" });
  await bar.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/\?(?=.*\bwho=lotte)(?=.*\bact=session\.return\b)/);
  await expect(cell(page, "Who")).toHaveText(both);
  await expect(cell(page, "What")).toHaveText("Session: return");
  await expect(cell(page, "To what")).toHaveText("Lotte Visser");
  await expect(cell(page, "Where")).toHaveText("Meridian Brand Centre");
  await visit(page, "/audit?act=session.impersonate");
  await expect(cell(page, "Who")).toHaveText("Margriet de Vries");
  await expect(cell(page, "What")).toHaveText("Session: impersonate");

  // A company's manager reads of the company's own people, without what was noted beside.
  const other = await as(browser, page, "department-manager@printshop.test");
  await visit(page, "/audit?who=department-manager@printshop.test");
  await expect(latest(page)).toContainText("Owen Hughes");
  const manager = await as(browser, page, "senior-manager@corporate.test");
  await manager.goto("/audit?who=department-manager@printshop.test");
  await expect(manager.getByRole("main")).toContainText("No entries");
  await visit(manager, "/audit?act=session.return");
  await expect(cell(manager, "Who")).toHaveText("The print shop, logged in as Lotte Visser");
  await expect(manager.locator("th").filter({ hasText: "Noted" })).toHaveCount(0);

  expect(await answers(other, "/audit")).toBe(403);
  for (const email of ["department-manager@corporate.test", "end-user@corporate.test", "supplier@corporate.test"]) {
    await enter(other, email);
    expect(await answers(other, "/audit"), email).toBe(403);
  }
  await visit(other, "/audit");
  await expect(heading(other)).toHaveText("Not allowed");
  expect(await answers(await another(browser), "/audit"), "a visitor is asked to sign in").toBe(303);
});
