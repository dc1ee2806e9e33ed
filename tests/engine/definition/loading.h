// Loads texts for the tests of definitions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/loader.h"

namespace accolade {

inline std::string texts(const std::vector<Diagnostic>& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics)
    all += to_text(diagnostic);
  return all;
}

// What is said of the file "a.yaml" when it is loaded alone.
inline std::string said_of(std::string_view yaml, Strictness strictness = Strictness::Run) {
  return texts(load_workflow("a.yaml", yaml, strictness).diagnostics);
}

// Throws std::bad_optional_access if it does not load.
inline Workflow loaded(std::string_view yaml, Strictness strictness = Strictness::Run) {
  return load_workflow("a.yaml", yaml, strictness).value.value();
}

}  // namespace accolade
