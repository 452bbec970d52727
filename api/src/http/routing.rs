//! Addresses and their methods. A method that an address lacks is answered with 405 and `Allow`.

use super::openapi;
use super::problem::{Kind, Problem, not_authenticated, not_found};
use crate::error::Error;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::guard::{self, GuardContext};
use actix_web::http::{Method, header};
use actix_web::middleware::{Next, from_fn};
use actix_web::{FromRequest, Handler, HttpResponse, Resource, Responder, Route, web};

/// One address, built up method by method.
pub struct Address {
    path: &'static str,
    methods: Vec<&'static str>,
    routes: Vec<(&'static str, Route)>,
}

/// An address at `path` (below the scope that it is registered in).
pub fn at(path: &'static str) -> Address {
    Address { path, methods: Vec::new(), routes: Vec::new() }
}

impl Address {
    /// Its path, with parameters in braces.
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// GET, and HEAD with it.
    pub fn get<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let reads = guard::fn_guard(|cx: &GuardContext<'_>| matches!(cx.head().method, Method::GET | Method::HEAD));
        self.with(&["GET", "HEAD"], web::route().guard(reads).to(handler))
    }

    /// POST.
    pub fn post<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.with(&["POST"], web::post().to(handler))
    }

    /// PATCH.
    pub fn patch<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.with(&["PATCH"], web::patch().to(handler))
    }

    /// PUT.
    pub fn put<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.with(&["PUT"], web::put().to(handler))
    }

    /// DELETE.
    pub fn delete<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.with(&["DELETE"], web::delete().to(handler))
    }

    fn with(mut self, methods: &[&'static str], route: Route) -> Self {
        self.methods.extend_from_slice(methods);
        self.routes.push((methods[0], route));
        self
    }
}

impl From<Address> for Resource {
    fn from(address: Address) -> Self {
        let allow = [address.methods.as_slice(), &["OPTIONS"]].concat().join(", ");
        let mut resource = web::resource(address.path);
        for (method, route) in address.routes {
            let members_only = openapi::is_for_members(method, address.path);
            resource = resource.route(if members_only { route.wrap(from_fn(known_first)) } else { route });
        }
        resource.default_service(web::to(move |method: Method| {
            let allow = allow.clone();
            async move { refuse(&method, allow) }
        }))
    }
}

/// 401 before anything else is judged of a request by nobody, such as its body.
async fn known_first(req: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse, actix_web::Error> {
    if req.headers().contains_key(header::AUTHORIZATION) {
        return next.call(req).await;
    }
    Ok(req.error_response(Error::from(not_authenticated())))
}

fn refuse(method: &Method, allow: String) -> Result<HttpResponse, Error> {
    if method == Method::OPTIONS {
        return Ok(HttpResponse::NoContent().insert_header(("Allow", allow)).finish());
    }
    Err(Problem::new(Kind::MethodNotAllowed).allow(allow).into())
}

/// 404 for every address that is not there.
pub async fn nowhere() -> Result<HttpResponse, Error> {
    Err(not_found().detail("Tidak ada apa-apa di alamat ini. Lihat /docs.", "There is nothing at this address. See /docs.").into())
}
