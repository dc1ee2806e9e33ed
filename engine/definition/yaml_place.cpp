// Finds a byte of a scalar again in the line that it was written in.
#include "engine/definition/yaml.h"

namespace accolade {
namespace {

// Bytes of `written` that an escape of a double-quoted scalar takes (YAML 1.2, 5.7).
std::size_t escape_length(std::string_view written) {
  if (written.size() < 2) return written.size();
  switch (written[1]) {
    case 'x':
      return 4;
    case 'u':
      return 6;
    case 'U':
      return 10;
    default:
      return 2;
  }
}

// How many bytes of `written`, which follows the quote, make `offset` bytes of text. Escapes are
// taken as one byte each, which is so for all that a condition has use for.
std::optional<std::size_t> written_length(std::string_view written, char quote,
                                          std::size_t offset) {
  std::size_t here = 0;
  for (std::size_t read = 0; read < offset; ++read) {
    if (here >= written.size()) return std::nullopt;
    const bool is_escape = quote == '"' && written[here] == '\\';
    const bool is_doubled = quote == '\'' && written[here] == '\'';
    here += is_escape ? escape_length(written.substr(here)) : is_doubled ? 2 : 1;
  }
  if (here > written.size()) return std::nullopt;
  return here;
}

}  // namespace

Place place_within(const YamlNode& scalar, std::size_t offset, const Report& report) {
  const std::string_view line = report.line(scalar.place);
  const auto start = static_cast<std::size_t>(scalar.place.column - 1);
  if (start >= line.size()) return scalar.place;

  Place place = scalar.place;
  const std::string_view written = line.substr(start);
  if (written.front() == '"' || written.front() == '\'') {
    const auto length = written_length(written.substr(1), written.front(), offset);
    if (length) place.column += static_cast<int>(*length) + 1;
  } else if (written.starts_with(scalar.text)) {
    place.column += static_cast<int>(offset);
  }
  return place;
}

}  // namespace accolade
