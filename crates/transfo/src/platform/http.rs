//! The server: routes behind security headers, CSRF defence and compression; health and metrics; graceful stop.

use std::time::Duration;

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::net::TcpListener;
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, predicate::SizeAbove},
    csrf::CsrfLayer,
};

use super::{
    access::{Access, Routes},
    app::App,
    assets,
    db::Db,
    error::{Error, Page},
    migrate,
    visit::{self, Visit},
};

/// The largest form or file that is read, in bytes.
const BODY_LIMIT: usize = 8 * 1024 * 1024;

/// Everything served at the public address.
pub fn router(app: &App, routes: Routes) -> Router {
    let (router, list) = routes.into_parts();
    let door = from_fn_with_state((app.clone(), Access::Anyone), visit::door);
    let _ = app.routes.set(list);
    // An address that only takes forms is, to who opens it, a page that does not exist.
    let router = router.method_not_allowed_fallback(lost.layer(door.clone()));
    let lost = axum::routing::any(lost).layer(door);
    let compression = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(1024));
    router
        .fallback_service(lost.with_state(app.clone()))
        .layer(csrf(&app.config.url))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .route("/assets/{name}", get(assets::asset))
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .layer(compression)
        .layer(from_fn(security_headers))
        .layer(Extension(app.clone()))
        .with_state(app.clone())
}

/// Refuses forms of other sites. The address that people type is trusted by name, because a proxy may ask us under
/// another host.
fn csrf(url: &str) -> CsrfLayer {
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let host = rest.split('/').next().unwrap_or(rest);
    let origin = format!("{scheme}://{host}").to_lowercase();
    match CsrfLayer::new().add_trusted_origin(&origin) {
        Ok(layer) => layer,
        Err(error) => {
            tracing::warn!(%error, url, "url is not an address that browsers send");
            CsrfLayer::new()
        }
    }
}

async fn lost(_visit: Visit) -> Page {
    Err(Error::Absent)
}

async fn healthz() -> &'static str {
    "ok\n"
}

/// Whether the database answers and knows every migration of this program, and no other.
async fn readyz(Extension(app): Extension<App>) -> Response {
    let asked = async {
        let mut conn = app.db.read(&std::sync::Arc::default()).await?;
        let missing = migrate::missing(&mut conn).await?.join(", ");
        Ok::<_, sqlx::Error>((missing, migrate::unknown(&mut conn).await?.join(", ")))
    };
    let not_ready = |why: String| (StatusCode::SERVICE_UNAVAILABLE, why).into_response();
    match asked.await {
        Ok((missing, newer)) if missing.is_empty() && newer.is_empty() => "ready\n".into_response(),
        Ok((_, newer)) if !newer.is_empty() => not_ready(format!(
            "the database is newer than this program: {newer}\n"
        )),
        Ok((missing, _)) => not_ready(format!("migrations missing: {missing}\n")),
        Err(error) => {
            tracing::error!(%error, "not ready");
            not_ready("database does not answer\n".to_owned())
        }
    }
}

/// The strictest policy that the pages need: everything from here, nothing inline, framed by nobody.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 6] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let https = HeaderValue::from_static("max-age=31536000");
    headers.insert(header::STRICT_TRANSPORT_SECURITY, https);
    response
}

/// Serves until asked to stop (SIGTERM, Ctrl-C), then lets running requests end, five seconds at most.
///
/// # Errors
/// When the listener fails.
pub async fn serve(app: App, router: Router, listener: TcpListener) -> std::io::Result<()> {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut graceful = stopped.clone();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = graceful.wait_for(|s| *s).await;
    });
    tokio::spawn(async move {
        asked_to_stop().await;
        let _ = stop.send(true);
    });
    let mut late = stopped;
    tokio::select! {
        ended = server.into_future() => ended?,
        () = async {
            let _ = late.wait_for(|s| *s).await;
            tokio::time::sleep(Duration::from_secs(5)).await;
        } => {}
    }
    app.db.close().await;
    Ok(())
}

async fn asked_to_stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => interrupt.await,
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}

/// The operator's address: metrics in the Prometheus format, health and readiness.
pub fn operator_router(app: &App) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .layer(Extension(app.clone()))
}

async fn metrics(Extension(app): Extension<App>) -> Result<String, Error> {
    let mut conn = app.db.read(&std::sync::Arc::default()).await?;
    let row = conn
        .first(
            "select (select count(*) from outbox where sent_at is null and released_at is not null and dropped_at is null),
                    (select count(*) from job where finished_at is null),
                    (select count(*) from session where revoked_at is null and expires_at > $1)",
            crate::params![app.clock.now()],
        )
        .await?
        .ok_or(Error::Absent)?;
    let size = match &app.db {
        Db::Sqlite { .. } => app
            .config
            .database_url()
            .strip_prefix("sqlite:")
            .and_then(|path| std::fs::metadata(path).ok())
            .and_then(|m| i64::try_from(m.len()).ok())
            .unwrap_or(0),
        Db::Postgres(_) => 0,
    };
    Ok(app.metrics.text(&[
        ("mails_waiting", row.at(0)?),
        ("jobs_open", row.at(1)?),
        ("sessions_open", row.at(2)?),
        ("database_bytes", size),
    ]))
}
