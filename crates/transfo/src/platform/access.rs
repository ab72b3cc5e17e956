//! Who may open a route: stated where the route is, checked in one place, listed for the reviewed table.

use axum::{
    Router,
    handler::Handler,
    middleware::from_fn_with_state,
    routing::{MethodFilter, on},
};

use super::{app::App, gate::Role, visit};

/// The condition at the door of a route. `{edition}` and `{site}` of the path say which edition and site are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Anyone,
    /// Whoever holds the secret of the link: the page looks it up, and answers "absent" otherwise.
    Link,
    /// Anybody signed in.
    SignedIn,
    /// Who runs the instance.
    Instance,
    /// Who holds one of these roles anywhere.
    Anywhere(&'static [Role]),
    /// Who has any role in the edition.
    Edition,
    /// Who holds one of these roles in the edition (for the whole of it).
    EditionAs(&'static [Role]),
    /// Who has any role at the site or in the whole edition.
    Site,
    /// Who holds one of these roles at the site (a role of the whole edition counts).
    SiteAs(&'static [Role]),
}

/// Where a route appears in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// In the bar of every page.
    Main(&'static str),
    /// In the bar of an edition.
    Edition(&'static str),
    /// In the bar of a site.
    Site(&'static str),
}

/// A route as the reviewed table lists it.
#[derive(Clone, Debug)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The pattern.
    pub path: &'static str,
    /// The condition.
    pub access: Access,
    /// Its place in the navigation, with the key of its words.
    pub tab: Option<Tab>,
}

/// The routes of a slice.
pub struct Routes {
    app: App,
    router: Router<App>,
    list: Vec<Route>,
}

impl Routes {
    /// No routes yet.
    pub fn new(app: &App) -> Self {
        Self {
            app: app.clone(),
            router: Router::new(),
            list: Vec::new(),
        }
    }

    /// A page.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self {
        self.add(MethodFilter::GET, "GET", (path, access, None), handler)
    }

    /// A page that stands in the navigation.
    #[must_use]
    pub fn tab<H: Handler<T, App>, T: 'static>(
        self,
        tab: Tab,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self {
        self.add(MethodFilter::GET, "GET", (path, access, Some(tab)), handler)
    }

    /// An act.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self {
        self.add(MethodFilter::POST, "POST", (path, access, None), handler)
    }

    fn add<H: Handler<T, App>, T: 'static>(
        mut self,
        filter: MethodFilter,
        method: &'static str,
        (path, access, tab): (&'static str, Access, Option<Tab>),
        handler: H,
    ) -> Self {
        let door = from_fn_with_state((self.app.clone(), access), visit::door);
        self.router = self.router.route(path, on(filter, handler).layer(door));
        self.list.push(Route {
            method,
            path,
            access,
            tab,
        });
        self
    }

    /// Puts the routes of another slice behind these.
    #[must_use]
    pub fn merge(mut self, other: Routes) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    /// The router and the list for the table.
    pub fn into_parts(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.list)
    }
}
