//! What a request that reads something brings: who asks, and where to look.

use super::answer::Answer;
use super::connections::Connection;
use crate::app::App;
use crate::auth::caller::{Caller, Credentials};
use crate::db::{Conn, Cost};
use crate::error::Error;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use tokio::time::timeout;

/// A request that reads.
pub struct Reading {
    /// The request.
    pub req: HttpRequest,
    /// What it is answered with.
    pub app: web::Data<App>,
    /// What it proves of who sent it.
    pub credentials: Credentials,
    cost: Cost,
}

impl FromRequest for Reading {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (app, credentials) = (web::Data::<App>::from_request(req, payload), Credentials::from_request(req, payload));
        let req = req.clone();
        Box::pin(
            async move { Ok(Self { req, app: app.await.map_err(Error::internal)?, credentials: credentials.await?, cost: Cost::Little }) },
        )
    }
}

/// How often it is looked whether the client is still there.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// The answer, unless the client leaves before it is there: then it is not worked out any more.
pub async fn while_wanted<T>(req: &HttpRequest, answer: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let mut answer = std::pin::pin!(answer);
    loop {
        if let Ok(answered) = timeout(LOOK_EVERY, &mut answer).await {
            return answered;
        }
        if req.conn_data::<Connection>().is_some_and(Connection::is_left) {
            return Err(Error::too_slow());
        }
    }
}

impl Reading {
    /// The same in the lane of what costs as much.
    pub fn costing(self, cost: Cost) -> Self {
        Self { cost, ..self }
    }

    /// What `read` finds for the caller; what costs much, for as long as the client is there.
    pub async fn find<T: Send + 'static>(
        &self,
        read: impl Fn(&mut Conn, &Caller) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let credentials = self.credentials.clone();
        let found = self.app.db.read_at(self.cost, move |conn| {
            let caller = credentials.caller(conn)?;
            read(conn, &caller)
        });
        match self.cost {
            Cost::Little => found.await,
            Cost::Much => while_wanted(&self.req, found).await,
        }
    }

    /// The same as the answer; 304 when the caller has it already.
    pub async fn answer(
        self,
        read: impl Fn(&mut Conn, &Caller) -> Result<Answer, Error> + Send + Sync + 'static,
    ) -> Result<HttpResponse, Error> {
        Ok(self.find(read).await?.send(&self.req))
    }
}
