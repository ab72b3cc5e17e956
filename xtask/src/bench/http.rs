//! A small HTTP/1.1 client that keeps its connection and its cookies.
//!
//! Enough for our own server on 127.0.0.1: no TLS, no proxies, no caches. Never retries, so that every figure is one request's.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::stop::{Outcome, Stop, While};

const ADVICE: &str = "look at what the server printed.";

/// What the server answered.
pub(super) struct Answer {
    pub(super) status: u16,
    headers: BTreeMap<String, String>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A header by its name in small letters.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// One person's browser.
pub(super) struct Client {
    stream: BufReader<TcpStream>,
    address: String,
    cookies: BTreeMap<String, String>,
}

impl Client {
    /// Connects to `http://HOST:PORT`.
    pub(super) fn connect(address: &str) -> Outcome<Self> {
        let host = address.trim_start_matches("http://");
        let stream =
            TcpStream::connect(host).while_doing(&format!("connect to {address}"), ADVICE)?;
        // Without this a request in two packets waits for an acknowledgement that the kernel delays.
        stream
            .set_nodelay(true)
            .while_doing("set up the connection", ADVICE)?;
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .while_doing("set up the connection", ADVICE)?;
        Ok(Self {
            stream: BufReader::new(stream),
            address: address.to_owned(),
            cookies: BTreeMap::new(),
        })
    }

    /// Fetches a path with an accepted encoding (`identity`, `gzip`, `br`).
    pub(super) fn get(&mut self, path: &str, encoding: &str) -> Outcome<Answer> {
        self.get_unless(path, encoding, None)
    }

    /// The same unless it is still what `known`, an entity tag, names.
    pub(super) fn get_unless(
        &mut self,
        path: &str,
        encoding: &str,
        known: Option<&str>,
    ) -> Outcome<Answer> {
        let mut headers = format!("Accept-Encoding: {encoding}\r\n");
        if let Some(tag) = known {
            headers += &format!("If-None-Match: {tag}\r\n");
        }
        self.ask("GET", path, &headers, "")
    }

    /// Signs in by a persona's link: the page behind it has one button that posts.
    pub(super) fn sign_in(&mut self, link: &str) -> Outcome<()> {
        let path = self.path(link);
        let page = self.follow("GET", &path, "")?;
        let page = String::from_utf8_lossy(&page.body).into_owned();
        let Some((action, fields)) = first_form(&page) else {
            return Ok(());
        };
        let action = if action.is_empty() {
            path
        } else {
            self.path(&action)
        };
        self.follow("POST", &action, &fields).map(drop)
    }

    fn path(&self, link: &str) -> String {
        link.strip_prefix(&self.address).unwrap_or(link).to_owned()
    }

    fn follow(&mut self, method: &str, path: &str, body: &str) -> Outcome<Answer> {
        let mut answer = self.ask(method, path, "", body)?;
        for _ in 0..5 {
            let Some(next) = answer
                .header("location")
                .map(|location| self.path(location))
            else {
                break;
            };
            answer = self.ask("GET", &next, "", "")?;
        }
        if answer.status < 400 {
            Ok(answer)
        } else {
            Err(Stop::new(
                format!("{method} {path} answers {}", answer.status),
                ADVICE,
            ))
        }
    }

    fn ask(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Outcome<Answer> {
        let host = self.address.trim_start_matches("http://").to_owned();
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n{headers}Accept-Language: fr\r\n"
        );
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            head += &format!("Cookie: {}\r\n", cookies.join("; "));
        }
        if method == "POST" {
            head += &format!(
                "Origin: {}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                self.address,
                body.len()
            );
        }
        self.stream
            .get_mut()
            .write_all(format!("{head}\r\n{body}").as_bytes())
            .while_doing(&format!("ask for {path}"), ADVICE)?;
        let answer = read(&mut self.stream, &mut self.cookies)
            .while_doing(&format!("read the answer to {method} {path}"), ADVICE)?;
        if answer.header("connection") == Some("close") {
            self.stream = Self::connect(&self.address)?.stream;
        }
        Ok(answer)
    }
}

fn read(
    stream: &mut impl BufRead,
    cookies: &mut BTreeMap<String, String>,
) -> std::io::Result<Answer> {
    let wrong = |what: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, what.to_owned());
    let first = line(stream)?;
    let status = first
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .ok_or_else(|| wrong("no status"))?;
    let mut headers = BTreeMap::new();
    loop {
        let line = line(stream)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        let (name, value) = (name.to_ascii_lowercase(), value.trim().to_owned());
        if name == "set-cookie" {
            let pair = value
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='));
            cookies.extend(pair.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        headers.insert(name, value);
    }
    let mut body = Vec::new();
    if headers
        .get("transfer-encoding")
        .is_some_and(|coding| coding == "chunked")
    {
        loop {
            let size = u64::from_str_radix(
                line(stream)?.split(';').next().unwrap_or_default().trim(),
                16,
            )
            .map_err(|_| wrong("no chunk size"))?;
            stream.by_ref().take(size).read_to_end(&mut body)?;
            line(stream)?;
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = headers
        .get("content-length")
        .and_then(|length| length.parse().ok())
    {
        stream.take(length).read_to_end(&mut body)?;
    } else if !matches!(status, 204 | 304) {
        stream.read_to_end(&mut body)?;
        headers.insert("connection".to_owned(), "close".to_owned());
    }
    Ok(Answer {
        status,
        headers,
        body,
    })
}

fn line(stream: &mut impl BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Err(std::io::Error::new(
            std::io::ErrorKind::UnexpectedEof,
            "the server closed the connection",
        ));
    }
    Ok(line.trim_end().to_owned())
}

/// Where the first posting form of the page's main part goes, and its hidden fields.
fn first_form(page: &str) -> Option<(String, String)> {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let (tag, inside) = main.split("<form").skip(1).find_map(|form| {
        let (tag, inside) = form.split_once('>')?;
        let posts =
            attribute(tag, "method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        posts.then_some((tag, inside.split("</form").next()?))
    })?;
    let hidden = inside.split("<input").skip(1).filter_map(|input| {
        let tag = input.split('>').next()?;
        (attribute(tag, "type")? == "hidden").then_some(())?;
        Some(format!(
            "{}={}",
            encoded(attribute(tag, "name")?),
            encoded(attribute(tag, "value").unwrap_or_default())
        ))
    });
    Some((
        attribute(tag, "action").unwrap_or_default().to_owned(),
        hidden.collect::<Vec<_>>().join("&"),
    ))
}

/// The value of an attribute in double quotes.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn encoded(text: &str) -> String {
    let letter = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::{first_form, read};

    #[test]
    fn answers_with_a_length_and_in_chunks() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nSet-Cookie: id=7; Path=/\r\n\r\nabcHTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n";
        let mut stream = text.as_slice();
        let mut cookies = std::collections::BTreeMap::new();
        let first = read(&mut stream, &mut cookies).unwrap();
        assert_eq!(
            (first.status, first.body.as_slice()),
            (200, b"abc".as_slice())
        );
        assert_eq!(cookies["id"], "7");
        let second = read(&mut stream, &mut cookies).unwrap();
        assert_eq!(
            (second.status, second.body.as_slice()),
            (404, b"def".as_slice())
        );
        assert!(read(&mut stream, &mut cookies).is_err());
    }

    #[test]
    fn the_form_to_post_is_the_first_of_the_main_part() {
        let page = r#"<form method="post" action="/langue"></form><main><form action="/find"></form>
            <form class="x" method="post" action="/enter"><input type="hidden" name="key" value="a b"><input name="other"></form>"#;
        assert_eq!(
            first_form(page),
            Some(("/enter".to_owned(), "key=a%20b".to_owned()))
        );
        assert_eq!(first_form("<main></main>"), None);
    }
}
