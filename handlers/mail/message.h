// A mail as values, and the one function that makes its bytes: for preview, sending and the record.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/instant.h"
#include "engine/value/outcome.h"

namespace accolade {

struct Mailbox {
  std::string name = {};  // may be empty
  std::string address = {};

  bool operator==(const Mailbox&) const = default;
};

struct Attachment {
  std::string file_name;
  std::string content_type = "application/octet-stream";
  std::string bytes;
};

struct MailMessage {
  Mailbox from = {};
  Mailbox to = {};
  std::optional<Mailbox> reply_to = {};
  std::string subject = {};
  std::string text = {};        // UTF-8: the letter's Markdown
  std::string html = {};        // UTF-8: a whole document; empty: text alone
  std::string message_id = {};  // LOCAL@DOMAIN, without < and >; the same on every attempt
  Instant date{};               // the same on every attempt
  std::vector<std::pair<std::string, std::string>> headers = {};  // further ones, as List-Id
  std::vector<Attachment> attachments = {};
};

// RFC 5322 with MIME: multipart/alternative within multipart/mixed where there are attachments,
// text as quoted-printable UTF-8, names and subject as RFC 2047 asks, lines ended by CR LF. The
// same mail gives the same bytes; Auto-Submitted: auto-generated (RFC 3834) is always there.
// Refuses as Invalid, naming the part: a control character (so no line break) or bad UTF-8 in
// anything that goes into a header, an address that is none or is not ASCII, a header that has a
// field of its own above.
Outcome<std::string> bytes_of(const MailMessage& mail);

// "Name <address>" or "address", as in --from. Refuses as Invalid what is no single mailbox.
Outcome<Mailbox> mailbox_from(std::string_view text);

// Whether mail can be sent there: ASCII, one @ with something on both sides, at most 254 characters
// (RFC 5321), nothing that would need quotation marks.
bool is_mail_address(std::string_view address);

}  // namespace accolade
