// Picks the decoder by type, then checks every text that came in.
#include "handlers/http/form.h"

#include <algorithm>

#include <boost/url/grammar/ci_string.hpp>

#include "handlers/http/multipart.h"
#include "handlers/http/plain_text.h"

namespace accolade::http {
namespace {

namespace grammar = boost::urls::grammar;

Refusal unreadable(const std::string& field) {
  const std::string named = is_plain_text(field) ? field : "";
  return {Why::Invalid,
          "Some answers need another look.",
          {{named, "This answer holds a character that cannot be kept. Type it again."}}};
}

// Browsers send CRLF; a word count, a comparison and a letter want one character.
void one_line_end(std::string& text) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool before_line_feed = at + 1 < text.size() && text[at + 1] == '\n';
    if (text[at] == '\r' && before_line_feed) continue;
    text[kept++] = text[at] == '\r' ? '\n' : text[at];
  }
  text.resize(kept);
}

Outcome<Form> read_by_type(const Request& request) {
  const std::string_view whole = request.header("Content-Type");
  std::string_view type = whole.substr(0, whole.find(';'));
  type = type.substr(0, type.find_last_not_of(" \t") + 1);

  if (grammar::ci_is_equal(type, "multipart/form-data")) return read_multipart(whole, request.body);
  if (!grammar::ci_is_equal(type, "application/x-www-form-urlencoded")) {
    return Refusal{Why::Invalid, "This is not a form. Go back to the page and send it from there."};
  }
  std::optional<Pairs> fields = decode_pairs(request.body);
  if (!fields) return broken_form();
  return Form{std::move(*fields), {}};
}

}  // namespace

Refusal broken_form() {
  return {Why::Invalid, "The form did not arrive in one piece. Go back and send it again."};
}

const std::string* Form::find(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &Pairs::value_type::first);
  return found == fields.end() ? nullptr : &found->second;
}

std::string_view Form::value(std::string_view name) const {
  const std::string* found = find(name);
  return found ? std::string_view(*found) : std::string_view{};
}

Outcome<Form> read_form(const Request& request) {
  if (request.body.empty() && request.header("Content-Type").empty()) return Form{};
  Outcome<Form> form = read_by_type(request);
  if (!form) return form;

  for (auto& [name, value] : form->fields) {
    if (!is_plain_text(name) || !is_plain_text(value)) return unreadable(name);
    one_line_end(value);
  }
  for (const UploadedFile& file : form->files) {
    if (!is_plain_text(file.name) || !is_plain_text(file.filename)) return unreadable(file.name);
  }
  return form;
}

std::string value_as_sent(const Request& request, std::string_view name) {
  const Outcome<Form> form = read_by_type(request);
  return form ? std::string(form->value(name)) : std::string();
}

}  // namespace accolade::http
