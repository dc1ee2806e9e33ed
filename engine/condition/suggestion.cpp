// Edit distance (Levenshtein) over short names.
#include "engine/condition/suggestion.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace accolade {
namespace {

constexpr std::size_t edits_max = 2;
constexpr std::size_t compared_bytes_max = 100;
constexpr std::size_t listed_max = 12;
constexpr std::size_t quoted_bytes_max = 80;

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

bool is_comparable(std::string_view written, std::string_view name) {
  if (written.size() > compared_bytes_max || name.size() > compared_bytes_max) return false;
  const std::size_t longer = std::max(written.size(), name.size());
  return longer - std::min(written.size(), name.size()) <= edits_max;
}

}  // namespace

std::string did_you_mean(std::string_view written, std::span<const std::string> names) {
  const std::string* nearest = nullptr;
  std::size_t fewest = edits_max + 1;
  for (const std::string& name : names) {
    if (!is_comparable(written, name)) continue;
    const std::size_t edits = edits_between(written, name);
    // A name of two letters is not two typing errors away from another one.
    if (edits >= fewest || edits >= std::max(written.size(), name.size())) continue;
    fewest = edits;
    nearest = &name;
  }
  return nearest == nullptr ? "" : "; did you mean " + in_quotes(*nearest) + "?";
}

std::string in_quotes(std::string_view written) {
  const bool is_cut = written.size() > quoted_bytes_max;
  std::size_t end = is_cut ? quoted_bytes_max : written.size();
  while (is_cut && end > 0 && (static_cast<unsigned char>(written[end]) & 0xC0U) == 0x80U)
    --end;
  std::string quoted = "`";
  quoted.append(written.substr(0, end)).append(is_cut ? "...`" : "`");
  return quoted;
}

std::string listed(std::span<const std::string> names) {
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < listed_max; ++i) {
    if (i > 0) list += ", ";
    list += in_quotes(names[i]);
  }
  return names.size() > listed_max ? list + ", ..." : list;
}

}  // namespace accolade
