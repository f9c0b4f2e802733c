// Who is asked about somebody's orders, chosen on the person's page.
import { BRIGHTWATER, add, person } from "./people.ts";
import { enter, expect, test, told, unique } from "./shop.ts";

test("an Admin says who is asked about somebody's orders, and takes it back", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  await add(page, unique("Kim Requester"), BRIGHTWATER, false);
  const approval = page.getByRole("form", { name: "Approval" });
  const asked = approval.getByRole("checkbox", { name: "Ruben Meijer" });
  const save = approval.getByRole("button", { name: "Save approvers" });
  await expect(asked).not.toBeChecked();
  await asked.check();
  await save.click();
  await told(page, "Saved.");
  await expect(asked).toBeChecked();
  await asked.uncheck();
  await save.click();
  await expect(asked).not.toBeChecked();
  await page.reload();
  await expect(asked).not.toBeChecked();
});

test("an Admin links an approver to a product, and takes it back", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  await person(page, "approver@corporate.test");
  const approval = page.getByRole("form", { name: "Approval" });
  const about = approval
    .getByRole("group", { name: "Asked themselves whenever a colleague orders" })
    .getByRole("checkbox")
    .first();
  const save = approval.getByRole("button", { name: "Save approvers" });
  await expect(about).not.toBeChecked();
  await about.check();
  await save.click();
  await told(page, "Saved.");
  await expect(about).toBeChecked();
  await about.uncheck();
  await save.click();
  await expect(about).not.toBeChecked();
});
