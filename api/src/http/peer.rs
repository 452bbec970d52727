//! Who is calling: the peer's address, or the one that a trusted proxy vouches for.

use actix_web::http::header::HeaderMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// Addresses whose `Forwarded` and `X-Forwarded-For` count.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<Network>);

#[derive(Clone, Debug)]
struct Network {
    address: u128,
    prefix: u32,
}

impl TrustedProxies {
    /// Reads a comma-separated list of addresses and networks (`10.0.0.0/8`).
    pub fn parse(text: &str) -> Result<Self, String> {
        text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(Network::parse).collect::<Result<_, _>>().map(Self)
    }

    /// Whether this address is one of them.
    pub fn contains(&self, address: IpAddr) -> bool {
        let bits = bits(address);
        self.0.iter().any(|n| n.prefix == 0 || (bits ^ n.address) >> (128 - n.prefix) == 0)
    }

    /// The caller's address: from the nearest hop outwards, the first that is no trusted proxy.
    pub fn caller(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> IpAddr {
        let mut caller = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |p| p.ip());
        if self.0.is_empty() || !self.contains(caller) {
            return caller;
        }
        for hop in hops(headers).into_iter().rev() {
            match hop {
                Some(address) => caller = address,
                None => break,
            }
            if !self.contains(caller) {
                break;
            }
        }
        caller
    }
}

impl Network {
    fn parse(text: &str) -> Result<Self, String> {
        let fail = || format!("`{text}` is neither an address nor a network");
        let (address, prefix) = text.split_once('/').map_or((text, None), |(a, p)| (a, Some(p)));
        let address: IpAddr = address.parse().map_err(|_| fail())?;
        let offset = if address.is_ipv4() { 96 } else { 0 };
        let prefix = match prefix {
            None => 128,
            Some(p) => p.parse::<u32>().ok().map(|p| p + offset).filter(|p| *p <= 128).ok_or_else(fail)?,
        };
        Ok(Self { address: bits(address), prefix })
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

/// The hops that proxies noted, outermost first; `None` where one is unreadable or hidden.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let values =
        |name: &str| headers.get_all(name).filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).map(str::trim).collect::<Vec<_>>();
    let forwarded = values("forwarded");
    if forwarded.is_empty() {
        return values("x-forwarded-for").into_iter().map(address).collect();
    }
    forwarded
        .into_iter()
        .map(|element| {
            element
                .split(';')
                .filter_map(|pair| pair.split_once('='))
                .find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))
                .and_then(|(_, value)| address(value.trim().trim_matches('"')))
        })
        .collect()
}

fn address(text: &str) -> Option<IpAddr> {
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    if let Ok(socket) = text.parse::<SocketAddr>() {
        return Some(socket.ip());
    }
    text.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

/// The key under which an address is counted: an IPv6 customer has a whole /64.
pub fn counted_as(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(_) => bits(address),
        IpAddr::V6(v6) if v6.to_ipv4_mapped().is_some() => bits(address),
        IpAddr::V6(v6) => v6.to_bits() & !u128::from(u64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn caller(trusted: &str, peer: &str, name: &'static str, value: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        TrustedProxies::parse(trusted).unwrap().caller(Some(format!("{peer}:1").parse().unwrap()), &headers).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(caller("", "10.0.0.1", "x-forwarded-for", "1.2.3.4"), "10.0.0.1");
        assert_eq!(caller("10.0.0.0/8", "10.0.0.1", "x-forwarded-for", "1.2.3.4"), "1.2.3.4");
        assert_eq!(caller("10.0.0.0/8", "10.0.0.1", "x-forwarded-for", "6.6.6.6, 1.2.3.4, 10.0.0.9"), "1.2.3.4");
        assert_eq!(caller("10.0.0.1", "10.0.0.1", "forwarded", "for=\"[2001:db8::1]:80\";proto=https"), "2001:db8::1");
        assert_eq!(caller("10.0.0.1", "10.0.0.1", "forwarded", "for=_hidden"), "10.0.0.1");
    }

    #[test]
    fn rubbish_is_refused() {
        assert!(TrustedProxies::parse("10.0.0.0/40").is_err());
        assert!(TrustedProxies::parse("proxy.example").is_err());
    }
}
