// Keeps diagnostics with the source lines that they point at.
#include "engine/definition/report.h"

#include <algorithm>
#include <tuple>

namespace accolade {

void Report::add_source(const std::string& file, std::string_view text) {
  std::vector<std::string_view>& lines = lines_[file];
  lines.clear();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void Report::error(const Place& place, std::string message, Evidence evidence) {
  has_errors_ = true;
  add(Diagnostic::Severity::Error, place, std::move(message), std::move(evidence));
}

void Report::warning(const Place& place, std::string message, Evidence evidence) {
  add(Diagnostic::Severity::Warning, place, std::move(message), std::move(evidence));
}

std::string_view Report::line(const Place& place) const {
  const auto file = lines_.find(place.file);
  const auto number = static_cast<std::size_t>(place.line);
  if (file == lines_.end() || number < 1 || number > file->second.size()) return {};
  return file->second[number - 1];
}

std::vector<Diagnostic> Report::diagnostics() const {
  std::vector<Diagnostic> sorted = diagnostics_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

void Report::add(Diagnostic::Severity severity, const Place& place, std::string message,
                 Evidence evidence) {
  if (diagnostics_.size() >= diagnostics_max) return;
  diagnostics_.push_back(
      {severity, place, std::move(message), std::string(line(place)), std::move(evidence)});
}

}  // namespace accolade
