// The owner of GMime in the mail: builds the MIME tree and writes it.
#include "handlers/mail/message.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <gmime/gmime.h>

#include "handlers/security/token.h"

namespace accolade {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

struct FreeOptions {
  void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};
struct FreeText {
  void operator()(char* text) const { g_free(text); }
};

void start_gmime() {
  static const bool is_ready = (g_mime_init(), true);
  (void)is_ready;
}

constexpr std::array<std::string_view, 12> headers_with_fields = {
    "from", "to",         "cc",           "bcc",          "reply-to",       "subject",
    "date", "message-id", "mime-version", "content-type", "auto-submitted", "sender"};

bool fits_a_header(std::string_view text) {
  const bool has_control =
      std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  return !has_control && g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr);
}

bool is_header_name(std::string_view name) {
  std::string small;
  for (const char c : name) {
    if (c <= ' ' || c > '~' || c == ':') return false;
    small += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return !small.empty() && std::find(headers_with_fields.begin(), headers_with_fields.end(),
                                     small) == headers_with_fields.end();
}

// What is wrong with the mail, if anything is.
std::optional<std::string> fault_in(const MailMessage& mail) {
  const auto bad_text = [](std::string_view part) {
    return fmt::format(
        "The {} of the mail has a line break or another character that it may not "
        "have.",
        part);
  };
  std::vector<std::pair<std::string_view, const Mailbox*>> mailboxes = {{"sender", &mail.from},
                                                                        {"recipient", &mail.to}};
  if (mail.reply_to) mailboxes.emplace_back("reply address", &*mail.reply_to);
  for (const auto& [part, mailbox] : mailboxes) {
    if (!fits_a_header(mailbox->name)) return bad_text(fmt::format("{}'s name", part));
    if (!is_mail_address(mailbox->address))
      return fmt::format("The {} of the mail has no address that mail can be sent to.", part);
  }
  if (!fits_a_header(mail.subject)) return bad_text("subject");
  if (!is_mail_address(mail.message_id)) return "The mail has no message id of the form a@b.";
  for (const auto& [name, value] : mail.headers) {
    if (!is_header_name(name))
      return "The mail has a further header of a name that it may not have.";
    if (!fits_a_header(value)) return bad_text(fmt::format("header {}", name));
  }
  for (const Attachment& attachment : mail.attachments) {
    if (!fits_a_header(attachment.file_name)) return bad_text("attachment's name");
    if (!fits_a_header(attachment.content_type)) return bad_text("attachment's type");
  }
  return std::nullopt;
}

Held<GMimeObject> text_part(const char* subtype, const std::string& text) {
  GMimeTextPart* part = g_mime_text_part_new_with_subtype(subtype);
  g_mime_text_part_set_charset(part, "utf-8");
  g_mime_text_part_set_text(part, text.c_str());
  g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return Held<GMimeObject>(GMIME_OBJECT(part));
}

Held<GMimeObject> attachment_part(const Attachment& attachment) {
  GMimePart* part = g_mime_part_new();
  Held<GMimeObject> held(GMIME_OBJECT(part));
  const Held<GMimeContentType> type(
      g_mime_content_type_parse(nullptr, attachment.content_type.c_str()));
  g_mime_object_set_content_type(GMIME_OBJECT(part), type.get());
  g_mime_object_set_disposition(GMIME_OBJECT(part), "attachment");
  g_mime_part_set_filename(part, attachment.file_name.c_str());
  const Held<GMimeStream> stream(
      g_mime_stream_mem_new_with_buffer(attachment.bytes.data(), attachment.bytes.size()));
  const Held<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(part, content.get());
  g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
  return held;
}

Held<GMimeObject> multipart(const char* subtype, const std::string& boundary,
                            const std::vector<Held<GMimeObject>>& parts) {
  GMimeMultipart* whole = g_mime_multipart_new_with_subtype(subtype);
  g_mime_multipart_set_boundary(whole, boundary.c_str());
  for (const auto& part : parts)
    g_mime_multipart_add(whole, part.get());
  return Held<GMimeObject>(GMIME_OBJECT(whole));
}

// Boundaries come from the message id, so that the same mail has the same bytes. As "=_" occurs in
// no quoted-printable and no base64 text, they are in no part.
Held<GMimeObject> body_of(const MailMessage& mail) {
  const std::string mark = "=_" + token_hash(mail.message_id).substr(0, 32);
  std::vector<Held<GMimeObject>> bodies;
  bodies.push_back(text_part("plain", mail.text));
  if (!mail.html.empty()) bodies.push_back(text_part("html", mail.html));

  std::vector<Held<GMimeObject>> parts;
  parts.push_back(bodies.size() == 1 ? std::move(bodies.front())
                                     : multipart("alternative", mark + "_a", bodies));
  if (mail.attachments.empty()) return std::move(parts.front());
  for (const Attachment& attachment : mail.attachments)
    parts.push_back(attachment_part(attachment));
  return multipart("mixed", mark + "_m", parts);
}

void add_mailbox(GMimeMessage* message, GMimeAddressType type, const Mailbox& mailbox) {
  g_mime_message_add_mailbox(message, type, mailbox.name.empty() ? nullptr : mailbox.name.c_str(),
                             mailbox.address.c_str());
}

void set_date(GMimeMessage* message, Instant date) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(date).time_since_epoch().count();
  GDateTime* const utc = g_date_time_new_from_unix_utc(seconds);
  if (!utc) throw std::runtime_error("the mail's date is out of range");
  g_mime_message_set_date(message, utc);
  g_date_time_unref(utc);
}

std::string written(GMimeMessage* message) {
  const std::unique_ptr<GMimeFormatOptions, FreeOptions> options(g_mime_format_options_new());
  g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
  const std::unique_ptr<char, FreeText> text(
      g_mime_object_to_string(GMIME_OBJECT(message), options.get()));
  return text.get();
}

Refusal refused_mail(std::string sentence) {
  return {Why::Invalid, std::move(sentence)};
}

}  // namespace

Outcome<std::string> bytes_of(const MailMessage& mail) {
  start_gmime();
  if (const auto fault = fault_in(mail)) return refused_mail(*fault);

  const Held<GMimeMessage> message(g_mime_message_new(TRUE));
  add_mailbox(message.get(), GMIME_ADDRESS_TYPE_FROM, mail.from);
  add_mailbox(message.get(), GMIME_ADDRESS_TYPE_TO, mail.to);
  if (mail.reply_to) add_mailbox(message.get(), GMIME_ADDRESS_TYPE_REPLY_TO, *mail.reply_to);
  g_mime_message_set_subject(message.get(), mail.subject.c_str(), "utf-8");
  set_date(message.get(), mail.date);
  g_mime_message_set_message_id(message.get(), mail.message_id.c_str());
  GMimeObject* const object = GMIME_OBJECT(message.get());
  g_mime_object_set_header(object, "Auto-Submitted", "auto-generated", "utf-8");
  for (const auto& [name, value] : mail.headers)
    g_mime_object_set_header(object, name.c_str(), value.c_str(), "utf-8");
  g_mime_message_set_mime_part(message.get(), body_of(mail).get());

  return written(message.get());
}

Outcome<Mailbox> mailbox_from(std::string_view text) {
  start_gmime();
  const Refusal refusal = refused_mail(
      "This is no mail address. Write it as name@example.org or Name <name@example.org>.");
  if (!fits_a_header(text)) return refusal;

  const Held<InternetAddressList> list(
      internet_address_list_parse(nullptr, std::string(text).c_str()));
  if (!list || internet_address_list_length(list.get()) != 1) return refusal;
  InternetAddress* const first = internet_address_list_get_address(list.get(), 0);
  if (!INTERNET_ADDRESS_IS_MAILBOX(first)) return refusal;
  const char* name = internet_address_get_name(first);
  const char* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first));
  if (!address || !is_mail_address(address)) return refusal;
  return Mailbox{name ? name : "", address};
}

bool is_mail_address(std::string_view address) {
  constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.@";
  const bool has_bad = std::any_of(address.begin(), address.end(), [&](unsigned char c) {
    return c > '~' || !(std::isalnum(c) || others.find(static_cast<char>(c)) != others.npos);
  });
  const std::size_t at = address.find('@');
  return !has_bad && at != 0 && at < 65 && address.size() <= 254 && at + 1 < address.size() &&
         address.find('@', at + 1) == std::string_view::npos;
}

}  // namespace accolade
