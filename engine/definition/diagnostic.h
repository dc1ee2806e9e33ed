// What is wrong with a definition, and where. Printed as FILE:LINE:COLUMN, the line and a caret.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace accolade {

struct Place {
  std::string file;
  int line = 1;    // from 1
  int column = 1;  // from 1, in bytes

  bool operator==(const Place&) const = default;
};

// Of a byte of the text, which is all of `file`.
Place place_at(const std::string& file, std::string_view text, std::size_t offset);

struct Diagnostic {
  enum class Severity { Error, Warning };

  Severity severity = Severity::Error;
  Place place;
  std::string message;  // one sentence
  std::string line;     // the source line, without its end; empty if unknown

  bool operator==(const Diagnostic&) const = default;
};

// award.yaml:12:9: error: `clsed` is no state of award; did you mean `closed`?
//   12 |     to: clsed
//      |         ^
// Ends with a line end.
std::string to_text(const Diagnostic& diagnostic);
bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace accolade
