//! Five storefronts, and whoever a story puts into them.

use access::{Access, Anchor, Ctx, Role, Storefront};
use domain::{
    AccountId, CompanyId, StorefrontId, Timestamp, VisitorId,
    accounts::{AccountState, ForgotPassword, Register, SignIn, SignInField, Verify, VerifyField},
};
use service::accounts::{Client, Entered, Passwords, SignedIn};
use store::{
    accounts::{access_of, access_of_visitor},
    mail::Message,
    people::{self, NewAccount},
    sessions::{self, Hash, Kept},
    sql::sql,
    storefronts,
};

pub(crate) type Tested = Result<(), Box<dyn std::error::Error>>;
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

pub(crate) const PASSWORD: &str = "eleven purple staplers";
pub(crate) const BEGIN: Timestamp = Timestamp(1_700_000_000_000);

pub(crate) struct World {
    pub(crate) db: testkit::Database,
    pub(crate) passwords: Passwords,
    pub(crate) now: Timestamp,
    hash: String,
}

impl World {
    pub(crate) async fn new(db: testkit::Database) -> Outcome<Self> {
        let passwords = Passwords::new(2);
        let hash = passwords.hash::<domain::NoField>(PASSWORD, None).await?;
        let world = Self {
            db,
            passwords,
            now: BEGIN,
            hash,
        };
        for (slug, pack, public) in [
            ("storefront", "storefront", true),
            ("corporate", "corporate", false),
            ("market", "printshop", true),
            ("printshop", "printshop", false),
            ("configurator", "configurator", false),
        ] {
            let mut tx = world.db.store.begin().await?;
            sql("
                insert into storefronts (slug, name, public, pack, currency, approval)
                values ($1, $1, $2, $3, 'EUR', true)")
            .bind(slug)
            .bind(public)
            .bind(pack)
            .run(&mut tx)
            .await?;
            tx.commit().await?;
        }
        Ok(world)
    }

    pub(crate) async fn storefront(&self, slug: &str) -> Outcome<Storefront> {
        let mut tx = self.db.store.read().await?;
        let host = format!("{slug}.quoin.test");
        Ok(storefronts::by_host(&mut tx, &host, "quoin.test")
            .await?
            .ok_or("no such storefront")?)
    }

    /// A visitor's request at a storefront.
    pub(crate) async fn visitor(&self, slug: &str) -> Outcome<Ctx> {
        let at = self.storefront(slug).await?;
        let mut tx = self.db.store.read().await?;
        let access = access_of_visitor(&mut tx, &at, VisitorId(1)).await?;
        Ok(self.ctx(access, String::new(), at))
    }

    /// A request of somebody who is signed in at a storefront.
    pub(crate) async fn as_(&self, id: AccountId, slug: &str) -> Outcome<Ctx> {
        let at = self.storefront(slug).await?;
        let mut tx = self.db.store.read().await?;
        let (access, person) = access_of(&mut tx, id, None, self.now)
            .await?
            .ok_or("nobody")?;
        Ok(self.ctx(access, person.name, at))
    }

    fn ctx(&self, access: Access, name: String, at: Storefront) -> Ctx {
        let base_url = format!("https://{}.quoin.test", at.slug);
        Ctx {
            access,
            name,
            acting_name: None,
            previewing: None,
            at,
            now: self.now,
            base_url,
            platform_url: "https://quoin.test".to_owned(),
        }
    }

    pub(crate) const HERE: Client<'static> = Client {
        address: "192.0.2.1",
        bare: false,
    };
    pub(crate) const BARE: Client<'static> = Client {
        address: "192.0.2.1",
        bare: true,
    };

    /// A person with a password, a state and roles at anchors.
    pub(crate) async fn person(
        &self,
        email: &str,
        home: Option<StorefrontId>,
        state: AccountState,
        roles: &[(Role, Anchor)],
    ) -> Outcome<AccountId> {
        let mut tx = self.db.store.begin().await?;
        let company = roles.iter().find_map(|(_, anchor)| match anchor {
            Anchor::Company { company, .. } | Anchor::Departments { company, .. } => Some(*company),
            _ => None,
        });
        let new = NewAccount {
            storefront: home,
            company,
            supplier: None,
            name: "Dana Reyes",
            email: Some(email),
            state,
            password_hash: Some(&self.hash),
        };
        let id = people::insert(&mut tx, &new, self.now).await?;
        for (role, anchor) in roles {
            people::assign(&mut tx, id, *role, anchor, self.now).await?;
        }
        tx.commit().await?;
        Ok(id)
    }

    /// An active customer of `storefront`.
    pub(crate) async fn customer(&self, email: &str) -> Outcome<AccountId> {
        let at = self.storefront("storefront").await?.id;
        self.person(
            email,
            Some(at),
            AccountState::Active,
            &[(Role::Registered, Anchor::Storefronts(vec![at]))],
        )
        .await
    }

    pub(crate) async fn company(
        &self,
        slug: &str,
        name: &str,
    ) -> Outcome<(StorefrontId, CompanyId)> {
        let at = self.storefront(slug).await?.id;
        let mut tx = self.db.store.begin().await?;
        let company = people::insert_company(&mut tx, at, name).await?;
        tx.commit().await?;
        Ok((at, company))
    }

    pub(crate) async fn state(&self, id: AccountId, state: AccountState) -> Tested {
        let mut tx = self.db.store.begin().await?;
        sql("update accounts set state = $2 where id = $1")
            .bind(id)
            .bind(state.key())
            .run(&mut tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Signing in where the password is that of one account.
    pub(crate) async fn sign_in(
        &self,
        slug: &str,
        client: Client<'_>,
        email: &str,
        password: &str,
    ) -> Outcome<Result<SignedIn, access::Failure<SignInField>>> {
        match self.first_step(slug, client, email, password).await? {
            Ok(Entered::In(entered)) => Ok(Ok(entered)),
            Ok(another) => Err(format!("{another:?}").into()),
            Err(failure) => Ok(Err(failure)),
        }
    }

    /// Signing in as far as the password goes.
    pub(crate) async fn first_step(
        &self,
        slug: &str,
        client: Client<'_>,
        email: &str,
        password: &str,
    ) -> Outcome<Result<Entered, access::Failure<SignInField>>> {
        let form = SignIn {
            email: email.to_owned(),
            password: password.to_owned(),
            next: String::new(),
        };
        let ctx = self.visitor(slug).await?;
        Ok(service::accounts::sign_in(&self.db.store, &self.passwords, &ctx, client, &form).await)
    }

    pub(crate) async fn register(
        &self,
        slug: &str,
        email: &str,
        company: &str,
    ) -> Outcome<Result<(), access::Failure<domain::accounts::RegisterField>>> {
        let form = Register {
            name: "Dana Reyes".to_owned(),
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            company: company.to_owned(),
            passkey: String::new(),
        };
        let ctx = self.visitor(slug).await?;
        Ok(
            service::accounts::register(&self.db.store, &self.passwords, &ctx, Self::HERE, &form)
                .await,
        )
    }

    pub(crate) async fn forgot(&self, slug: &str, email: &str) -> Tested {
        let ctx = self.visitor(slug).await?;
        let form = ForgotPassword {
            email: email.to_owned(),
        };
        service::accounts::forgot_password(&self.db.store, &ctx, Self::HERE, &form).await?;
        Ok(())
    }

    pub(crate) async fn verify(
        &self,
        slug: &str,
        token: &str,
    ) -> Outcome<Result<(), access::Failure<VerifyField>>> {
        let ctx = self.visitor(slug).await?;
        Ok(service::accounts::verify(
            &self.db.store,
            &ctx,
            &Verify {
                token: token.to_owned(),
            },
        )
        .await)
    }

    /// Everything in the outbox, the latest first.
    pub(crate) async fn mails(&self) -> Outcome<Vec<Message>> {
        let mut tx = self.db.store.read().await?;
        Ok(store::mail::latest(&mut tx, 100).await?)
    }

    /// The token of the link in the latest mail.
    pub(crate) async fn token(&self) -> Outcome<String> {
        let mails = self.mails().await?;
        let body = &mails.first().ok_or("no mail")?.body;
        let link = body
            .lines()
            .find(|line| line.starts_with("https://"))
            .ok_or("no link")?;
        Ok(link.rsplit('/').next().unwrap_or_default().to_owned())
    }

    /// A session of an account, by the secret that its browser would hold.
    pub(crate) async fn session(&self, id: AccountId, secret: &str) -> Outcome<Hash> {
        let mut tx = self.db.store.begin().await?;
        let hash = Hash::of(secret);
        let kept = Kept {
            account: Some(id),
            acting: None,
            data: "{}".to_owned(),
        };
        assert!(sessions::create(&mut tx, &hash, &kept, "Test Browser", self.now).await?);
        tx.commit().await?;
        Ok(hash)
    }

    pub(crate) async fn lives(&self, hash: &Hash) -> Outcome<bool> {
        let mut tx = self.db.store.read().await?;
        Ok(sessions::load(&mut tx, hash, self.now).await?.is_some())
    }

    /// How many entries of the audit trail there are of an act.
    pub(crate) async fn audited(&self, act: &str) -> Outcome<i64> {
        let mut tx = self.db.store.read().await?;
        Ok(sql("select count(*) from audit where act = $1")
            .bind(act)
            .int(&mut tx)
            .await?)
    }
}
