use super::Backend;
use crate::http::sessions;
use access::{Ctx, Failure, Incident};
use app::{Act, At, accounts::Accounts};
use async_trait::async_trait;
use domain::{
    accounts::{
        AccountChoice, AccountPage, AddPasskey, BeginPasskey, ChangePassword, ChangePasswordField,
        ChooseAccount, ChooseAccountField, ChooseMails, CodeField, EditProfile, EditProfileField,
        EndSession, EnterCode, ForgotPassword, ForgotPasswordField, PasskeyField, PasskeysPage,
        Register, RegisterField, RemovePasskey, RenamePasskey, ResetPassword, ResetPasswordField,
        SecondFactorPage, ShowBoth, ShowBothField, SignIn, SignInField, SignInWithPasskey, Verify,
        VerifyField,
    },
    mail::Posted,
    paths,
};
use serde_json::Value;
use service::{
    accounts,
    accounts::{Client, Entered, Pending, SignedIn},
    mail,
};
use tower_sessions::{Session, session::Error};

impl Backend {
    /// The bare address is what no storefront was named by.
    pub(super) fn client<'a>(&self, act: &'a Act) -> Client<'a> {
        Client {
            address: &act.client.address,
            bare: self.bare(&act.ctx),
        }
    }

    /// The same for a page, which nothing is counted for.
    fn reader(&self, at: &At) -> Client<'static> {
        Client {
            address: "",
            bare: self.bare(&at.ctx),
        }
    }

    pub(super) fn bare(&self, ctx: &Ctx) -> bool {
        *ctx.base_url == *self.base_url
    }
}

/// Who stands in the door of this session.
async fn pending(session: Option<&Session>) -> Option<Pending> {
    sessions::pending(session?).await
}

/// Keeps what a step of signing in has come to; answers where to go.
async fn goes_on<F>(act: &Act, entered: Entered) -> Result<String, Failure<F>> {
    let (pending, to) = match entered {
        Entered::In(entered) => return begins(act, entered).await,
        Entered::Choose(pending) => (pending, paths::ChooseAccount.to_string()),
        Entered::Code(pending) => (pending, paths::SignInCode.to_string()),
    };
    sessions::wait(&act.session, &pending)
        .await
        .map_err(|error| lost(&error))?;
    Ok(to)
}

/// Begins the session of who is in.
async fn begins<F>(act: &Act, entered: SignedIn) -> Result<String, Failure<F>> {
    sessions::sign_in(&act.session, &entered, &act.client.agent)
        .await
        .map_err(|error| lost(&error))?;
    Ok(entered.to)
}

#[async_trait]
impl Accounts for Backend {
    async fn sign_in(&self, act: &Act, form: &SignIn) -> Result<String, Failure<SignInField>> {
        let entered = accounts::sign_in(
            &self.store,
            &self.passwords,
            &act.ctx,
            self.client(act),
            form,
        )
        .await?;
        goes_on(act, entered).await
    }

    async fn choices(&self, at: &At) -> Result<Vec<AccountChoice>, Failure> {
        let pending = pending(at.session.as_ref()).await;
        accounts::choices(&self.store, &at.ctx, self.reader(at), pending.as_ref()).await
    }

    async fn choose(
        &self,
        act: &Act,
        form: &ChooseAccount,
    ) -> Result<String, Failure<ChooseAccountField>> {
        let pending = pending(Some(&act.session)).await;
        let entered = accounts::choose(
            &self.store,
            &act.ctx,
            self.client(act),
            pending.as_ref(),
            form,
        )
        .await?;
        goes_on(act, entered).await
    }

    async fn code_wanted(&self, at: &At) -> Result<(), Failure> {
        let pending = pending(at.session.as_ref()).await;
        accounts::code_wanted(&at.ctx, pending.as_ref())
    }

    async fn enter_code(&self, act: &Act, form: &EnterCode) -> Result<String, Failure<CodeField>> {
        let pending = pending(Some(&act.session)).await;
        let entered = accounts::enter_code(
            &self.store,
            &self.seal,
            &act.ctx,
            self.client(act),
            pending.as_ref(),
            form,
        )
        .await?;
        begins(act, entered).await
    }

    async fn sign_out(&self, act: &Act) -> Result<(), Failure> {
        accounts::sign_out(&self.store, &act.ctx, sessions::hash(&act.session).as_ref()).await?;
        sessions::sign_out(&act.session)
            .await
            .map_err(|error| lost(&error))
    }

    async fn register(&self, act: &Act, form: &Register) -> Result<(), Failure<RegisterField>> {
        accounts::register(
            &self.store,
            &self.passwords,
            &act.ctx,
            self.client(act),
            form,
        )
        .await
    }

    async fn verify_link_works(&self, at: &At, token: &str) -> Result<bool, Failure> {
        accounts::verify_link_works(&self.store, &at.ctx, token).await
    }

    async fn verify(&self, act: &Act, form: &Verify) -> Result<(), Failure<VerifyField>> {
        accounts::verify(&self.store, &act.ctx, form).await
    }

    async fn forgot_password(
        &self,
        act: &Act,
        form: &ForgotPassword,
    ) -> Result<(), Failure<ForgotPasswordField>> {
        accounts::forgot_password(&self.store, &act.ctx, self.client(act), form).await
    }

    async fn reset_link_works(&self, at: &At, token: &str) -> Result<bool, Failure> {
        accounts::reset_link_works(&self.store, &at.ctx, token).await
    }

    async fn invitation_works(&self, at: &At, token: &str) -> Result<bool, Failure> {
        accounts::invitation_works(&self.store, &at.ctx, token).await
    }

    async fn reset_password(
        &self,
        act: &Act,
        form: &ResetPassword,
    ) -> Result<(), Failure<ResetPasswordField>> {
        accounts::reset_password(&self.store, &self.passwords, &act.ctx, form).await
    }

    async fn account(&self, at: &At) -> Result<AccountPage, Failure> {
        accounts::account(
            &self.store,
            &at.ctx,
            at.session.as_ref().and_then(sessions::hash).as_ref(),
        )
        .await
    }

    async fn edit_profile(
        &self,
        act: &Act,
        form: &EditProfile,
    ) -> Result<(), Failure<EditProfileField>> {
        accounts::edit_profile(&self.store, &act.ctx, form).await
    }

    async fn choose_mails(&self, act: &Act, form: &ChooseMails) -> Result<(), Failure> {
        accounts::choose_mails(&self.store, &act.ctx, form).await
    }

    async fn change_password(
        &self,
        act: &Act,
        form: &ChangePassword,
    ) -> Result<(), Failure<ChangePasswordField>> {
        let this = sessions::hash(&act.session);
        accounts::change_password(&self.store, &self.passwords, &act.ctx, this.as_ref(), form).await
    }

    async fn end_session(&self, act: &Act, form: &EndSession) -> Result<(), Failure> {
        accounts::end_session(&self.store, &act.ctx, form).await
    }

    async fn second_factor(&self, at: &At) -> Result<SecondFactorPage, Failure> {
        accounts::second_factor(&self.store, &self.seal, &at.ctx).await
    }

    async fn begin_second_factor(&self, act: &Act) -> Result<(), Failure> {
        accounts::begin_second_factor(&self.store, &self.seal, &act.ctx).await
    }

    async fn confirm_second_factor(
        &self,
        act: &Act,
        form: &ShowBoth,
    ) -> Result<Vec<String>, Failure<ShowBothField>> {
        let this = sessions::hash(&act.session);
        accounts::confirm_second_factor(
            &self.store,
            &self.passwords,
            &self.seal,
            &act.ctx,
            this.as_ref(),
            form,
        )
        .await
    }

    async fn renew_recovery_codes(
        &self,
        act: &Act,
        form: &ShowBoth,
    ) -> Result<Vec<String>, Failure<ShowBothField>> {
        accounts::renew_recovery_codes(&self.store, &self.passwords, &self.seal, &act.ctx, form)
            .await
    }

    async fn switch_off_second_factor(
        &self,
        act: &Act,
        form: &ShowBoth,
    ) -> Result<(), Failure<ShowBothField>> {
        let this = sessions::hash(&act.session);
        accounts::switch_off_second_factor(
            &self.store,
            &self.passwords,
            &self.seal,
            &act.ctx,
            this.as_ref(),
            form,
        )
        .await
    }

    async fn passkeys(&self, at: &At) -> Result<PasskeysPage, Failure> {
        accounts::passkeys(&self.store, &at.ctx).await
    }

    async fn begin_passkey(
        &self,
        act: &Act,
        form: &BeginPasskey,
    ) -> Result<Value, Failure<PasskeyField>> {
        accounts::begin_passkey(&self.store, &self.passwords, &self.seal, &act.ctx, form).await
    }

    async fn add_passkey(&self, act: &Act, form: &AddPasskey) -> Result<(), Failure<PasskeyField>> {
        accounts::add_passkey(&self.store, &act.ctx, form).await
    }

    async fn rename_passkey(
        &self,
        act: &Act,
        form: &RenamePasskey,
    ) -> Result<(), Failure<PasskeyField>> {
        accounts::rename_passkey(&self.store, &act.ctx, form).await
    }

    async fn remove_passkey(&self, act: &Act, form: &RemovePasskey) -> Result<(), Failure> {
        let this = sessions::hash(&act.session);
        accounts::remove_passkey(&self.store, &act.ctx, this.as_ref(), form).await
    }

    async fn ask_passkey(&self, act: &Act) -> Result<Value, Failure> {
        let client = self.client(act);
        let (told, asked) = accounts::ask_passkey(&self.store, &act.ctx, client).await?;
        sessions::ask(&act.session, &asked)
            .await
            .map_err(|error| lost(&error))?;
        Ok(told)
    }

    async fn sign_in_with_passkey(
        &self,
        act: &Act,
        form: &SignInWithPasskey,
    ) -> Result<String, Failure<PasskeyField>> {
        let asked = sessions::asked(&act.session)
            .await
            .map_err(|error| lost(&error))?;
        let entered = accounts::sign_in_with_passkey(
            &self.store,
            &act.ctx,
            self.client(act),
            asked.as_ref(),
            form,
        )
        .await?;
        begins(act, entered).await
    }

    async fn mails(&self) -> Result<Vec<Posted>, Failure> {
        mail::latest(&self.store).await
    }

    async fn mail(&self, id: i64) -> Result<Posted, Failure> {
        mail::message(&self.store, id).await
    }
}

/// A session that could not be written.
pub(super) fn lost<F>(error: &Error) -> Failure<F> {
    let incident = Incident(getrandom::u64().unwrap_or_default());
    tracing::error!(%incident, %error, "a session could not be written");
    Failure::Internal(incident)
}
