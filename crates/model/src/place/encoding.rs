//! Bytes of a table as a text: in UTF-8, in UTF-16 with its mark, or in the encoding of Chinese spreadsheets.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// The text of a table and, if it is not UTF-8, the name of its encoding; none where bytes are no text.
pub(super) fn text_of(bytes: Vec<u8>) -> Option<(String, Option<&'static str>)> {
    if let Some(encoding) = of_two_bytes(&bytes) {
        let (text, lossy) = encoding.decode_without_bom_handling(&bytes);
        return (!lossy && !text.contains('\0'))
            .then(|| (text.into_owned(), Some(encoding.name())));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Some((text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), None));
        }
        Err(error) => error.into_bytes(),
    };
    let (encoding, marked) =
        Encoding::for_bom(&bytes).map_or((GB18030, false), |(found, _)| (found, true));
    let (text, encoding, lossy) = encoding.decode(&bytes);
    let fits = !lossy && !text.contains('\0') && (marked || is_chinese(&bytes));
    fits.then(|| (text.into_owned(), Some(encoding.name())))
}

/// UTF-16 without its mark: every comma and line end is a letter and a zero byte, on one side of it only.
fn of_two_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let marked = Encoding::for_bom(bytes).is_some();
    match (zeros(0), zeros(1)) {
        (0, least) if least > bytes.len() / 32 && !marked => Some(UTF_16LE),
        (least, 0) if least > bytes.len() / 32 && !marked => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes that are no UTF-8 are Chinese ones: most signs of two bytes are of the common set, both of
/// whose bytes are high. In Western encodings a high byte is one letter, with common letters around it.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut others, mut at) = (0_usize, 0_usize, 0);
    while let Some(&first) = bytes.get(at) {
        let second = bytes.get(at + 1).copied().unwrap_or(0);
        match (first, second) {
            (0..=0x80, _) => at += 1,
            (_, 0x30..=0x39) => at += 4,
            (0xa1..=0xf7, 0xa1..) => {
                common += 1;
                at += 2;
            }
            _ => {
                others += 1;
                at += 2;
            }
        }
    }
    common > others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_spreadsheets_and_utf_16_are_read_and_other_bytes_are_not() {
        let name =
            |(text, encoding): (String, Option<&'static str>)| (text, encoding.unwrap_or("UTF-8"));
        let (gbk, ..) = GB18030.encode("代码,嘎查\n1,𠮷镇");
        assert_eq!(
            text_of(gbk.into_owned()).map(name),
            Some(("代码,嘎查\n1,𠮷镇".to_owned(), "gb18030"))
        );
        let utf16: Vec<u8> = "\u{feff}代码".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(utf16).map(name), Some(("代码".to_owned(), "UTF-16LE")));
        for (encoding, bytes) in [
            ("UTF-16LE", "代码,a\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
            ("UTF-16BE", "代码,a\n".encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ] {
            assert_eq!(text_of(bytes).map(name), Some(("代码,a\n".to_owned(), encoding)));
        }
        assert_eq!(text_of("\u{feff}a".into()).map(name), Some(("a".to_owned(), "UTF-8")));
        for bytes in
            [&b"Qu\xe9bec,M\xfcnchen"[..], b"\xff\xff\xff", b"a\x80b\xfe", b"PK\x03\x04\xff\0\0"]
        {
            assert_eq!(text_of(bytes.to_vec()), None, "{bytes:?}");
        }
    }
}
