//! People who sign in: passwords, tokens, sessions, and what each of them may do.

pub mod caller;
pub mod failed_sign_ins;
pub mod link;
pub mod login;
pub mod marker;
pub mod new_password;
pub mod password;
pub mod policy;
pub mod reset;
pub mod secret;
pub mod session;
pub mod tokens;

pub use caller::{Caller, Credentials, Member};
