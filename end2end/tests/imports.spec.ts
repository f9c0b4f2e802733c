// Importing people, departments and addresses (PJ-54): a file is looked at, its columns are said, the good
// rows are imported, and the same file again changes nothing.
import type { Locator, Page } from "@playwright/test";
import { SHOP, addCompany, addDepartment, idOf, rows } from "./organisation.ts";
import { bring, people, pill } from "./people.ts";
import { decided, enter, expect, test, told, unique, visit, xlsx } from "./shop.ts";

/** The rows of what would happen. */
const preview = (page: Page) => rows(page, "What would happen");

/** A column of some rows, cell by cell. */
const cells = (these: Locator, column: string) => these.locator(`[data-label="${column}"]`);

/** Says which column of the file, counted from 1, holds what. */
async function say(page: Page, columns: Record<string, number>) {
  const form = page.getByRole("form", { name: "Columns" });
  for (const [label, index] of Object.entries(columns)) {
    await form.getByLabel(label, { exact: true }).selectOption({ index });
  }
  await form.getByRole("button", { name: "Use these columns" }).click();
  await told(page, "The columns are set. Nothing is imported yet.");
}

/** Imports the good rows; the others are told with their lines, each with the same words as before. */
async function importGood(page: Page, faulty: Record<string, string>) {
  await page.getByRole("button", { name: "Import the good rows" }).click();
  // The page looks again by itself.
  await expect(page.getByText("Imported, without the rows below.")).toBeVisible({ timeout: 30_000 });
  const left = rows(page, "Rows that were left out");
  await expect(cells(left, "Line")).toHaveText(Object.keys(faulty));
  await expect(cells(left, "Why")).toHaveText(Object.values(faulty));
}

/** What was imported is there by now: the same file leaves nothing to be pressed. */
async function changesNothing(page: Page) {
  await expect(page.getByText("No row of this file would change anything.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: /^Import/ })).toHaveCount(0);
}

test("a file is looked at, mapped and imported, and changes nothing the second time", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const email = `${unique("import").replace(" ", "-")}@newcomers.test`;
  const name = unique("Robin Imported");
  const text = `Whom;Where to write;Department\n${name};${email};Marketing\nNobody;nowhere;Marketing\n`;
  await bring(page, text);
  // Nothing is guessed that the headings do not say.
  await expect(page.getByText("Please say above which column holds this: Email, Name.")).toBeVisible();
  await page.getByLabel("Email", { exact: true }).selectOption({ index: 2 });
  await page.getByLabel("Name", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Use these columns" }).click();

  await expect(preview(page).filter({ hasText: email })).toContainText("New");
  await expect(preview(page).filter({ hasText: "nowhere" })).toContainText("This is not an email address");
  await expect(page.getByRole("button", { name: "Import all" })).toBeDisabled();
  await page.getByRole("button", { name: "Import the good rows" }).click();
  // The page looks again by itself.
  await expect(page.getByText("Imported, without the rows below.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table", { name: "Rows that were left out" })).toContainText("not an email address");

  await visit(page, `/people?q=${encodeURIComponent(email)}`);
  await people(page).filter({ hasText: email }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(pill(page)).toHaveText("Inactive");
  await visit(page, "/mail");
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(0);

  await bring(page, `Email,Name,Department\n${email},${name},Marketing\n`);
  await expect(page.getByText("Everything in this file is there already.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
});

test("a workbook is imported as a file of text is", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  const email = `${unique("sheet").replace(" ", "-")}@newcomers.test`;
  const name = unique("Robin Sheet");
  const table = [
    ["Email", "Name", "Department"],
    [email, name, "Marketing"],
  ];
  await bring(page, xlsx(table), "people.xlsx");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("people.xlsx");
  await expect(preview(page)).toHaveCount(1);
  await expect(preview(page).filter({ hasText: email })).toContainText("New");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  // The page looks again by itself.
  await expect(page.getByText("Imported.", { exact: true })).toBeVisible({ timeout: 30_000 });
  await visit(page, `/people?q=${encodeURIComponent(email)}`);
  await expect(people(page).filter({ hasText: name })).toContainText("Marketing");
});

test("a file that is no table is told in a sentence, and what was chosen stays", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  await bring(page, "%PDF-1.7 and nothing else", "cards.pdf");
  await expect(page.getByRole("main")).toContainText("This file is neither CSV nor XLSX.");
  await expect(page.getByLabel("Import into").locator("option:checked")).toHaveText("Brightwater Energy");
});

test("departments are imported, a faulty row says why, and the same file again changes nothing", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const company = unique("Larkspur Mills");
  await addCompany(page, company);
  await addDepartment(page, company, "Sales");
  const heading = "Unit;Belongs to";
  const good = `Archive;${company}\nsales;\n`;
  const file = `${heading}\n${good};${company}\nARCHIVE;\nPress office;Brightwater Energy\n`;
  const brought = (text: string) => bring(page, text, "departments.csv", { kind: "Departments", into: company });
  await brought(file);
  await expect(page.getByText(`Departments into ${company}, ${SHOP}: 5 rows.`)).toBeVisible();
  await expect(page.getByText("Please say above which column holds this: Department.")).toBeVisible();
  await say(page, { Department: 1, Company: 2 });

  // A name is the same in whatever case.
  const faulty = {
    4: "Department: Please fill this in.",
    5: "The same as line 2.",
    6: "It names another company than the one you import into.",
  };
  const not = "Cannot be imported";
  await expect(page.getByText("1 new, 0 changed, 1 unchanged, 3 that cannot be imported.")).toBeVisible();
  await expect(cells(preview(page), "Row")).toHaveText(["Archive", "sales", "", "ARCHIVE", "Press office"]);
  await expect(cells(preview(page), "What happens")).toHaveText(["New", "Unchanged", not, not, not]);
  await expect(cells(preview(page), "Why")).toHaveText(["", "", ...Object.values(faulty)]);
  await expect(page.getByRole("button", { name: "Import all" })).toBeDisabled();
  await page.getByRole("navigation", { name: "Rows" }).getByRole("link", { name: not }).click();
  await expect(cells(preview(page), "Line")).toHaveText(Object.keys(faulty));
  await importGood(page, faulty);

  await visit(page, `/departments?q=${encodeURIComponent(company)}`);
  await expect(cells(rows(page, "Departments"), "Department")).toHaveText(["Archive", "Sales"]);

  await brought(file);
  await say(page, { Department: 1, Company: 2 });
  await expect(cells(preview(page), "What happens")).toHaveText(["Unchanged", "Unchanged", not, not, not]);
  await changesNothing(page);
  // Without the faulty rows nothing is left to be said.
  await brought(`Department;Company\n${good}`);
  await expect(page.getByText("Everything in this file is there already.")).toBeVisible();
});

// whoever administers the storefront imports there, too.
test("addresses come and are corrected by a workbook, and the same one again changes nothing", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "junior-admin@corporate.test");
  const company = unique("Teasel Works");
  await addCompany(page, company);
  const of = new URL(page.url()).pathname.split("/").pop()!;
  const [postcode, city, country] = ["8861 XA", "Harlingen", "Netherlands"] as const;
  const desk = { of, label: "Front desk", recipient: company, line1: "Havenweg 5", postcode, city, country };
  expect(await decided(page, "addresses/add-company", desk)).toBe(200);
  const list = `/addresses?kind=company&q=${encodeURIComponent(company)}`;
  const listed = rows(page, "Company addresses");
  await visit(page, list);
  await expect(cells(listed, "Name")).toHaveText(["Front desk"]);
  const number = await idOf(listed);

  const town = [postcode, city, country];
  const book = xlsx([
    ["Number", "Site", "Attention", "Street", "Postcode", "City", "Country"],
    ["", "Mill depot", company, "Havenweg 7", ...town],
    [number, "Reception", company, "Havenweg 3", ...town],
    ["", "Quay", company, "", ...town],
    ["999999999", "Nowhere", company, "Havenweg 9", ...town],
    ["many", "Everywhere", company, "Havenweg 11", ...town],
  ]);
  const brought = () => bring(page, book, "addresses.xlsx", { kind: "Company addresses", into: company });
  await brought();
  await expect(page.getByText(`Company addresses into ${company}, ${SHOP}: 5 rows.`)).toBeVisible();
  await expect(page.getByText("Please say above which column holds this: Name of the address.")).toBeVisible();
  await say(page, { "Name of the address": 2 });

  // By its number an address is known whatever it is called.
  const faulty = {
    4: "Street and number: Please fill this in.",
    5: "There is no address of this number where you import.",
    6: "Address number: Please enter a whole number.",
  };
  const [renamed, moved] = ["Front desk becomes Reception", "Havenweg 5 becomes Havenweg 3"];
  const changed = `Name of the address: ${renamed} Street and number: ${moved}`;
  const not = "Cannot be imported";
  await expect(page.getByText("1 new, 1 changed, 0 unchanged, 3 that cannot be imported.")).toBeVisible();
  await expect(cells(preview(page), "What happens")).toHaveText(["New", "Changed", not, not, not]);
  await expect(cells(preview(page), "Why")).toHaveText(["", changed, ...Object.values(faulty)]);
  const { pathname: looked } = new URL(page.url());
  await visit(page, list);
  await expect(cells(listed, "Name"), "nothing is imported yet").toHaveText(["Front desk"]);
  await visit(page, looked);
  await importGood(page, faulty);

  await visit(page, list);
  await expect(cells(listed, "Name")).toHaveText(["Mill depot", "Reception"]);
  await expect(cells(listed, "Address").nth(0)).toContainText("Havenweg 7");
  await expect(cells(listed, "Address").nth(1)).toContainText("Havenweg 3");
  await expect(cells(listed, "Departments")).toHaveText(["All", "All"]);

  await brought();
  await say(page, { "Name of the address": 2 });
  await expect(cells(preview(page), "What happens")).toHaveText(["Unchanged", "Unchanged", not, not, not]);
  await changesNothing(page);
});
