// YAML to definitions, with a diagnostic for everything that is not understood. The only reader of
// YAML.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/diagnostic.h"
#include "engine/definition/workflow.h"
#include "engine/ports/zones.h"

namespace accolade {

template <class T>
struct Loaded {
  std::optional<T> value;  // none if there is an error among the diagnostics
  std::vector<Diagnostic> diagnostics;
};

// How strict: `accolade run` needs only `workflow:` and `states:`, and unknown children or parents
// are taken as they come; `serve` and `check` want every name to exist.
enum class Strictness { Run, Serve };

// One file alone. Limits: 1 MiB, 2,000 states, 10,000 transitions, nesting of 64, no aliases that
// expand beyond 10,000 nodes.
Loaded<Workflow> load_workflow(std::string_view file, std::string_view yaml, Strictness strictness);

// A folder: path -> bytes (*.yaml, calendars/*.yaml and letters/*.md; others are refused). Links
// parents and children, types the tallies across files, checks letters against the fields they use.
// Without `zones` a calendar is refused. Sound packages have a hash.
Loaded<Package> load_package(std::string_view name, const std::map<std::string, std::string>& files,
                             const Zones& zones = {});

}  // namespace accolade
