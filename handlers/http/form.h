// The answers and files of a posted form.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/value/outcome.h"
#include "handlers/http/message.h"
#include "handlers/http/parse.h"

namespace accolade::http {

struct UploadedFile {
  std::string name;      // of the form's field
  std::string filename;  // without folders; as the person's computer says, so never a path of ours
  std::string type;      // as the browser says: not to be trusted
  std::string bytes;

  bool operator==(const UploadedFile&) const = default;
};

struct Form {
  Pairs fields = {};  // in the order sent; a line's end in a value is "\n", whatever was sent
  std::vector<UploadedFile> files = {};  // of fields in which a file was chosen

  // The first value of that name; none when the form has no such field.
  const std::string* find(std::string_view name) const;
  // As find, and empty when there is none.
  std::string_view value(std::string_view name) const;
  bool operator==(const Form&) const = default;
};

// Reads application/x-www-form-urlencoded and multipart/form-data (RFC 7578). No body at all is an
// empty form. Refuses (Invalid): another type, a broken body, more than pairs_max fields, bad UTF-8
// and U+0000 in a field or a file's name (the field is named), a file that is itself a message.
Outcome<Form> read_form(const Request& request);

// Of a form whose bytes cannot be read as one.
Refusal broken_form();

// The first value of that name, even if read_form refuses another one; empty when there is none or
// the body is broken.
std::string value_as_sent(const Request& request, std::string_view name);

}  // namespace accolade::http
