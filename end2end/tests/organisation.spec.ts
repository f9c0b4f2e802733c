// How a client is set up: companies, departments and who manages them (PJ-37), codes for the bookkeeping
// (PJ-55), folders of products (PSM-21), suppliers (PJ-49) and addresses (PJ-26, PJ-34). Each test makes
// what it changes, or puts back what it has moved: the demo is that of all specs.
import type { Locator, Page } from "@playwright/test";
import { SHOP, addCompany, addDepartment, adding, idOf, managing, rows } from "./organisation.ts";
import { CHOSEN, add, choosePassword, opens } from "./people.ts";
import {
  as,
  checkOut,
  decided,
  enter,
  expect,
  fillIn,
  hidden,
  menu,
  send,
  signIn,
  test,
  told,
  unique,
  visit,
} from "./shop.ts";

const MISSING = "Please fill this in.";
const TAKEN = "This is already in use.";

/** Presses past what a browser would say itself: that is left to the server. */
async function pressUnchecked(button: Locator) {
  await button.evaluate((one: HTMLButtonElement) => (one.formNoValidate = true));
  await button.click();
}

/** What is said beside a field, by its name. */
const beside = (form: Locator, name: string) =>
  form
    .locator(".field")
    .filter({ has: form.page().locator(`[name=${name}]`) })
    .locator(".field-error");

test("an administrator adds a company and a department, and says who manages it", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const company = unique("Acme Instruments");
  await addCompany(page, company, { open: true });
  const what = page.getByRole("region", { name: "What it is" });
  await expect(what).toContainText("Public");
  const settings = page.getByRole("form", { name: "Settings" });
  await settings.getByRole("checkbox", { name: "Public" }).uncheck();
  await settings.getByRole("button", { name: "Save" }).click();
  await told(page, "Saved.");
  await expect(what).toContainText("Private");
  await expect(what).not.toContainText("Public");

  const department = unique("Press office");
  await addDepartment(page, company, department);

  const name = unique("Robin Press");
  const place = { Storefront: SHOP, Company: company, Department: department };
  const email = await add(page, name, { ...place, Role: "End User" });
  const other = await choosePassword(browser, email);
  await signIn(other, email, CHOSEN);
  const ordering = ["Products", "Order Manager", "Addresses"];
  await expect(menu(other)).toHaveText(ordering);

  // The button of its row opens who manages it, and nobody is appointed by pressing alone.
  const managers = await managing(page, department);
  const row = rows(page, "Departments").filter({ hasText: department });
  await expect(managers).toContainText("Nobody manages it.");
  await pressUnchecked(managers.getByRole("button", { name: "Appoint" }));
  await expect(beside(managers, "person")).toHaveText(MISSING);
  await managers.getByLabel("Colleague").selectOption({ label: name });
  await managers.getByRole("button", { name: "Appoint" }).click();
  await told(page, "Appointed, from now on.");
  await expect(managers.getByRole("list", { name: "Managers" })).toContainText(name);
  await expect(row.locator("[data-label=Managers]")).toHaveText(name);
  await visit(other, "/");
  await expect(menu(other)).toHaveText(["Products", "Order Manager", "Approvals", "People", "Addresses"]);
  await opens(other, { "/approvals": 200, "/people": 200, "/departments": 403 });

  await managers.getByRole("button", { name: `Dismiss ${name}` }).click();
  await told(page, "Dismissed, from now on.");
  await expect(managers).toContainText("Nobody manages it.");
  await opens(other, { "/approvals": 403, "/people": 403, "/orders": 200 });
});

test("a company's people are asked for the codes that it keeps, and told beside the field what is wrong", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await enter(page, "admin@corporate.test");
  const company = unique("Bluebell Foods");
  await addCompany(page, company);
  const { pathname } = new URL(page.url());
  const asked = page.getByRole("form", { name: "Asked at the checkout" });

  // What no page of ours would send is told where it would have been typed, and stays.
  const unseen = hidden(await page.content());
  const long = "#".repeat(61);
  const nonsense = { ask_cost_centre: "banana", ask_purchase_order: "required", pattern: long };
  await send(page, "/fn/companies/codes", { company: unseen.company, version: unseen.version, ...nonsense }, pathname);
  await visit(page, pathname);
  await expect(beside(asked, "ask_cost_centre")).toHaveText("Please choose one of those offered.");
  await expect(beside(asked, "pattern")).toHaveText("Please use at most 60 characters.");
  await expect(asked.getByLabel("Written as")).toHaveValue(long);
  await asked.getByLabel("Cost centre").selectOption({ label: "Required" });
  await asked.getByLabel("Purchase order number").selectOption({ label: "Required" });
  await asked.getByLabel("Written as").fill("PO-####");
  await asked.getByRole("button", { name: "Save what is asked" }).click();
  await told(page, "Saved. The checkout asks for this from now on.");

  await page.getByRole("button", { name: "Add cost centre", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Add cost centre" });
  const code = dialog.getByLabel("Code", { exact: true });
  const everybody = dialog.getByRole("checkbox", { name: "All departments" });
  const named = unique("Spring campaign");
  await code.fill(" ");
  await dialog.getByLabel("Name", { exact: true }).fill(named);
  await everybody.uncheck();
  await pressUnchecked(dialog.getByRole("button", { name: "Add", exact: true }));
  await expect(dialog.getByRole("alert")).toContainText("Please look at 2 things");
  await expect(beside(dialog, "centre_code")).toHaveText(MISSING);
  await expect(dialog.locator("#departments"), "it is for nobody").toHaveText(MISSING);
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue(named);
  await expect(everybody).not.toBeChecked();
  await code.fill("4711");
  await everybody.check();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await told(page, "Saved. Orders keep the cost centre as it was when they were placed.");
  await expect(rows(page, "Cost centres")).toHaveCount(1);
  await expect(rows(page, "Cost centres")).toContainText("4711");

  // Somebody of the company, who has an address to type still.
  const email = await add(page, unique("Alex Charged"), { Storefront: SHOP, Company: company, Role: "End User" });
  const customer = await choosePassword(browser, email);
  await signIn(customer, email, CHOSEN);
  await fillIn(customer, unique("Charged"));
  await checkOut(customer);
  const main = customer.getByRole("main");
  const address = {
    Recipient: "Alex Charged",
    "Street and number": "Wijnhaven 1",
    Postcode: "3011 WR",
    Town: "Rotterdam",
    Country: "Netherlands",
  };
  for (const [label, words] of Object.entries(address)) await main.getByLabel(label, { exact: true }).fill(words);
  await main.getByLabel("Purchase order number").fill("PO 1");
  await pressUnchecked(main.getByRole("button", { name: "Place order" }));
  await expect(main.getByRole("alert")).toContainText("Please look at 2 things");
  await expect(beside(main, "cost_centre")).toHaveText(MISSING);
  const written = "Please write it as PO-####, with a digit for each # and a letter for each @.";
  await expect(beside(main, "purchase_order")).toHaveText(written);
  await expect(main.getByLabel("Purchase order number")).toHaveValue("PO 1");
  for (const [label, words] of Object.entries(address)) {
    await expect(main.getByLabel(label, { exact: true })).toHaveValue(words);
  }

  await main.getByLabel("Cost centre").selectOption({ label: `4711 ${named}` });
  await main.getByLabel("Purchase order number").fill("PO-0815");
  await main.getByRole("button", { name: "Place order" }).click();
  await expect(customer).toHaveURL(/\/orders\/Q-\d+$/);
  await expect(main).toContainText(`4711 ${named}`);
  await expect(main).toContainText("PO-0815");
});

test("an administrator moves a product into a folder, and a Company Manager says which departments see it", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await enter(page, "administrator@printshop.test");
  const visible = async (department: string) => {
    await visit(page, "/departments");
    const cell = page.getByRole("cell", { name: department, exact: true });
    const count = rows(page, "Departments").filter({ has: cell }).locator("[data-label='Visible products']");
    return Number(await count.innerText());
  };
  const [editorial, publicity] = [await visible("Editorial"), await visible("Publicity")];
  const customer = await as(browser, page, "customer@printshop.test");
  await opens(customer, { "/products/calendars": 200 });

  const dialog = await adding(page, "/catalogue/folders", "Add publication type");
  await pressUnchecked(dialog.getByRole("button", { name: "Add", exact: true }));
  await expect(beside(dialog, "company")).toHaveText(MISSING);
  await expect(beside(dialog, "name")).toHaveText(MISSING);
  const folder = unique("Trade fairs");
  await dialog.getByLabel("Company", { exact: true }).selectOption({ label: "Foxglove Publishing" });
  await dialog.getByLabel("Name", { exact: true }).fill(folder);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await told(page, `${folder} was added, for all departments of the company.`);
  const row = rows(page, "Publication types").filter({ hasText: folder });
  await row.getByRole("button", { name: `Products ${folder}` }).click();
  const products = page.getByRole("dialog", { name: `Products in ${folder}` });
  await expect(products).toContainText("No product is in it.");
  await products.getByLabel("Product", { exact: true }).selectOption({ label: "Wall calendars" });
  await products.getByRole("button", { name: "Put in" }).click();
  await told(page, "Put in. Only who sees the publication type is offered it.");
  await expect(products.getByRole("list", { name: "Products" })).toContainText("Wall calendars");
  expect(await visible("Editorial"), "all departments of the company see it still").toBe(editorial);

  // Whose company it is assigns it, and does nothing else to it.
  const manager = await as(browser, page, "company-manager@printshop.test");
  await visit(manager, "/catalogue/folders");
  const theirs = rows(manager, "Publication types").filter({ hasText: folder });
  await expect(theirs.getByRole("button")).toHaveText(["Departments"]);
  await theirs.getByRole("button", { name: `Departments ${folder}` }).click();
  const departments = manager.getByRole("dialog", { name: `Departments that see ${folder}` });
  await departments.getByRole("checkbox", { name: "All departments" }).uncheck();
  await departments.getByRole("checkbox", { name: "Publicity" }).check();
  await departments.getByRole("button", { name: "Save departments" }).click();
  await told(manager, "Saved. It acts from now on.");
  await expect(theirs.locator("[data-label=Departments]")).toHaveText("Publicity");
  await opens(customer, { "/products/calendars": 404 });
  expect(await visible("Editorial")).toBe(editorial - 1);
  expect(await visible("Publicity")).toBe(publicity);

  // While something is in it, it is not removed; taken out, the product is for everybody again.
  await visit(page, "/catalogue/folders");
  await row.getByRole("button", { name: `Delete ${folder}` }).click();
  await expect(page.getByRole("dialog", { name: `Delete ${folder}` })).toContainText("Please take them out first.");
  await visit(page, "/catalogue/folders");
  await row.getByRole("button", { name: `Products ${folder}` }).click();
  await products.getByRole("button", { name: "Take out Wall calendars" }).click();
  await told(page, "Taken out. It is for whom the product itself is for.");
  await opens(customer, { "/products/calendars": 200 });
  await visit(page, "/catalogue/folders");
  await row.getByRole("button", { name: `Delete ${folder}` }).click();
  const last = page.getByRole("dialog", { name: `Delete ${folder}` });
  await last.getByRole("button", { name: "Delete", exact: true }).click();
  await told(page, "The publication type was deleted.");
  await expect(row).toHaveCount(0);
  expect(await visible("Editorial")).toBe(editorial);
});

test("an admin limits a product to a department, and a member of another no longer sees it (PJ-15)", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const marketing = await as(browser, page, "end-user@corporate.test");
  const sales = await as(browser, page, "end-user-2@corporate.test");
  await opens(marketing, { "/products/tote-bags": 200, "/catalogue": 403 });
  await opens(sales, { "/products/tote-bags": 200 });

  await visit(page, "/catalogue?q=tote");
  const row = rows(page, "Product visibility").filter({ hasText: SHOP });
  await expect(row.locator("[data-label='Who sees it']")).toHaveText("Everybody");
  await row.getByRole("link", { name: "Tote bags" }).click();
  const form = page.getByRole("form", { name: "Who sees it" });
  await form.getByRole("radio", { name: "Chosen departments" }).check();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.locator("#departments")).toHaveText(MISSING);
  await expect(form.getByRole("radio", { name: "Chosen departments" })).toBeChecked();
  const theirs = form.getByRole("group", { name: "Departments of Brightwater Energy" });
  await theirs.getByRole("checkbox", { name: "Sales" }).check();
  await form.getByRole("button", { name: "Save" }).click();
  await told(page, "Saved. It acts from now on.");
  await opens(marketing, { "/products/tote-bags": 404 });
  await opens(sales, { "/products/tote-bags": 200 });

  // The number of what a department sees leads to it.
  const cell = page.getByRole("cell", { name: "Sales", exact: true });
  await visit(page, "/departments?q=brightwater");
  await rows(page, "Departments").filter({ has: cell }).getByRole("link", { name: "products that Sales sees" }).click();
  const seen = page.getByRole("dialog", { name: "Products that Sales sees" });
  await expect(seen.getByRole("listitem").filter({ hasText: "Tote bags" })).toContainText("not for everybody");

  await visit(page, "/catalogue?q=tote");
  await expect(row.locator("[data-label='Who sees it']")).toHaveText("1 department");
  await row.getByRole("link", { name: "Tote bags" }).click();
  await form.getByRole("radio", { name: "Everybody" }).check();
  await form.getByRole("button", { name: "Save" }).click();
  await told(page, "Saved. It acts from now on.");
  await opens(marketing, { "/products/tote-bags": 200 });
});

test("a supplier is added, its people are invited by mail, and it is taken out of use", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const firm = unique("Fine Bindery");
  const dialog = await adding(page, "/suppliers", "Add supplier");
  await dialog.getByLabel("Name", { exact: true }).fill(firm);
  await dialog.getByLabel("Email", { exact: true }).fill("orders@fine-bindery.example");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await told(page, `${firm} was added. Jobs can be sent to it.`);
  const row = rows(page, "Suppliers").filter({ hasText: firm });
  await expect(row.locator(".pill")).toHaveText("Active");

  // Who buys here is nobody's supplier under the same address.
  await row.getByRole("button", { name: `Invite ${firm}` }).click();
  const invite = page.getByRole("dialog", { name: `Invite somebody of ${firm}` });
  const name = unique("Sam Binder");
  await invite.getByLabel("Their name").fill(name);
  await invite.getByLabel("Email", { exact: true }).fill("end-user@corporate.test");
  await invite.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(beside(invite, "email")).toHaveText(TAKEN);
  await expect(invite.getByLabel("Their name")).toHaveValue(name);
  const email = `${unique("binder").replace(" ", "-")}@newcomers.test`;
  await invite.getByLabel("Email", { exact: true }).fill(email);
  await invite.getByRole("button", { name: "Invite", exact: true }).click();
  await told(page, "The invitation is on its way.");
  await expect(row.locator("[data-label=People]")).toContainText(`${name} (Invited)`);

  const other = await choosePassword(browser, email);
  await signIn(other, email, CHOSEN);
  await expect(other).toHaveURL(/\/orders$/);
  await opens(other, { "/orders": 200, "/people": 403, "/suppliers": 403, "/print-operations": 403 });

  await row.getByRole("button", { name: `Deactivate ${firm}` }).click();
  await told(page, "Deactivated: it is only recorded now, and its people cannot sign in.");
  await expect(row.locator(".pill")).toHaveText("Inactive");
  await opens(other, { "/orders": 303 });
  await visit(other, "/sign-in");
  await other.getByLabel("Email").fill(email);
  await other.getByLabel("Password").fill(CHOSEN);
  await other.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByRole("main")).toContainText("do not match an account that can sign in");
});

test("an address of a company is added, kept to a department and deleted by who may, and by nobody else", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const label = unique("Depot");
  const dialog = await adding(page, "/addresses?kind=company", "Add address");
  await dialog.getByLabel("Company", { exact: true }).selectOption({ label: "Brightwater Energy" });
  const lines = {
    Name: label,
    Recipient: "Brightwater Energy",
    Street: "Havenweg 5",
    "Post code": "8861 XA",
    Town: "Harlingen",
    Country: "Netherlands",
  };
  for (const [line, words] of Object.entries(lines)) await dialog.getByLabel(line, { exact: true }).fill(words);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await told(page, "Added, for all departments of the company.");
  const listed = (reader: Page) => rows(reader, "Company addresses").filter({ hasText: label });
  await expect(listed(page).locator("[data-label=Departments]")).toHaveText("All");

  // A Department Manager reads it, and changes nothing about it.
  const manager = await as(browser, page, "department-manager@corporate.test");
  await visit(manager, "/addresses");
  await expect(listed(manager)).toHaveCount(1);
  await expect(listed(manager).getByRole("button")).toHaveCount(0);
  await expect(manager.getByRole("button", { name: "Add address" })).toHaveCount(0);
  const id = await idOf(listed(page));
  const forms: Record<string, Record<string, string>> = {
    delete: { address: id, version: "1" },
    edit: { address: id, version: "1", label: "Another" },
    "assign-departments": { address: id, version: "1", everybody: "true" },
    "add-company": { label: "Another" },
  };
  for (const [act, form] of Object.entries(forms)) {
    expect.soft(await decided(manager, `addresses/${act}`, form), act).toBe(403);
  }
  // A Senior Manager keeps the addresses, but for saying which departments one is for.
  const senior = await as(browser, page, "senior-manager@corporate.test");
  await visit(senior, "/addresses");
  await expect(listed(senior).getByRole("button")).toHaveText(["Edit", "Delete"]);

  await listed(page).getByRole("button", { name: `Departments ${label}` }).click();
  const departments = page.getByRole("dialog", { name: `Departments of ${label}` });
  const everybody = departments.getByRole("checkbox", { name: "All departments" });
  await everybody.uncheck();
  await departments.getByRole("button", { name: "Save departments" }).click();
  await expect(departments.locator("#departments"), "it is for nobody").toHaveText(MISSING);
  await expect(everybody).not.toBeChecked();
  await departments.getByRole("checkbox", { name: "Sales" }).check();
  await departments.getByRole("button", { name: "Save departments" }).click();
  await told(page, "Saved.");
  await expect(listed(page).locator("[data-label=Departments]")).toHaveText("Sales");
  await visit(manager, "/addresses");
  await expect(listed(manager), "of another department by now").toHaveCount(0);
  const sales = await as(browser, page, "end-user-2@corporate.test");
  await visit(sales, "/addresses");
  await expect(listed(sales)).toHaveCount(1);

  await listed(page).getByRole("button", { name: `Delete ${label}` }).click();
  const last = page.getByRole("dialog", { name: `Delete ${label}` });
  await last.getByRole("button", { name: "Delete", exact: true }).click();
  await told(page, "Deleted. Orders that were placed go where they were placed to.");
  await expect(listed(page)).toHaveCount(0);
  await visit(sales, "/addresses");
  await expect(listed(sales)).toHaveCount(0);
});

test("nonsense in a dialog is told beside each field, and nothing typed is lost", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const script = `"><script>document.title='run'</script>`;
  const forms: {
    path: string;
    act: string;
    chosen?: Record<string, string>;
    typed: Record<string, string>;
    says: Record<string, string | RegExp>;
  }[] = [
    { path: "/companies", act: "Add company", chosen: { Storefront: SHOP }, typed: { name: " " }, says: { name: MISSING } },
    {
      path: "/companies",
      act: "Add company",
      chosen: { Storefront: SHOP },
      typed: { name: "Brightwater Energy" },
      says: { name: TAKEN },
    },
    {
      path: "/departments",
      act: "Add department",
      chosen: { Company: "Brightwater Energy" },
      typed: { name: " " },
      says: { name: MISSING },
    },
    {
      path: "/departments",
      act: "Add department",
      chosen: { Company: "Brightwater Energy" },
      typed: { name: "Marketing" },
      says: { name: TAKEN },
    },
    { path: "/departments", act: "Add department", typed: { name: script }, says: { company: MISSING } },
    {
      path: "/suppliers",
      act: "Add supplier",
      typed: { name: " ", email: "nonsense@" },
      says: { name: MISSING, email: /^This is not an email address\./ },
    },
    { path: "/suppliers", act: "Add supplier", typed: { name: "Northgate Bindery" }, says: { name: TAKEN } },
    {
      path: "/addresses?kind=company",
      act: "Add address",
      chosen: { Company: "Brightwater Energy" },
      typed: { label: " ", recipient: " ", line1: script, postcode: "1".repeat(21), city: " ", country: " " },
      says: {
        label: MISSING,
        recipient: MISSING,
        postcode: "Please use at most 20 characters.",
        city: MISSING,
        country: MISSING,
      },
    },
  ];
  for (const { path, act, chosen = {}, typed, says } of forms) {
    await test.step(`${act}: ${Object.values(typed).join(", ")}`, async () => {
      const dialog = await adding(page, path, act);
      for (const [label, option] of Object.entries(chosen)) {
        await dialog.getByLabel(label, { exact: true }).selectOption({ label: option });
      }
      for (const [name, words] of Object.entries(typed)) await dialog.locator(`[name=${name}]`).fill(words);
      await pressUnchecked(dialog.getByRole("button", { name: "Add", exact: true }));
      await expect(dialog.getByRole("alert")).toBeVisible();
      await expect(dialog.locator(".field-error")).toHaveCount(Object.keys(says).length);
      for (const [name, words] of Object.entries(says)) await expect.soft(beside(dialog, name), name).toHaveText(words);
      for (const [name, words] of Object.entries(typed)) {
        await expect.soft(dialog.locator(`[name=${name}]`), name).toHaveValue(words);
      }
      for (const [label, option] of Object.entries(chosen)) {
        const kept = dialog.getByLabel(label, { exact: true }).locator("option:checked");
        await expect.soft(kept, label).toHaveText(option);
      }
      expect(await page.title()).not.toBe("run");
    });
  }
});
