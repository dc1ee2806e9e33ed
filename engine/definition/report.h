// Collects what is wrong with the files of a package, with the lines it is about.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/diagnostic.h"

namespace accolade {

class Report {
 public:
  // The lines of `file`, so that diagnostics can quote them. `text` must outlive the report.
  void add_source(const std::string& file, std::string_view text);

  void error(const Place& place, std::string message, Evidence evidence = {});
  void warning(const Place& place, std::string message, Evidence evidence = {});

  bool has_errors() const { return has_errors_; }
  bool is_full() const { return diagnostics_.size() >= diagnostics_max; }
  // Without its end; empty if unknown.
  std::string_view line(const Place& place) const;
  // By file, line and column, each once; at most diagnostics_max are kept.
  std::vector<Diagnostic> diagnostics() const;

  static constexpr std::size_t diagnostics_max = 100;

 private:
  void add(Diagnostic::Severity severity, const Place& place, std::string message,
           Evidence evidence);

  std::map<std::string, std::vector<std::string_view>> lines_;
  std::vector<Diagnostic> diagnostics_;
  bool has_errors_ = false;
};

}  // namespace accolade
