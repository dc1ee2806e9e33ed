// Any bytes as a workflow's file and as a package: loaded or refused with a place, verified and
// drawn where it loads.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/definition/graph.h"
#include "engine/definition/loader.h"
#include "engine/verify/verify.h"
#include "tests/fuzz/promise.h"

namespace accolade {
namespace {

template <class T>
bool is_answered(const Loaded<T>& loaded) {
  bool has_error = false;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    promise(diagnostic.place.line >= 1 && diagnostic.place.column >= 1, "a place in the file");
    promise(!diagnostic.message.empty() && !to_text(diagnostic).empty(), "a sentence");
    has_error = has_error || diagnostic.severity == Diagnostic::Severity::Error;
  }
  promise(loaded.value.has_value() != has_error, "a definition or an error, never both");
  return loaded.value.has_value();
}

void load_alone(std::string_view yaml) {
  const Loaded<Workflow> loaded = load_workflow("a.yaml", yaml, Strictness::Run);
  if (!is_answered(loaded)) return;
  verify(*loaded.value, {50, 200});
  promise(!graph_dot(*loaded.value, {}, {}).empty(), "a diagram");
}

void load_in_package(std::string_view yaml) {
  const std::map<std::string, std::string> files = {
      {"a.yaml", std::string(yaml)}, {"letters/a.md", "Subject: A\n\nDear {{person.name}}\n"}};
  const Loaded<Package> loaded = load_package("fuzz", files);
  if (is_answered(loaded)) verify(*loaded.value, {50, 200});
}

}  // namespace
}  // namespace accolade

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view yaml(reinterpret_cast<const char*>(bytes), size);
  accolade::load_alone(yaml);
  accolade::load_in_package(yaml);
  return 0;
}
