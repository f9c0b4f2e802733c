// People: added, suspended, helped, given roles; in the dialog, and by who presses twice.
import {
  BRIGHTWATER,
  CHOSEN,
  add,
  choosePassword,
  give,
  opens,
  people,
  person,
  pill,
  press,
  roles,
  sent,
} from "./people.ts";
import { asPeople, awake, enter, expect, menu, send, signIn, test, told, unique, visit } from "./shop.ts";

test("somebody is added, follows the mailed link, and opens what their role opens", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const name = unique("Robin Invited");
  const email = await add(page, name, { ...BRIGHTWATER, Role: "End User" });
  await told(page, "Added, and the invitation is on its way.");
  await expect(pill(page)).toHaveText("Invited");

  // With a password they are still invited, until they have come in.
  const other = await choosePassword(browser, email);
  await page.reload();
  await expect(pill(page)).toHaveText("Invited");
  await signIn(other, email, CHOSEN);
  await expect(other.locator(".frame-person-name")).toHaveText(name);
  await page.reload();
  await expect(pill(page)).toHaveText("Active");

  await expect(menu(other)).toHaveText(["Products", "Order Manager", "Addresses"]);
  await opens(other, { "/": 200, "/orders": 200, "/cart": 200, "/account": 200 });
  await opens(other, { "/approvals": 403, "/print-operations": 403, "/dashboard": 403 });
  await opens(other, { "/people": 403, "/roles": 403, "/audit": 403, [new URL(page.url()).pathname]: 403 });

  // The link has done its work.
  await visit(other, "/mail");
  await other.getByRole("row").filter({ hasText: email }).getByRole("link").click();
  await other.locator("a[href*='/reset/']").click();
  await expect(other.getByRole("main")).toContainText("This link does not work any more");
});

test("a suspension acts on the next click of who is signed in, and lifting it loses nothing", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const email = await add(page, unique("Alex Suspended"), BRIGHTWATER);
  const other = await choosePassword(browser, email);
  await signIn(other, email, CHOSEN);
  await page.reload();
  await press(page, "Suspend");
  await told(page, "Suspended: every session is ended, and nothing is lost.");
  await expect(pill(page)).toHaveText("Suspended");

  await menu(other).filter({ hasText: "Order Manager" }).click();
  await expect(other).toHaveURL(/\/sign-in\?next=%2Forders$/);
  await other.getByLabel("Email").fill(email);
  await other.getByLabel("Password").fill(CHOSEN);
  await other.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByRole("main")).toContainText("do not match an account that can sign in");

  await press(page, "Reactivate");
  await told(page, "Reactivated, with everything as it was.");
  await expect(pill(page)).toHaveText("Active");
  await expect(roles(page)).toContainText("End User");
  await signIn(other, email, CHOSEN);
  await expect(menu(other)).toHaveText(["Products", "Order Manager", "Addresses"]);
});

test("an administrator logs in as a customer, sees whose name they act in, and returns", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  const path = await person(page, "end-user-2@corporate.test");
  await press(page, "Log in as");
  const banner = page.getByRole("region", { name: "Notice" });
  await expect(banner).toContainText("You are logged in as Lotte Visser");
  await expect.soft(banner, "and who it is that does").toContainText("Margriet de Vries");
  await expect(page.locator(".frame-person-name")).toHaveText("Lotte Visser");

  await menu(page).filter({ hasText: "Order Manager" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order Manager");
  await expect(banner).toContainText("You are logged in as Lotte Visser");
  await opens(page, { "/dashboard": 403, "/people": 403 });

  // What opens the account is not theirs to change, drawn or not; nor do they go on to somebody else.
  await visit(page, "/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  await expect(page.getByRole("button", { name: "Change password" })).toHaveCount(0);
  const form = { old_password: "not the password", new_password: CHOSEN };
  expect((await send(page, "/fn/accounts/change-password", form, "/account")).status()).toBe(403);
  expect(await sent(page, "log-in-as", { person: "1", version: "1" })).toBe(403);

  await banner.getByRole("button", { name: "Return to your account" }).click();
  await told(page, "You are back in your own account.");
  expect(new URL(page.url()).pathname).toBe(path);
  await expect(page.locator(".frame-person-name")).toHaveText("Margriet de Vries");
  await expect(banner).toHaveCount(0);
  await opens(page, { "/dashboard": 200, "/people": 200 });
});

test("a role that is given or taken acts on the next request", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const email = await add(page, unique("Chris Promoted"), BRIGHTWATER);
  const other = await choosePassword(browser, email);
  await signIn(other, email, CHOSEN);
  await opens(other, { "/approvals": 403, "/people": 403 });

  await page.reload();
  await give(page).getByLabel("Role", { exact: true }).selectOption({ label: "Senior Manager" });
  await give(page).getByLabel("Where it starts").selectOption({ label: "Brightwater Energy" });
  await give(page).getByRole("button", { name: "Give role" }).click();
  await told(page, "The role is given, and acts from now on.");
  await other.reload();
  await menu(other).filter({ hasText: "People" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("People");
  await opens(other, { "/approvals": 200, "/people": 200 });

  await page.getByRole("button", { name: "Withdraw Senior Manager at Brightwater Energy" }).click();
  await told(page, "The role is withdrawn.");
  await menu(other).filter({ hasText: "Approvals" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Not allowed");
  await expect(menu(other)).toHaveText(["Products", "Order Manager", "Addresses"]);
});

test("nonsense in the Add form is told beside each field and kept; pressed twice it adds one", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  await visit(page, "/people");
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog", { name: "Add person" });
  const control = (name: string) => dialog.locator(`[name=${name}]`);
  const beside = (name: string) => dialog.locator(".field").filter({ has: page.locator(`[name=${name}]`) });
  const button = dialog.getByRole("button", { name: "Add", exact: true });
  const choose = async () => {
    for (const [label, option] of Object.entries(BRIGHTWATER)) {
      await dialog.getByLabel(label, { exact: true }).selectOption({ label: option });
    }
  };
  const typed = { name: " ", email: "nonsense@", phone: `"><script>document.title='run'</script>${"x".repeat(40)}` };
  for (const [name, words] of Object.entries(typed)) await control(name).fill(words);
  await choose();
  const company = await control("company").inputValue();
  await control("invite").uncheck();
  // What a browser would say itself is left to the server.
  await button.evaluate((one: HTMLButtonElement) => (one.formNoValidate = true));
  await button.click();
  await expect(dialog.getByRole("alert")).toContainText("Please look at 3 things");
  await expect(beside("name").locator(".field-error")).toHaveText("Please fill this in.");
  await expect(beside("email").locator(".field-error")).toContainText("This is not an email address.");
  await expect(beside("phone").locator(".field-error")).toHaveText("Please use at most 40 characters.");
  for (const [name, words] of Object.entries(typed)) await expect(control(name)).toHaveValue(words);
  await expect(control("company")).toHaveValue(company);
  await expect(control("invite")).not.toBeChecked();
  expect(await page.title()).not.toBe("run");
  for (const line of await dialog.getByRole("alert").getByRole("link").all()) {
    await expect(page.locator((await line.getAttribute("href"))!)).toHaveCount(1);
  }

  // What is not offered.
  const name = unique("Pat Twice");
  const email = `${name.toLowerCase().replaceAll(" ", "-")}@newcomers.test`;
  const none: Record<string, string>[] = [
    { storefront: "banana", company: "banana", department: "banana" },
    { role: "banana" },
  ];
  for (const nonsense of none) {
    await send(page, "/fn/people/add", { name, email, ...nonsense }, "/people");
    await visit(page, "/people");
    for (const field of Object.keys(nonsense)) {
      await expect(beside(field).locator(".field-error"), field).toHaveText("Please choose one of those offered.");
    }
    await expect(control("name")).toHaveValue(name);
  }

  await choose();
  await control("invite").check();
  const form: Record<string, string> = { name, email, invite: "true" };
  for (const field of ["storefront", "company", "department"]) form[field] = await control(field).inputValue();
  await awake(page);
  await button.dblclick(asPeople);
  const added = page.getByRole("heading", { level: 1, name });
  await expect(added.or(beside("email").locator(".field-error"))).toBeVisible();
  expect(await sent(page, "add", form), "the email is in use by now").toBe(422);
  await visit(page, `/people?q=${encodeURIComponent(email)}`);
  await expect(people(page)).toHaveCount(1);
  await visit(page, "/mail");
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(1);
});
