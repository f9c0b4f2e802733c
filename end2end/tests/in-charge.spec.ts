// What the managers of companies do besides looking after people, and where each of them ends: addresses
// and homes, ordering for others, deciding on orders and looking after them, departments.
import type { Locator, Page } from "@playwright/test";
import { addCompany, addDepartment, adding, idOf, managing, rows } from "./organisation.ts";
import { BRIGHTWATER, CHOSEN, add, choosePassword, opens, person, pill, press } from "./people.ts";
import {
  approve,
  as,
  awake,
  changeContent,
  checkOut,
  decided,
  enter,
  expect,
  fillIn,
  fillInDataOf,
  hidden,
  menu,
  ordered,
  pdf,
  signIn,
  status,
  test,
  told,
  unique,
  visit,
} from "./shop.ts";

/** Somebody who cannot sign in, and where they live. */
type Resident = { name: string; path: string; id: string; street: string; home: string };

/** The last part of somebody's address here. */
const last = (path: string) => path.split("/").pop()!;

/** What stands on an envelope below the name. */
const lines = { line2: "", postcode: "1811 AA", city: "Alkmaar", country: "Netherlands" };

/** An administrator writes somebody of a department down, with a home. */
async function resident(admin: Page, department: string): Promise<Resident> {
  const [name, street] = [unique("Jo Resident"), unique("Zandweg")];
  await add(admin, name, { ...BRIGHTWATER, Department: department }, false);
  const { pathname: path } = new URL(admin.url());
  const id = last(path);
  const home = { of: id, label: "Home", recipient: name, line1: street, ...lines };
  expect(await decided(admin, "addresses/add-personal", home)).toBe(200);
  await visit(admin, `/addresses?kind=personal&person=${id}`);
  return { name, path, id, street, home: await idOf(homes(admin, name)) };
}

const homes = (page: Page, name: string) => rows(page, "Personal addresses").filter({ hasText: name });

/** Corrects the street of what a row is about; answers with the new one. */
async function correct(page: Page, row: Locator, label: string): Promise<string> {
  const street = unique("Duinweg");
  await row.getByRole("button", { name: `Edit ${label}` }).click();
  const dialog = page.getByRole("dialog", { name: `Edit ${label}` });
  await dialog.getByLabel("Street", { exact: true }).fill(street);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await told(page, "Saved. Orders that were placed go where they were placed to.");
  return street;
}

/** Fills in the dialog that adds an address, and adds it. */
async function writes(dialog: Locator, label: string, recipient: string) {
  const written = { Name: label, Recipient: recipient, Street: "Havenweg 5", "Post code": "8861 XA" };
  for (const [line, words] of Object.entries({ ...written, Town: "Harlingen", Country: "Netherlands" })) {
    await dialog.getByLabel(line, { exact: true }).fill(words);
  }
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
}

/** Deletes the address of a row, once asked whether that is meant. */
async function deletes(page: Page, row: Locator, label: string) {
  await row.getByRole("button", { name: `Delete ${label}` }).click();
  const sure = page.getByRole("dialog", { name: `Delete ${label}` });
  await sure.getByRole("button", { name: "Delete", exact: true }).click();
  await told(page, "Deleted. Orders that were placed go where they were placed to.");
  await expect(row).toHaveCount(0);
}

/** What somebody who corrects homes is answered where they would add or remove one. */
async function addsAndRemovesNone(page: Page, whom: Resident) {
  await visit(page, `/addresses?kind=personal&person=${whom.id}`);
  await expect(homes(page, whom.name).getByRole("button")).toHaveText(["Edit"]);
  await expect(page.getByRole("button", { name: "Add address" })).toHaveCount(0);
  await opensNothing(page, `/addresses?kind=personal&panel=delete&of=${whom.home}`);
  expect(await decided(page, "addresses/delete", { address: whom.home, version: "1" })).toBe(403);
  const another = { of: whom.id, label: "Another", recipient: whom.name, line1: "Zandweg 1", ...lines };
  expect(await decided(page, "addresses/add-personal", another), "as if there were nobody").toBe(422);
}

/** The address of a dialog that is not the reader's opens none. */
async function opensNothing(page: Page, path: string) {
  await visit(page, path);
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** At the checkout: for somebody, to their home. Both names stay on the order. */
async function placeFor(page: Page, whom: Resident, orderer: string) {
  await page.getByLabel("Order for").selectOption({ label: whom.name });
  await page.getByLabel("Deliver to").selectOption(whom.home);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\/Q-\d+$/);
  const people = page.getByRole("region", { name: "Ordered by" });
  await expect(people).toContainText(orderer);
  await expect(people).toContainText(whom.name);
  await expect(page.getByRole("region", { name: "Deliver to" })).toContainText(whom.street);
}

/** Decides on two orders that wait, each in its row on Approvals. */
async function decides(page: Page, approved: string, rejected: string, reason: string) {
  await visit(page, "/approvals");
  const waiting = (number: string) => rows(page, "Waiting for you").filter({ hasText: number });
  await waiting(approved).getByRole("button", { name: "Approve" }).click();
  await told(page, `${approved} was approved.`);
  await waiting(rejected).getByLabel("Reason").fill(reason);
  await waiting(rejected).getByRole("button", { name: "Reject" }).click();
  await told(page, `${rejected} was rejected.`);
}

/** Whoever ordered reads what was decided on both. */
async function readsBoth(page: Page, approved: string, rejected: string, reason: string) {
  await status(page, approved, "Approved");
  await status(page, rejected, "Rejected");
  await expect(page.getByRole("main")).toContainText(reason);
}

/** Fetches the artwork of an order from its page, byte for byte. */
async function fetchesArtwork(page: Page, number: string, artwork: Buffer) {
  await visit(page, `/orders/${number}`);
  const link = page.getByRole("region", { name: "Jobs" }).getByRole("link", { name: "Download artwork" });
  const fetched = await (await page.request.get((await link.getAttribute("href"))!)).body();
  expect(fetched.equals(artwork), "byte for byte").toBe(true);
}

/** Cancelling, confirming and changing what a colleague ordered is not offered, and refused when sent. */
async function leavesAlone(page: Page, customer: Page, number: string) {
  await visit(page, `/orders/${number}`);
  const main = page.getByRole("main");
  const acts = /^(Put on hold|Cancel order|Confirm receipt)$/;
  await expect(main.getByRole("button", { name: acts }), "whose it is not").toHaveCount(0);
  await expect(main.getByText("Change content")).toHaveCount(0);
  const form = hidden(await (await customer.request.get(`/orders/${number}`)).text());
  const shown = { order: form.number!, version: form.version! };
  for (const act of ["cancel", "confirm-receipt"]) {
    expect.soft(await decided(page, `orders/${act}`, shown), act).toBe(403);
  }
  const { origin } = new URL(page.url());
  const changed = await page.request.post(`${origin}/fn/orders/edit-content`, {
    multipart: { number: form.number!, job: form.job!, version: form.version!, reference: "Not theirs" },
    headers: { origin, accept: "application/json" },
  });
  expect(changed.status()).toBe(403);
}

/** Changes what is printed in an order of their own, whose page is open. */
async function changes(page: Page, words: string) {
  await awake(page);
  await changeContent(page, words);
  await told(page, "The content is changed.");
  await expect(page.getByRole("region", { name: "Jobs" })).toContainText(words);
}

/** Looks for words on Orders; the order is among what is found, or it is not. */
async function finds(page: Page, words: string, number: string, found = true) {
  await visit(page, `/orders?q=${encodeURIComponent(words)}`);
  await expect(page.getByRole("main").getByText(`Search: ${words}`), "what was looked for").toHaveCount(1);
  await expect(rows(page, "Orders").getByRole("link", { name: number, exact: true })).toHaveCount(found ? 1 : 0);
}

/** Cancels an order of their own that nobody has decided on. */
async function cancels(page: Page, number: string) {
  await status(page, number, "Awaiting approval");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await told(page, `${number} was cancelled.`);
  await expect(pill(page)).toHaveText("Cancelled");
}

/** The floor prints an approved order and ships it. */
async function ships(floor: Page, number: string) {
  await visit(floor, `/print-operations?q=${number}`);
  const job = rows(floor, "Jobs").filter({ hasText: `${number}-1` });
  for (const next of ["In production", "Shipping"]) {
    await job.getByLabel(`New status of job ${number}-1`).selectOption(next);
    await job.getByRole("button", { name: "Set status" }).click();
    await expect(job.locator(".pill")).toHaveText(next);
  }
}

/** Confirms that an order of their own has arrived. */
async function receives(page: Page, number: string) {
  await status(page, number, "Shipping");
  await expect(page.getByRole("button", { name: "Cancel order" }), "too late").toHaveCount(0);
  await page.getByRole("button", { name: "Confirm receipt" }).click();
  await expect(pill(page)).toHaveText("Completed");
}

/** Orders the same again from the page of an order; it is an order of their own. Answers with its number. */
async function reorders(page: Page, number: string, orderer: string, { waits = false } = {}): Promise<string> {
  const main = page.getByRole("main");
  await visit(page, `/orders/${number}`);
  await main.getByRole("link", { name: "Re-order" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Re-order");
  await awake(page);
  // The first that is offered: where it went to, or else where the reader may have it sent.
  await main.getByLabel("Deliver to").selectOption({ index: 1 });
  if (waits) await main.getByLabel("Approve this order now").uncheck();
  await main.getByRole("button", { name: "Re-order" }).click();
  await expect(page).toHaveURL(/\/orders\/Q-\d+$/);
  expect(page.url()).not.toContain(number);
  await expect(page.getByRole("region", { name: "Ordered by" })).toContainText(orderer);
  return last(page.url());
}

/** Each of these pages is in no menu of theirs, and refused. */
async function refused(page: Page, paths: string[]) {
  for (const path of paths) {
    await expect.soft(page.locator(`nav[aria-label=Main] a[href="${path}"]`), path).toHaveCount(0);
  }
  await opens(page, Object.fromEntries(paths.map((path) => [path, 403])));
  await visit(page, paths[0]!);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not allowed");
}

// PJ-24, PJ-26, PJ-27
test("a Senior Manager keeps the company's addresses, and of homes corrects what others add", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const admin = await as(browser, page, "admin@corporate.test");
  const colleague = await resident(admin, "Sales");
  await visit(admin, "/addresses?kind=personal&q=Carvalho");
  const elsewhere = await idOf(homes(admin, "Inês Carvalho"));

  await enter(page, "senior-manager@corporate.test");
  const label = unique("Depot");
  const dialog = await adding(page, "/addresses?kind=company", "Add address");
  await expect(dialog.getByLabel("Company", { exact: true }), "it goes without saying").toHaveCount(0);
  await writes(dialog, label, "Brightwater Energy");
  await told(page, "Added, for all departments of the company.");
  const depot = rows(page, "Company addresses").filter({ hasText: label });
  await expect(depot.locator("[data-label=Departments]")).toHaveText("All");
  await expect(depot).toContainText(await correct(page, depot, label));

  // Which departments it is for is not theirs to say.
  const id = await idOf(depot);
  await expect(depot.getByRole("button")).toHaveText(["Edit", "Delete"]);
  await opensNothing(page, `/addresses?kind=company&panel=departments&of=${id}`);
  const assigned = { address: id, version: "2", everybody: "true" };
  expect(await decided(page, "addresses/assign-departments", assigned)).toBe(403);
  await deletes(page, depot, label);

  // A colleague's home is found by their page. Another company's is not there.
  await visit(page, colleague.path);
  await page.getByRole("link", { name: "Personal addresses" }).click();
  await expect(page.getByRole("main")).toContainText(`Those of ${colleague.name}.`);
  const home = homes(page, colleague.name);
  await expect(home).toContainText(await correct(page, home, "Home"));
  await addsAndRemovesNone(page, colleague);
  await opensNothing(page, `/addresses?kind=personal&panel=edit&of=${elsewhere}`);
  expect(await decided(page, "addresses/edit", { address: elsewhere, version: "1" })).toBe(404);

  // What was done stands in the company's audit trail, by their own name.
  await visit(page, "/audit?act=address.correct");
  const latest = rows(page, "Audit trail").first();
  await expect(latest.locator("[data-label=Who]")).toHaveText("Joost van den Berg");
  await expect(latest.locator("[data-label=What]")).toHaveText("Address: correct");
});

// PJ-19, PJ-28, PJ-37
test("a Senior Manager orders for a colleague who cannot sign in, and sets no company up", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const admin = await as(browser, page, "admin@corporate.test");
  const stranger = last(await person(admin, "end-user-3@corporate.test"));
  const colleague = await resident(admin, "Sales");
  await enter(page, "senior-manager@corporate.test");
  await fillIn(page, unique("For Sales"));
  await checkOut(page);
  await expect(page.getByLabel("Order for").locator("option").filter({ hasText: "Inês Carvalho" })).toHaveCount(0);
  const form = hidden(await page.content());
  const beyond = { ...form, deliver_to: colleague.home, order_for: stranger };
  expect(await decided(page, "orders/place", beyond), "as if there were nobody").toBe(422);
  await placeFor(page, colleague, "Joost van den Berg");
  await expect(page.getByRole("region", { name: "Ordered by" }), "whose it is").toContainText("Sales");

  await refused(page, ["/departments", "/companies", "/catalogue/folders", "/suppliers", "/storefronts", "/settings"]);
  await opens(page, { "/people/import": 403, "/companies/1": 403 });
  for (const act of ["create", "rename", "delete", "appoint"]) {
    expect.soft(await decided(page, `departments/${act}`, { department: "1", version: "1" }), act).toBe(403);
  }
});

// PJ-33, PJ-34, PJ-35
test("a Department Manager of pack corporate corrects homes and orders, for the department alone", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const admin = await as(browser, page, "admin@corporate.test");
  const [mine, other] = [await resident(admin, "Marketing"), await resident(admin, "Sales")];
  const seller = await as(browser, page, "end-user-2@corporate.test");
  const number = await ordered(seller, unique("Not Marketing's"));

  await enter(page, "department-manager@corporate.test");
  await visit(page, "/addresses?kind=personal");
  await expect(homes(page, other.name)).toHaveCount(0);
  const home = homes(page, mine.name);
  mine.street = await correct(page, home, "Home");
  await expect(home).toContainText(mine.street);
  await addsAndRemovesNone(page, mine);
  await opensNothing(page, `/addresses?kind=personal&panel=edit&of=${other.home}`);
  expect(await decided(page, "addresses/edit", { address: other.home, version: "1" })).toBe(404);

  await fillIn(page, unique("For Marketing"));
  await checkOut(page);
  const people = page.getByLabel("Order for").locator("option");
  await expect(people.filter({ hasText: "Bram Kuiper" })).toHaveCount(1);
  await expect(people.filter({ hasText: other.name })).toHaveCount(0);
  await expect(page.getByLabel("Deliver to").locator("option").filter({ hasText: other.street })).toHaveCount(0);
  const form = hidden(await page.content());
  const beyond = { ...form, deliver_to: mine.home, order_for: other.id };
  expect(await decided(page, "orders/place", beyond), "as if there were nobody").toBe(422);
  await placeFor(page, mine, "Anouk Smit");

  await opens(page, { [mine.path]: 200, [other.path]: 404, [`/orders/${number}`]: 404 });
  await refused(page, ["/departments", "/companies", "/catalogue/folders", "/audit", "/suppliers", "/settings"]);
  await opens(page, { "/people/import": 403 });
});

// PJ-19, PJ-24, PJ-33
for (const { who, email, name, colleague } of [
  {
    who: "a Senior Manager",
    email: "senior-manager@corporate.test",
    name: "Joost van den Berg",
    colleague: { email: "end-user-2@corporate.test", name: "Lotte Visser", department: "Sales" },
  },
  {
    who: "a Department Manager of pack corporate",
    email: "department-manager@corporate.test",
    name: "Anouk Smit",
    colleague: { email: "end-user@corporate.test", name: "Sanne Bakker", department: "Marketing" },
  },
]) {
  test(`${who} decides on colleagues' orders, looks after their own, and has colleagues' data printed`, { tag: "@with-scripts" }, async ({
    page,
    browser,
  }) => {
    test.setTimeout(180_000);
    const customer = await as(browser, page, colleague.email);
    const artwork = pdf(2);
    const theirs = unique("To be approved");
    const approved = await ordered(customer, theirs, { buffer: artwork });
    const rejected = await ordered(customer, unique("To be rejected"));

    await enter(page, email);
    await leavesAlone(page, customer, approved);
    await finds(page, theirs, approved);
    await decides(page, approved, rejected, "Last year's logo.");
    await readsBoth(customer, approved, rejected, "Last year's logo.");
    await fetchesArtwork(page, approved, artwork);
    await expect(page.getByRole("button", { name: "Cancel order" }), "whose it is not").toHaveCount(0);
    const arrives = await reorders(page, approved, name);
    await expect(pill(page), "nobody approves their own").toHaveText("Awaiting approval");
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

    // Their own can be changed, found and cancelled while it waits, and once it ships be received.
    const own = await reorders(page, approved, name);
    const words = unique("Of my own");
    await changes(page, words);
    await finds(page, words, own);
    await cancels(page, own);
    await approve(await as(browser, page, "admin@corporate.test"), arrives);
    await ships(await as(browser, page, "job-controller@storefront.test"), arrives);
    await receives(page, arrives);

    await visit(page, "/products/name-cards");
    await fillInDataOf(page, colleague.name, colleague.department);
    await expect(page.getByLabel("Email", { exact: true })).toHaveValue(colleague.email);
    await expect(page.getByLabel("Department", { exact: true })).toHaveValue(colleague.department);
  });
}

// PSM-07, PSM-09, PSM-11, PSM-12, PSM-13, PSM-14, PSM-15
test("a Department Manager of pack printshop decides for the department, and looks after orders of their own", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const customer = await as(browser, page, "customer@printshop.test");
  const artwork = pdf(2);
  const theirs = unique("To be approved");
  const approved = await ordered(customer, theirs, { buffer: artwork });
  const rejected = await ordered(customer, unique("To be rejected"));
  await enter(page, "department-manager@printshop.test");
  await leavesAlone(page, customer, approved);
  await expect(page.getByRole("main").getByRole("link", { name: "Re-order" })).toHaveCount(0);
  await decides(page, approved, rejected, "The wrong imprint.");
  await readsBoth(customer, approved, rejected, "The wrong imprint.");
  await fetchesArtwork(page, approved, artwork);

  // Their own can be approved as it is placed. It waits where they do not, theirs to pause and to change.
  await fillIn(page, unique("Of my own"));
  await checkOut(page);
  await page.getByLabel("Approve this order now").uncheck();
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\/Q-\d+$/);
  const number = last(page.url());
  await expect(pill(page)).toHaveText("Awaiting approval");
  await page.getByRole("button", { name: "Put on hold" }).click();
  await expect(pill(page)).toHaveText("On hold");
  await page.getByRole("button", { name: "Release from hold" }).click();
  await expect(pill(page)).toHaveText("Awaiting approval");
  const words = unique("Changed by me");
  await changes(page, words);
  await page.getByRole("button", { name: "Approve" }).first().click();
  await expect(pill(page)).toHaveText("Approved");
  await expect(page.getByText("Change content")).toHaveCount(0);

  // A colleague's stands in their list, and yet is not found by words: they search their own.
  await finds(page, words, number);
  await finds(page, theirs, approved, false);
  await visit(page, "/orders");
  await expect(rows(page, "Orders").getByRole("link", { name: approved, exact: true })).toHaveCount(1);

  await ships(await as(browser, page, "operator@printshop.test"), number);
  await receives(page, number);
  await reorders(page, number, "Owen Hughes");
  await expect(pill(page), "approved as it was ordered").toHaveText("Approved");
  await expect(page.getByRole("button", { name: "Cancel order" }), "too late").toHaveCount(0);
  await cancels(page, await reorders(page, number, "Owen Hughes", { waits: true }));

  // An address of their own comes, is corrected, and goes.
  const label = unique("Cottage");
  await writes(await adding(page, "/addresses?kind=personal", "Add address"), label, "Owen Hughes");
  await told(page, "Added. It can be delivered to from now on.");
  const home = homes(page, label);
  await expect(home).toContainText(await correct(page, home, label));
  await deletes(page, home, label);
});

// PSM-15, PSM-16, PSM-17
test("a Department Manager of pack printshop keeps departments and their people, and sets no company up", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const admin = await as(browser, page, "admin@corporate.test");
  const shop = "Inkwell & Sons";
  const company = unique("Thistle Books");
  await addCompany(admin, company, { shop });
  const { pathname: ofCompany } = new URL(admin.url());
  const [novels, verse, maps] = [unique("Novels"), unique("Verse"), unique("Maps")];
  for (const name of [novels, verse, maps]) await addDepartment(admin, company, name);
  const name = unique("Sam Editor");
  const email = await add(admin, name, { Storefront: shop, Company: company, Department: novels });
  await signIn(await choosePassword(browser, email), email, CHOSEN);
  for (const department of [novels, verse]) {
    const managers = await managing(admin, department);
    await managers.getByLabel("Colleague").selectOption({ label: name });
    await managers.getByRole("button", { name: "Appoint" }).click();
    await told(admin, "Appointed, from now on.");
  }
  await managing(admin, maps);
  const foreign = await idOf(rows(admin, "Departments").filter({ hasText: maps }));

  await signIn(page, email, CHOSEN);
  await visit(page, "/departments");
  const department = (called: string) => rows(page, "Departments").filter({ hasText: called });
  await expect(rows(page, "Departments")).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Add department" })).toHaveCount(0);
  const own = await idOf(department(novels));
  await expect(department(novels).getByRole("button")).toHaveText(["Managers", "Rename"]);
  await department(novels).getByRole("button", { name: `Managers ${novels}` }).click();
  const managers = page.getByRole("dialog", { name: `Who manages ${novels}` });
  await expect(managers).toContainText(name);
  await expect(managers.getByRole("button"), "nobody is theirs to appoint or dismiss").toHaveCount(0);

  const stories = unique("Stories");
  await visit(page, "/departments");
  await department(novels).getByRole("button", { name: `Rename ${novels}` }).click();
  const dialog = page.getByRole("dialog", { name: `Rename ${novels}` });
  await dialog.getByLabel("Name", { exact: true }).fill(stories);
  await dialog.getByRole("button", { name: "Rename", exact: true }).click();
  await told(page, `It is called ${stories} from now on.`);
  await expect(department(stories)).toHaveCount(1);
  await opensNothing(page, `/departments?panel=delete&of=${own}`);
  await opensNothing(page, `/departments?panel=rename&of=${foreign}`);
  const mine = { department: own, version: "1", name: "Mine" };
  expect(await decided(page, "departments/rename", { ...mine, department: foreign })).toBe(404);
  for (const act of ["create", "delete", "appoint", "dismiss"]) {
    expect.soft(await decided(page, `departments/${act}`, mine), act).toBe(403);
  }

  // People come, go from one to the other, and leave.
  await add(page, unique("Lee Writer"), { Department: stories }, false);
  const about = page.getByRole("region", { name: "Who this is" });
  await expect(about).toContainText(stories);
  const boxes = page.getByRole("form", { name: "Departments" });
  await expect(boxes.getByRole("checkbox")).toHaveCount(2);
  await boxes.getByRole("checkbox", { name: stories }).uncheck();
  await boxes.getByRole("checkbox", { name: verse }).check();
  await boxes.getByRole("button", { name: "Save departments" }).click();
  await told(page, "Saved.");
  await expect(about).toContainText(verse);
  await expect(about).not.toContainText(stories);
  await press(page, "Delete");
  await told(page, "Deleted. Their orders stay.");

  // The company itself is others' to set up.
  await expect(menu(page).filter({ hasText: "Departments" })).toHaveCount(1);
  await refused(page, ["/companies", "/catalogue/folders", "/audit", "/suppliers", "/storefronts", "/settings"]);
  await opens(page, { [ofCompany]: 403, "/people/import": 403, "/roles/new": 403 });
  const settings = { company: last(ofCompany), version: "1", name: "Mine" };
  for (const act of ["edit", "set-passkey", "deactivate", "delete"]) {
    expect.soft(await decided(page, `companies/${act}`, settings), act).toBe(403);
  }
});
