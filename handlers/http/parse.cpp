// Splitting targets, queries and cookies; Boost.URL decodes the pieces.
#include "handlers/http/parse.h"

#include <boost/url/parse.hpp>
#include <boost/url/parse_path.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/url_view.hpp>

#include "handlers/http/plain_text.h"

namespace accolade::http {
namespace {

namespace urls = boost::urls;

// What stands before the first `mark`, which is taken off `rest` with it.
std::string_view take_until(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  return taken;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<std::string> decoded(std::string_view encoded) {
  const auto valid = urls::make_pct_string_view(encoded);
  if (!valid) return std::nullopt;
  return valid->decode(urls::encoding_opts(true));
}

bool understand_path(Request& request, std::string_view path) {
  const auto segments = urls::parse_path(path);
  if (!segments || !path.starts_with('/')) return false;
  if (path == "/") {
    request.path = "/";
    return true;
  }
  for (const urls::pct_string_view encoded : *segments) {
    std::string segment = encoded.decode();
    if (segment == "." || segment == ".." || !is_plain_text(segment)) return false;
    request.path += '/';
    request.path += segment;
    request.segments.push_back(std::move(segment));
  }
  return true;
}

bool understand_query(Request& request, std::string_view query) {
  std::optional<Pairs> pairs = decode_pairs(query);
  if (!pairs) return false;
  for (auto& [name, value] : *pairs) {
    if (!is_plain_text(name) || !is_plain_text(value)) return false;
    request.query.emplace(std::move(name), std::move(value));
  }
  return true;
}

}  // namespace

std::optional<Pairs> decode_pairs(std::string_view encoded) {
  Pairs pairs;
  while (!encoded.empty()) {
    std::string_view value = take_until(encoded, '&');
    if (value.empty()) continue;
    if (pairs.size() == pairs_max) return std::nullopt;
    const std::string_view name = take_until(value, '=');
    std::optional<std::string> plain_name = decoded(name);
    std::optional<std::string> plain_value = decoded(value);
    if (!plain_name || !plain_value) return std::nullopt;
    pairs.emplace_back(std::move(*plain_name), std::move(*plain_value));
  }
  return pairs;
}

bool understand_target(Request& request) {
  std::string_view rest = request.target;
  if (!rest.starts_with('/')) {
    const auto absolute = urls::parse_uri(rest);
    if (!absolute || !absolute->has_authority()) return false;
    rest = absolute->encoded_resource();
    if (rest.empty() || rest.starts_with('?')) return false;
  }
  const std::string_view path = take_until(rest, '?');
  return understand_path(request, path) && understand_query(request, rest);
}

std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header) {
  std::map<std::string, std::string, std::less<>> cookies;
  while (!header.empty()) {
    const std::string_view pair = take_until(header, ';');
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos) continue;
    cookies.emplace(trimmed(pair.substr(0, equals)), trimmed(pair.substr(equals + 1)));
  }
  return cookies;
}

std::string forwarded_address(const Request& request, const std::string& peer) {
  const auto [first, last] = request.headers.equal_range("X-Forwarded-For");
  if (first == last) return peer;
  const std::string_view all = std::prev(last)->second;
  const std::size_t comma = all.rfind(',');
  const std::string_view entry = trimmed(comma == all.npos ? all : all.substr(comma + 1));
  return entry.empty() ? peer : std::string(entry);
}

}  // namespace accolade::http
