// Reads the strings of a valid text; those before a colon are keys.
#include "engine/play/duplicate_key.h"

#include <set>
#include <vector>

#include <boost/json/parse.hpp>

namespace accolade {
namespace {

// Of the string that begins at `start`: just behind its closing quote.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  std::size_t at = start + 1;
  while (text[at] != '"')
    at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

bool is_key(std::string_view text, std::size_t end) {
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  return next != std::string_view::npos && text[next] == ':';
}

}  // namespace

std::optional<std::string> duplicate_key(std::string_view text) {
  std::vector<std::set<std::string>> open;  // objects, the innermost last
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '{') open.emplace_back();
    if (text[at] == '}') open.pop_back();
    if (text[at] != '"') {
      ++at;
      continue;
    }
    const std::size_t end = end_of_string(text, at);
    if (is_key(text, end)) {
      const boost::json::value key = boost::json::parse(text.substr(at, end - at));
      std::string name(key.get_string());
      if (!open.back().insert(name).second) return name;
    }
    at = end;
  }
  return std::nullopt;
}

}  // namespace accolade
