//! What a request that reads something brings: who asks, and where to look.

use super::answer::Answer;
use crate::app::App;
use crate::auth::caller::{Caller, Credentials};
use crate::db::Conn;
use crate::error::Error;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use std::future::Future;
use std::pin::Pin;

/// A request that reads.
pub struct Reading {
    /// The request.
    pub req: HttpRequest,
    /// What it is answered with.
    pub app: web::Data<App>,
    /// What it proves of who sent it.
    pub credentials: Credentials,
}

impl FromRequest for Reading {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (app, credentials) = (web::Data::<App>::from_request(req, payload), Credentials::from_request(req, payload));
        let req = req.clone();
        Box::pin(async move { Ok(Self { req, app: app.await.map_err(Error::internal)?, credentials: credentials.await? }) })
    }
}

impl Reading {
    /// What `read` finds for the caller.
    pub async fn find<T: Send + 'static>(
        &self,
        read: impl Fn(&mut Conn, &Caller) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let credentials = self.credentials.clone();
        self.app
            .db
            .read(move |conn| {
                let caller = credentials.caller(conn)?;
                read(conn, &caller)
            })
            .await
    }

    /// The same as the answer; 304 when the caller has it already.
    pub async fn answer(self, read: impl Fn(&mut Conn, &Caller) -> Result<Answer, Error> + Send + 'static) -> Result<HttpResponse, Error> {
        Ok(self.find(read).await?.send(&self.req))
    }
}
