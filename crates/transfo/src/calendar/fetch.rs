//! A person's calendar, read from the address that they type.
//!
//! The address is a secret of theirs: it is used once, and neither kept nor logged. Anybody with a link can type one, so
//! this never reaches what is only inside: every name, that of a redirection too, is looked up here and refused when it
//! stands for a machine that is not public (RFC 6890). Never follows more than three redirections, never reads more than
//! a calendar may weigh, never lasts longer than [`PATIENCE`].

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    time::Duration,
};

use ureq::{
    Agent, Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

use super::busy::MOST_OCTETS;

/// How long a calendar may take to come.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// So many at once: who asks after them waits.
static TURNS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(4);

/// Why no calendar came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFetched {
    /// It is no address that begins with `https://` or `webcal://`.
    Address,
    /// It leads to a machine that is not public.
    Inside,
    /// Nobody answers there.
    Unreachable,
    /// Whoever answers has nothing at this address.
    Refused,
    /// It is larger than a calendar may be.
    TooLarge,
    /// It takes too long.
    Slow,
}

impl NotFetched {
    /// The end of the key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Inside => "inside",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::TooLarge => "too-large",
            Self::Slow => "slow",
        }
    }
}

/// What is at `address`. With `inside`, machines of the authority's own network are reached too, without TLS if need be.
///
/// # Errors
/// See [`NotFetched`].
pub async fn fetch(address: &str, inside: bool) -> Result<Vec<u8>, NotFetched> {
    let address = address.trim();
    let address = match address.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("webcal") => format!("https://{rest}"),
        Some(_) => address.to_owned(),
        None => return Err(NotFetched::Address),
    };
    let _turn = TURNS.acquire().await.map_err(|_| NotFetched::Slow)?;
    tokio::task::spawn_blocking(move || read(&address, inside))
        .await
        .map_err(|_| NotFetched::Unreachable)?
}

fn read(address: &str, inside: bool) -> Result<Vec<u8>, NotFetched> {
    let config = Agent::config_builder()
        .https_only(!inside)
        // Behind a proxy the name would be looked up elsewhere, and nothing checked.
        .proxy(None)
        .max_redirects(3)
        .timeout_global(Some(PATIENCE))
        .user_agent("Transfo")
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), Public { inside });
    let mut answer = agent.get(address).call().map_err(why)?;
    let most = u64::try_from(MOST_OCTETS).unwrap_or(u64::MAX);
    let body = answer.body_mut().with_config().limit(most);
    body.read_to_vec().map_err(why)
}

fn why(error: Error) -> NotFetched {
    match error {
        Error::BadUri(_) | Error::RequireHttpsOnly(_) | Error::Http(_) => NotFetched::Address,
        Error::StatusCode(_) | Error::TooManyRedirects => NotFetched::Refused,
        Error::BodyExceedsLimit(_) => NotFetched::TooLarge,
        Error::Timeout(_) => NotFetched::Slow,
        Error::Io(e) if e.kind() == io::ErrorKind::PermissionDenied => NotFetched::Inside,
        _ => NotFetched::Unreachable,
    }
}

/// Looks names up, and refuses those of machines that are not public.
#[derive(Debug)]
struct Public {
    inside: bool,
}

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        if !self.inside && found.iter().any(|address| !is_public(address.ip())) {
            return Err(Error::Io(io::ErrorKind::PermissionDenied.into()));
        }
        Ok(found)
    }
}

/// Whether an address is reached from everywhere: none of the special blocks of RFC 6890 and of its registries.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match embedded(ip) {
            Some(ip) => is_public_v4(ip),
            // Global unicast, without what is set aside in it: tunnels and documentation.
            None => {
                let [first, second, ..] = ip.segments();
                first & 0xe000 == 0x2000
                    && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
                    && first != 0x3fff
            }
        },
    }
}

/// The IPv4 address inside: mapped (RFC 4291), translated (RFC 6052), 6to4 (RFC 3056).
fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let [first, second, third, _, _, _, seventh, eighth] = ip.segments();
    let of = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match (first, second) {
        (0x2002, _) => Some(of(second, third)),
        (0x0064, 0xff9b) => Some(of(seventh, eighth)),
        _ => ip.to_ipv4_mapped(),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        // Behind a provider's translation (RFC 6598), protocols (RFC 6890), relays (RFC 7526), measurements (RFC 2544).
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_machines_are_reached() {
        let inside = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
        ];
        for ip in inside {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "8.8.8.8",
            "193.0.6.139",
            "100.128.0.1",
            "2a00:1450:4007:80e::200e",
            "2001:67c:2e8:22::c100:68b",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[tokio::test]
    async fn what_is_no_address_is_not_asked() {
        for address in [
            "",
            "calendar",
            "ftp://example.org/a.ics",
            "https://",
            "http://example.org/a.ics",
            "file:///etc/passwd",
        ] {
            assert_eq!(
                fetch(address, false).await,
                Err(NotFetched::Address),
                "{address}"
            );
        }
    }

    #[tokio::test]
    async fn the_machine_itself_is_not_asked() {
        for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"] {
            let address = format!("https://{host}:9/a.ics");
            assert_eq!(
                fetch(&address, false).await,
                Err(NotFetched::Inside),
                "{address}"
            );
        }
    }
}
