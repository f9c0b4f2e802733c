//! Departments, companies, addresses, publication types and suppliers through the real router, as browsers without
//! JavaScript see them.

use crate::world::{World, after, submit, version};
use http::StatusCode;
use testkit::Database;

crate::stories! {
    psm_20_a_company_manager_adds_renames_and_deletes_a_department;
    pj_37_an_admin_opens_who_manages_a_department_and_appoints;
    pj_26_a_senior_manager_keeps_the_companys_addresses_without_a_picker;
    a_company_out_of_use_keeps_its_people_out_on_the_next_click;
    a_company_of_almost_the_same_name_is_marked;
    pj_55_cost_centres_are_kept_on_the_companys_page;
    psm_21_a_company_manager_assigns_a_publication_type_without_script;
    pj_15_an_admin_limits_a_product_to_a_department_without_script;
    pj_11_suppliers_are_for_those_who_run_the_platform;
}

async fn psm_20_a_company_manager_adds_renames_and_deletes_a_department(database: Database) {
    let world = World::demo_on(database).await;
    let mut manager = world.browser(Some("company-manager@printshop.test")).await;
    let list = manager.get("/departments").await.body;
    for words in ["Add department", "Editorial", "Publicity", "Owen Hughes"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert!(!list.contains("Marketing"), "another company's");
    // What was typed stays, and the reason stands at the field.
    let page = "/departments";
    let path = "/fn/departments/create";
    let body = submit(&mut manager, page, path, "company=&name=Editorial").await;
    assert!(body.contains("This is already in use"), "{body}");
    let body = submit(&mut manager, page, path, "company=&name=Archive").await;
    assert!(body.contains("Archive was added"), "{body}");
    let found = manager.get("/departments?q=archive").await.body;
    let id = after(&found, "name=\"of\" value=\"").to_owned();

    // Each dialog is an address, and opens without script.
    let managers = format!("/departments?panel=managers&of={id}");
    let body = manager.get(&managers).await.body;
    assert!(body.contains("Who manages Archive"), "{body}");
    assert!(body.contains("Nobody manages it"), "{body}");
    assert!(
        !body.contains("/fn/departments/appoint"),
        "not theirs to do"
    );
    let rename = format!("/departments?panel=rename&of={id}");
    let body = manager.get(&rename).await.body;
    let form = format!("department={id}&version={}&name=Records", version(&body));
    let path = "/fn/departments/rename";
    let body = submit(&mut manager, &rename, path, &form).await;
    assert!(body.contains("It is called Records from now on"), "{body}");
    // The same page again is stale, and says so where one is led back to.
    let body = submit(&mut manager, &rename, path, &form).await;
    assert!(
        body.contains("This has changed since you opened it"),
        "{body}"
    );
    let delete = format!("/departments?panel=delete&of={id}");
    let body = manager.get(&delete).await.body;
    let form = format!("department={id}&version={}&replacement=", version(&body));
    let body = submit(&mut manager, &delete, "/fn/departments/delete", &form).await;
    assert!(body.contains("The department was deleted"), "{body}");
    assert!(!body.contains("Records"), "{body}");
}

async fn pj_37_an_admin_opens_who_manages_a_department_and_appoints(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let found = admin.get("/departments?q=Sales").await.body;
    assert!(found.contains("Managers"), "{found}");
    let id = after(&found, "name=\"of\" value=\"").to_owned();
    let page = format!("/departments?panel=managers&of={id}");
    let body = admin.get(&page).await.body;
    let of_user = body.find(">Lotte Visser<").expect("a colleague to choose");
    let before = body.get(..of_user).expect("the part before");
    let person = before.rsplit("value=\"").next().expect("an option");
    let person = person.split('"').next().expect("its value");
    let form = format!("department={id}&version={}&person={person}", version(&body));
    let body = submit(&mut admin, &page, "/fn/departments/appoint", &form).await;
    assert!(body.contains("Appointed, from now on"), "{body}");
    assert!(body.contains("Dismiss Lotte Visser"), "{body}");
    // From the very next click on she looks after her people.
    let lotte = world.browser(Some("end-user-2@corporate.test")).await;
    assert_eq!(lotte.get("/people").await.status, StatusCode::OK);
    let stranger = world.browser(Some("end-user@corporate.test")).await;
    assert_eq!(
        stranger.get("/departments").await.status,
        StatusCode::FORBIDDEN
    );
}

async fn pj_26_a_senior_manager_keeps_the_companys_addresses_without_a_picker(database: Database) {
    let world = World::demo_on(database).await;
    let mut manager = world.browser(Some("senior-manager@corporate.test")).await;
    let list = manager.get("/addresses").await.body;
    for words in [
        "Company addresses",
        "Personal addresses",
        "Head office",
        "Add address",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert!(!list.contains("value=\"departments\""), "no picker: {list}");
    let lines = "label=Archive&recipient=Brightwater&line1=Havenweg+9&line2=&postcode=8861+XA";
    let form = format!("of=&{lines}&city=&country=Netherlands");
    let path = "/fn/addresses/add-company";
    let body = submit(&mut manager, "/addresses", path, &form).await;
    assert!(body.contains("Please fill this in"), "{body}");
    assert!(body.contains("Havenweg 9"), "what was typed stays");
    let form = format!("of=&{lines}&city=Harlingen&country=Netherlands");
    let body = submit(&mut manager, "/addresses", path, &form).await;
    assert!(body.contains("Havenweg 9, 8861 XA Harlingen"), "{body}");
    // Everybody in the company reads it; what can be done to it is not theirs.
    let user = world.browser(Some("end-user@corporate.test")).await;
    let body = user.get("/addresses?kind=company").await.body;
    assert!(body.contains("Archive"), "{body}");
    assert!(!body.contains("value=\"edit\""), "{body}");
    let elsewhere = world.browser(Some("end-user-3@corporate.test")).await;
    let body = elsewhere.get("/addresses?kind=company").await.body;
    assert!(!body.contains("Archive"), "{body}");
    // Who assigns has the picker.
    let admin = world.browser(Some("admin@corporate.test")).await;
    let body = admin.get("/addresses?kind=company&q=Havenweg+9").await.body;
    assert!(body.contains("value=\"departments\""), "{body}");
}

async fn a_company_out_of_use_keeps_its_people_out_on_the_next_click(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let user = world.browser(Some("end-user@corporate.test")).await;
    let list = admin.get("/companies?q=brightwater").await.body;
    let page = format!("/companies/{}", after(&list, "href=\"/companies/"));
    let body = admin.get(&page).await.body;
    for words in [
        "Brightwater Energy",
        "Deactivate",
        "Marketing, Operations, Sales",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(!body.contains("/fn/companies/delete"), "people hold it");
    let id = page.rsplit('/').next().expect("an id").to_owned();
    let form = format!("company={id}&version={}", version(&body));
    let path = "/fn/companies/deactivate";
    let body = submit(&mut admin, &page, path, &form).await;
    assert!(body.contains("Activate"), "{body}");
    assert_eq!(
        user.get("/account").await.location.as_deref(),
        Some("/sign-in?next=%2Faccount")
    );
    let form = format!("company={id}&version={}", version(&body));
    let path = "/fn/companies/activate";
    submit(&mut admin, &page, path, &form).await;
    assert_eq!(user.get("/account").await.status, StatusCode::OK);
    // Who may only edit has the settings and no switch.
    let junior = world.browser(Some("junior-admin@corporate.test")).await;
    let body = junior.get(&page).await.body;
    assert!(body.contains("/fn/companies/edit"), "{body}");
    assert!(!body.contains("/fn/companies/deactivate"), "{body}");
}

///
async fn a_company_of_almost_the_same_name_is_marked(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let path = "/fn/companies/create";
    let form = "storefront=2&name=Brightwater-Energy+Ltd";
    let body = submit(&mut admin, "/companies", path, form).await;
    assert!(body.contains("of almost the same name"), "{body}");
    assert!(body.contains("Brightwater Energy"), "{body}");
    let list = admin.get("/companies?q=brightwater").await.body;
    for words in [
        "Its name is like Brightwater Energy",
        "Its name is like Brightwater-Energy Ltd",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
}

async fn pj_55_cost_centres_are_kept_on_the_companys_page(database: Database) {
    let world = World::demo_on(database).await;
    let mut junior = world.browser(Some("junior-admin@corporate.test")).await;
    let list = junior.get("/companies?q=brightwater").await.body;
    let page = format!("/companies/{}", after(&list, "href=\"/companies/"));
    let id = page.rsplit('/').next().expect("an id").to_owned();
    let body = junior.get(&page).await.body;
    for words in ["Asked at the checkout", "Campaigns", "Key accounts"] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let shown = format!("company={id}&version={}", version(&body));
    let path = "/fn/companies/cost-centre";
    let form =
        format!("{shown}&cost_centre=&centre_code=9000&centre_name=&active=true&everybody=true");
    let body = submit(&mut junior, &page, path, &form).await;
    assert!(body.contains("Please fill this in"), "{body}");
    assert!(body.contains("value=\"9000\""), "what was typed stays");
    let form = form.replace("centre_name=", "centre_name=Jubilee");
    let body = submit(&mut junior, &page, path, &form).await;
    assert!(body.contains("Jubilee"), "{body}");
    // The same press again finds the page stale, and changes nothing.
    let body = submit(&mut junior, &page, path, &form).await;
    assert!(
        body.contains("This has changed since you opened it"),
        "{body}"
    );
    // Its dialog is an address, and opens without script.
    let centre = after(&body, "name=\"centre\" value=\"").to_owned();
    let body = junior.get(&format!("{page}?centre={centre}")).await.body;
    assert!(body.contains("Edit 1000"), "{body}");
    let path = "/fn/companies/codes";
    let shown = format!("company={id}&version={}", version(&body));
    let form = format!("{shown}&ask_cost_centre=required&ask_purchase_order=optional&pattern=");
    let body = submit(&mut junior, &page, path, &form).await;
    assert!(
        body.contains("The checkout asks for this from now on"),
        "{body}"
    );
}

async fn psm_21_a_company_manager_assigns_a_publication_type_without_script(database: Database) {
    let world = World::demo_on(database).await;
    let mut manager = world.browser(Some("company-manager@printshop.test")).await;
    let customer = world.browser(Some("customer@printshop.test")).await;
    assert!(customer.get("/").await.body.contains("Reading copies"));
    let list = manager.get("/catalogue/folders").await.body;
    for words in ["Readings and fairs", "Foxglove Publishing"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert!(!list.contains("Add publication type"), "not theirs to make");
    assert!(!list.contains("value=\"rename\""), "nor to rename");
    let id = after(&list, "name=\"of\" value=\"").to_owned();
    let page = format!("/catalogue/folders?panel=departments&of={id}");
    let body = manager.get(&page).await.body;
    let editorial = after(&body, "id=\"department-").to_owned();
    assert!(body.contains("Departments that see Readings and fairs"));
    let form = format!("publication_type={id}&version={}", version(&body));
    let path = "/fn/publication-types/assign-departments";
    let body = submit(&mut manager, &page, path, &form).await;
    assert!(body.contains("It acts from now on"), "{body}");
    // Assigned to nobody, it is on nobody's shelf.
    assert!(!customer.get("/").await.body.contains("Reading copies"));
    let body = manager.get(&page).await.body;
    let version = version(&body);
    let form = format!("publication_type={id}&version={version}&departments={editorial}");
    let body = submit(&mut manager, &page, path, &form).await;
    assert!(body.contains("Editorial"), "the first by name: {body}");
    assert!(customer.get("/").await.body.contains("Reading copies"));
    assert_eq!(
        customer.get("/catalogue/folders").await.status,
        StatusCode::FORBIDDEN
    );
}

/// The last department of the group of boxes under these words.
fn department_after<'a>(body: &'a str, words: &str) -> &'a str {
    let at = body.find(words).expect(words);
    let group = body
        .get(at..)
        .and_then(|rest| rest.split("</fieldset>").next());
    let (_, last) = group
        .and_then(|group| group.rsplit_once("id=\"department-"))
        .expect("a department");
    last.split('"').next().expect("an id")
}

async fn pj_15_an_admin_limits_a_product_to_a_department_without_script(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let marketing = world.browser(Some("end-user@corporate.test")).await;
    let sales = world.browser(Some("end-user-2@corporate.test")).await;
    let report = "/products/annual-report";
    assert_eq!(marketing.get(report).await.status, StatusCode::OK);
    let list = admin.get("/catalogue?q=annual").await.body;
    assert!(list.contains("Annual report") && !list.contains("Flyers"));
    let id = after(&list, "href=\"/catalogue/products/").to_owned();
    let page = format!("/catalogue/products/{id}");
    let body = admin.get(&page).await.body;
    for words in ["Who sees Annual report", "Castellan Hotels", "Heeded for"] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let path = "/fn/products/limit";
    let shown = format!("product={id}&version={}", version(&body));
    // What was chosen stays, and the reason stands beside it.
    let form = format!("{shown}&kind=departments");
    let faulty = submit(&mut admin, &page, path, &form).await;
    assert!(faulty.contains("Please fill this in."), "{faulty}");
    assert_eq!(marketing.get(report).await.status, StatusCode::OK);
    // The last by name is Sales.
    let department = department_after(&body, "Departments of Brightwater Energy");
    let form = format!("{shown}&kind=departments&departments={department}");
    let saved = submit(&mut admin, &page, path, &form).await;
    assert!(saved.contains("It acts from now on"), "{saved}");
    assert_eq!(marketing.get(report).await.status, StatusCode::NOT_FOUND);
    assert_eq!(sales.get(report).await.status, StatusCode::OK);
    let stale = submit(&mut admin, &page, path, &form).await;
    assert!(
        stale.contains("This has changed since you opened it"),
        "{stale}"
    );
    // The number of a department's products leads to them.
    let list = admin
        .get(&format!("/departments?panel=products&of={department}"))
        .await
        .body;
    for words in [
        "Products that Sales sees",
        "Annual report",
        "not for everybody",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    for path in ["/catalogue", &page] {
        let refused = marketing.get(path).await.status;
        assert_eq!(refused, StatusCode::FORBIDDEN, "{path}");
    }
}

async fn pj_11_suppliers_are_for_those_who_run_the_platform(database: Database) {
    let world = World::demo_on(database).await;
    let mut admin = world.browser(Some("admin@corporate.test")).await;
    let list = admin.get("/suppliers").await.body;
    for words in [
        "Northgate Bindery",
        "Femke Postma",
        "Old Mill Letterpress",
        "Inactive",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let form = "name=Quick+Fold&email=jobs%40quick-fold.test";
    let body = submit(&mut admin, "/suppliers", "/fn/suppliers/create", form).await;
    assert!(body.contains("Quick Fold was added"), "{body}");
    let found = admin.get("/suppliers?q=quick+fold").await.body;
    let id = after(&found, "name=\"of\" value=\"").to_owned();
    let page = format!("/suppliers?panel=invite&of={id}");
    let body = admin.get(&page).await.body;
    assert!(body.contains("Invite somebody of Quick Fold"), "{body}");
    let form = format!(
        "supplier={id}&version={}&name=Quinten&email=quinten%40quick-fold.test",
        version(&body)
    );
    let body = submit(&mut admin, &page, "/fn/suppliers/invite", &form).await;
    assert!(body.contains("The invitation is on its way"), "{body}");
    assert!(body.contains("Quinten"), "{body}");
    for somebody in ["junior-admin@corporate.test", "supplier@corporate.test"] {
        let browser = world.browser(Some(somebody)).await;
        let status = browser.get("/suppliers").await.status;
        assert_eq!(status, StatusCode::FORBIDDEN, "{somebody}");
    }
}
