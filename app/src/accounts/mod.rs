//! Signing in, registering, the account, the demo's mail.
//!
//! Pages that a mailed link leads to consume nothing when they are looked at: mail scanners open
//! every link. What is done is done by their button.

mod account;
mod browser;
mod choose;
mod code;
mod demo;
mod forgot_password;
mod mail;
mod passkeys;
mod register;
mod reset_password;
mod second_factor;
mod sign_in;
mod verify;

use crate::{Act, At, Failed, Shop, failed::named};
use access::{Failure, pages::Endpoint};
use async_trait::async_trait;
use axum::Router;
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
};
use serde_json::Value;
use ui::Wrong;

/// The acts of this area, filled in by `server`.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Ties the session to the account, unless there is another step to take; answers where to go.
    async fn sign_in(&self, act: &Act, form: &SignIn) -> Result<String, Failure<SignInField>>;
    /// The accounts whose password was shown just now.
    async fn choices(&self, at: &At) -> Result<Vec<AccountChoice>, Failure>;
    async fn choose(
        &self,
        act: &Act,
        form: &ChooseAccount,
    ) -> Result<String, Failure<ChooseAccountField>>;
    /// Whether somebody has shown a password, and a code is awaited.
    async fn code_wanted(&self, at: &At) -> Result<(), Failure>;
    /// Ties the session to the account; answers where to go.
    async fn enter_code(&self, act: &Act, form: &EnterCode) -> Result<String, Failure<CodeField>>;
    async fn sign_out(&self, act: &Act) -> Result<(), Failure>;
    async fn register(&self, act: &Act, form: &Register) -> Result<(), Failure<RegisterField>>;
    async fn verify_link_works(&self, at: &At, token: &str) -> Result<bool, Failure>;
    async fn verify(&self, act: &Act, form: &Verify) -> Result<(), Failure<VerifyField>>;
    async fn forgot_password(
        &self,
        act: &Act,
        form: &ForgotPassword,
    ) -> Result<(), Failure<ForgotPasswordField>>;
    async fn reset_link_works(&self, at: &At, token: &str) -> Result<bool, Failure>;
    async fn invitation_works(&self, at: &At, token: &str) -> Result<bool, Failure>;
    async fn reset_password(
        &self,
        act: &Act,
        form: &ResetPassword,
    ) -> Result<(), Failure<ResetPasswordField>>;
    async fn account(&self, at: &At) -> Result<AccountPage, Failure>;
    async fn edit_profile(
        &self,
        act: &Act,
        form: &EditProfile,
    ) -> Result<(), Failure<EditProfileField>>;
    async fn choose_mails(&self, act: &Act, form: &ChooseMails) -> Result<(), Failure>;
    async fn change_password(
        &self,
        act: &Act,
        form: &ChangePassword,
    ) -> Result<(), Failure<ChangePasswordField>>;
    async fn end_session(&self, act: &Act, form: &EndSession) -> Result<(), Failure>;
    async fn second_factor(&self, at: &At) -> Result<SecondFactorPage, Failure>;
    async fn begin_second_factor(&self, act: &Act) -> Result<(), Failure>;
    /// Answers the recovery codes, to be shown once.
    async fn confirm_second_factor(
        &self,
        act: &Act,
        form: &ShowBoth,
    ) -> Result<Vec<String>, Failure<ShowBothField>>;
    /// The same.
    async fn renew_recovery_codes(
        &self,
        act: &Act,
        form: &ShowBoth,
    ) -> Result<Vec<String>, Failure<ShowBothField>>;
    async fn switch_off_second_factor(
        &self,
        act: &Act,
        form: &ShowBoth,
    ) -> Result<(), Failure<ShowBothField>>;
    async fn passkeys(&self, at: &At) -> Result<PasskeysPage, Failure>;
    /// What the browser is asked for a new one, as its script hands it on.
    async fn begin_passkey(
        &self,
        act: &Act,
        form: &BeginPasskey,
    ) -> Result<Value, Failure<PasskeyField>>;
    async fn add_passkey(&self, act: &Act, form: &AddPasskey) -> Result<(), Failure<PasskeyField>>;
    async fn rename_passkey(
        &self,
        act: &Act,
        form: &RenamePasskey,
    ) -> Result<(), Failure<PasskeyField>>;
    async fn remove_passkey(&self, act: &Act, form: &RemovePasskey) -> Result<(), Failure>;
    /// What the browser is asked for whichever passkey it has, as its script hands it on.
    async fn ask_passkey(&self, act: &Act) -> Result<Value, Failure>;
    /// Ties the session to the account; answers where to go.
    async fn sign_in_with_passkey(
        &self,
        act: &Act,
        form: &SignInWithPasskey,
    ) -> Result<String, Failure<PasskeyField>>;
    /// The demo's mail, the latest first.
    async fn mails(&self) -> Result<Vec<Posted>, Failure>;
    async fn mail(&self, id: i64) -> Result<Posted, Failure>;
}

pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .merge(sign_in::routes())
        .merge(choose::routes())
        .merge(code::routes())
        .merge(register::routes())
        .merge(verify::routes())
        .merge(forgot_password::routes())
        .merge(reset_password::routes())
        .merge(account::routes())
        .merge(second_factor::routes())
        .merge(passkeys::routes())
        .merge(mail::routes())
}

named! {
    SignInField ChooseAccountField CodeField RegisterField VerifyField ForgotPasswordField ResetPasswordField
    EditProfileField ChangePasswordField ShowBothField PasskeyField
}

/// A form as this page draws it: empty, or with what was typed into it and why that failed.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub(crate) action: &'static str,
    failed: Option<Failed>,
    at: At,
}

impl Drawn {
    pub(crate) fn of(at: &At, endpoint: &'static Endpoint) -> Self {
        Self {
            action: endpoint.path,
            failed: at.failed(endpoint.path).cloned(),
            at: at.clone(),
        }
    }

    /// For the summary on top.
    pub(crate) fn wrong(&self) -> Vec<Wrong> {
        let Some(failed) = &self.failed else {
            return Vec::new();
        };
        if failed.fields.is_empty() {
            return vec![Wrong::whole(failed.message.clone())];
        }
        failed
            .fields
            .iter()
            .map(|(name, problem)| Wrong::field(name.clone(), problem.clone()))
            .collect()
    }

    /// Whether single fields are faulty, rather than the whole.
    pub(crate) fn has_field_faults(&self) -> bool {
        self.failed
            .as_ref()
            .is_some_and(|failed| !failed.fields.is_empty())
    }

    /// What is wrong with one field.
    pub(crate) fn problem(&self, name: &str) -> Option<String> {
        self.failed.as_ref()?.problem(name)
    }

    /// What stands in a field: what was typed, else what is kept.
    pub(crate) fn value(&self, name: &str, kept: &str) -> String {
        let typed = self
            .failed
            .as_ref()
            .and_then(|_| self.at.typed().value(name));
        typed.unwrap_or(kept).to_owned()
    }

    /// Whether a box is ticked. One that was not is not sent: what was typed says so by its absence.
    pub(crate) fn ticked(&self, name: &str, value: &str, kept: bool) -> bool {
        match self.failed {
            Some(_) => self.at.typed().values(name).iter().any(|one| one == value),
            None => kept,
        }
    }
}
