// What the managers of companies do on People, and where each of them ends.
import type { Page } from "@playwright/test";
import { CHOSEN, acts, add, choosePassword, give, opens, people, person, pill, press, roles, sent } from "./people.ts";
import { as, enter, expect, signIn, test, told, unique, visit } from "./shop.ts";

/** The list holds these and none of the others. */
async function lists(page: Page, these: string[], others: string[]) {
  await visit(page, "/people");
  for (const name of these) await expect(people(page).filter({ hasText: name }), name).toHaveCount(1);
  for (const name of others) await expect(people(page).filter({ hasText: name }), name).toHaveCount(0);
}

/** What is answered to each act on whom this path is of. */
async function everyAct(page: Page, path: string): Promise<Record<string, number>> {
  const forms: Record<string, Record<string, string>> = {
    edit: { name: "Somebody else" },
    "set-departments": {},
    invite: {},
    suspend: {},
    reactivate: {},
    delete: {},
    "assign-role": { role: "end-user@corporate", at: "platform" },
    "withdraw-role": { assignment: "1" },
    "log-in-as": {},
  };
  const statuses: Record<string, number> = {};
  for (const [act, form] of Object.entries(forms)) {
    statuses[act] = await sent(page, act, { person: path.split("/").pop()!, version: "1", ...form });
  }
  return statuses;
}

/** The value of what the dialog offers under these words. */
const offered = async (page: Page, words: string) =>
  (await page.locator("#add-person option").filter({ hasText: words }).getAttribute("value"))!;

/** With access: whoever gets none is given no role, theirs to give or not. */
const invited = { invite: "true", email: "nobody@newcomers.test" };

test("a Senior Manager cares for everybody of the company and for nobody else", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const admin = await as(browser, page, "admin@corporate.test");
  const stranger = await person(admin, "end-user-3@corporate.test");
  await admin.goto("/people");
  const elsewhere = await offered(admin, "Castellan Hotels");
  await enter(page, "senior-manager@corporate.test");
  const colleagues = ["Lotte Visser", "Anouk Smit", "Bram Kuiper"];
  await lists(page, colleagues, ["Inês Carvalho", "Harriet Cole", "Margriet de Vries"]);
  const columns = ["Name", "Email", "Departments", "Roles", "State"];
  await expect(page.getByRole("table", { name: "People" }).getByRole("columnheader")).toHaveText(columns);
  await expect(page.locator("#add-person select"), "the department alone is chosen").toHaveCount(1);

  const name = unique("Sam Record");
  const email = await add(page, name, { Department: "Sales" }, false);
  await told(page, "Added, without access. You can invite them any time.");
  await expect(pill(page)).toHaveText("Inactive");
  const about = page.getByRole("region", { name: "Who this is" });
  const data = page.getByRole("form", { name: "Data" });
  await data.getByLabel("Phone").fill("+31 20 555 0123");
  await data.getByRole("button", { name: "Save" }).click();
  await expect(about).toContainText("+31 20 555 0123");
  const departments = page.getByRole("form", { name: "Departments" });
  await departments.getByRole("checkbox", { name: "Sales" }).uncheck();
  await departments.getByRole("checkbox", { name: "Marketing" }).check();
  await departments.getByRole("button", { name: "Save departments" }).click();
  await expect(about).toContainText("Marketing");
  await expect(about).not.toContainText("Sales");

  await press(page, "Invite");
  await told(page, "The invitation is on its way.");
  const other = await choosePassword(browser, email);
  await signIn(other, email, CHOSEN);
  await page.reload();
  await expect(acts(page)).toHaveText(["Suspend", "Delete"]);
  await press(page, "Suspend");
  await expect(acts(page)).toHaveText(["Reactivate", "Delete"]);
  await opens(other, { "/orders": 303 });
  await press(page, "Reactivate");
  await expect(pill(page)).toHaveText("Active");
  await press(page, "Delete");
  await told(page, "Deleted. Their orders stay.");
  await visit(page, `/people?q=${encodeURIComponent(email)}`);
  await expect(page.getByRole("main")).toContainText("Nobody like that");

  // Roles are not theirs to give, and another company is not there for them.
  await person(page, "end-user-2@corporate.test");
  await expect(acts(page)).toHaveText(["Suspend", "Delete"]);
  await expect(give(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Withdraw/ })).toHaveCount(0);
  const hidden = { edit: 404, "set-departments": 404, invite: 404, suspend: 404, reactivate: 404, delete: 404 };
  const refused = { "assign-role": 403, "withdraw-role": 403, "log-in-as": 403 };
  expect(await everyAct(page, stranger)).toEqual({ ...hidden, ...refused });
  const higher = { name, role: "senior-manager@corporate", ...invited };
  expect(await sent(page, "add", higher)).toBe(403);
  expect(await sent(page, "add", { name, company: elsewhere }), "as if there were none").toBe(422);
  await opens(page, { "/people": 200, "/audit": 200, "/approvals": 200, [stranger]: 404 });
  await opens(page, { "/roles": 403, "/roles/matrix": 403, "/roles/new": 403, "/dashboard": 403 });
  // Of oneself everybody asks; of others, who has roles in hand.
  await opens(page, { "/roles/why": 200, "/roles/why?person=end-user-2@corporate.test": 403 });
});

test("a Department Manager of pack corporate sees the department and changes nobody", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const admin = await as(browser, page, "admin@corporate.test");
  const stranger = await person(admin, "end-user-2@corporate.test");
  await enter(page, "department-manager@corporate.test");
  await lists(page, ["Sanne Bakker", "Bram Kuiper"], ["Lotte Visser", "Noor Jansen", "Inês Carvalho"]);
  await expect(page.getByRole("button", { name: "Add person" })).toHaveCount(0);
  const colleague = await person(page, "end-user@corporate.test");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sanne Bakker");
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  for (const path of [colleague, stranger]) {
    expect(new Set(Object.values(await everyAct(page, path))), path).toEqual(new Set([403]));
  }
  expect(await sent(page, "add", { name: unique("Nobody") })).toBe(403);
  await opens(page, { "/people": 200, "/approvals": 200, [colleague]: 200, [stranger]: 404 });
  await opens(page, { "/roles": 403, "/audit": 403, "/dashboard": 403 });
});

test("a Department Manager of pack printshop keeps the people of the department", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const admin = await as(browser, page, "admin@corporate.test");
  const stranger = await person(admin, "company-manager@printshop.test");
  await admin.goto("/people");
  const publicity = await offered(admin, "Publicity");
  await enter(page, "department-manager@printshop.test");
  await lists(page, ["Harriet Cole", "Moira Sinclair"], ["Beatrice Langley", "Callum Reid", "Sanne Bakker"]);
  const mine = ["Customer", "Customer Plus", "Power User"];
  const firsts = page.locator("#add-person select[name=role] option");
  await expect(firsts).toHaveText(["What every customer has", ...mine]);

  // In the department that is managed, as one of three roles, and in no other way.
  const name = unique("Jo Editorial");
  const editorial = await offered(page, "Editorial");
  expect(await sent(page, "add", { name }), "a department must be chosen").toBe(422);
  expect(await sent(page, "add", { name, department: publicity }), "as if there were none").toBe(422);
  const higher = { name, department: editorial, role: "company-manager@printshop", ...invited };
  expect(await sent(page, "add", higher)).toBe(403);
  await add(page, name, { Department: "Editorial", Role: "Customer Plus" });
  const path = new URL(page.url()).pathname;
  await expect(pill(page)).toHaveText("Invited");
  await expect(acts(page)).toHaveText(["Invite", "Delete"]);
  const data = page.getByRole("form", { name: "Data" });
  await data.getByLabel("Phone").fill("+44 20 7946 0123");
  await data.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("region", { name: "Who this is" })).toContainText("+44 20 7946 0123");
  const boxes = page.getByRole("form", { name: "Departments" }).getByRole("checkbox");
  await expect(boxes).toHaveCount(1);
  await expect(boxes).toBeChecked();

  const role = give(page).getByLabel("Role", { exact: true });
  const place = give(page).getByLabel("Where it starts");
  await expect(role.locator("option")).toHaveText(["Choose a role", ...mine]);
  await role.selectOption({ label: "Power User" });
  await place.selectOption({ label: "Editorial" });
  await give(page).getByRole("button", { name: "Give role" }).click();
  await expect(roles(page).filter({ hasText: "Power User" })).toContainText("Editorial");
  const company = await place.locator("option").filter({ hasText: "Foxglove Publishing" }).getAttribute("value");
  const beyond = { person: path.split("/").pop()!, version: "1" };
  expect(await sent(page, "assign-role", { ...beyond, role: "company-manager@printshop", at: company! })).toBe(403);
  expect(await sent(page, "assign-role", { ...beyond, role: "operator@printshop", at: "platform" })).toBe(403);
  await page.getByRole("button", { name: "Withdraw Power User at Editorial" }).click();
  await expect(roles(page)).toHaveCount(1);
  await press(page, "Delete");
  await told(page, "Deleted. Their orders stay.");

  // Nobody is suspended, logged in as, or reached in another department.
  await person(page, "customer@printshop.test");
  await expect(acts(page)).toHaveText(["Delete"]);
  const hidden = { edit: 404, "set-departments": 404, invite: 404, delete: 404 };
  const ungiven = { "assign-role": 404, "withdraw-role": 404 };
  const refused = { suspend: 403, reactivate: 403, "log-in-as": 403 };
  expect(await everyAct(page, stranger)).toEqual({ ...hidden, ...ungiven, ...refused });
  await opens(page, { "/people": 200, "/roles": 200, "/roles/matrix": 200, "/roles/why": 200 });
  await opens(page, { "/roles/new": 403, "/audit": 403, "/dashboard": 403, [stranger]: 404 });
  await opens(page, { "/roles/job-controller@storefront": 404 });
});

