//! The address that leads phones here, as a picture that they read.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use qrcode::QrCode;
use qrcode::render::{svg, unicode};

/// The address at which others on the network reach this machine, where it listens at any: that from which it would
/// send to others. Nothing is sent.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for documents (RFC 5737), then those of private networks without a way out (RFC 1918).
    let anywhere =
        [[192, 0, 2, 1], [192, 168, 1, 1], [192, 168, 0, 1], [10, 0, 0, 1], [172, 16, 0, 1]];
    anywhere.into_iter().find_map(|address| {
        socket.connect((Ipv4Addr::from(address), 9)).ok()?;
        let own = socket.local_addr().ok()?.ip();
        (!own.is_loopback() && !own.is_unspecified()).then_some(own)
    })
}

/// Where phones reach a server that listens at an address, `http://192.168.1.2:8400`; none where they do not.
pub fn join_address(bound: SocketAddr) -> Option<String> {
    let ip = if bound.ip().is_unspecified() { own_address()? } else { bound.ip() };
    (!ip.is_loopback()).then(|| format!("http://{}", SocketAddr::new(ip, bound.port())))
}

/// A text as a picture for phones, black on white; none if it is too long for one.
pub(super) fn as_svg(text: &str) -> Option<String> {
    let code = QrCode::new(text).ok()?;
    Some(code.render::<svg::Color>().min_dimensions(240, 240).build())
}

/// The same in half blocks, for a terminal that writes light on dark.
pub fn as_blocks(text: &str) -> Option<String> {
    use unicode::Dense1x2::{Dark, Light};
    let code = QrCode::new(text).ok()?;
    Some(code.render().dark_color(Light).light_color(Dark).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_on_the_machine_itself_is_reached_by_no_phone() {
        assert_eq!(join_address(([127, 0, 0, 1], 80).into()), None);
        let given = join_address(([192, 168, 1, 2], 8400).into());
        assert_eq!(given.as_deref(), Some("http://192.168.1.2:8400"));
    }

    #[test]
    fn an_address_becomes_a_picture_with_a_quiet_zone_in_both_ways_of_drawing() {
        let address = "http://192.168.1.2:8400/join?code=ABC234";
        assert!(as_svg(address).unwrap().contains("<path"));
        let blocks = as_blocks(address).unwrap();
        let rows: Vec<&str> = blocks.lines().collect();
        let width = rows[0].chars().count();
        assert!(width <= 45 && rows.iter().all(|row| row.chars().count() == width));
        assert!(rows[0].chars().all(|sign| sign == '\u{2588}'), "{}", rows[0]);
        assert_eq!(as_svg(&"x".repeat(5000)), None);
    }
}
