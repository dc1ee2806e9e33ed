// Loads one file.
#include "engine/definition/loader.h"

#include "engine/definition/context.h"
#include "engine/definition/details.h"
#include "engine/definition/outline.h"
#include "engine/definition/report.h"
#include "engine/definition/yaml.h"

namespace accolade {
namespace {

void check_parent(const Context& context) {
  const Workflow& workflow = context.workflow();
  if (workflow.parent.empty() || !context.is_strict()) return;
  context.report.error(context.outline.parent_place,
                       "`" + workflow.parent + "` is no workflow of this package");
}

}  // namespace

Loaded<Workflow> load_workflow(std::string_view file, std::string_view yaml,
                               Strictness strictness) {
  Report report;
  const std::string name(file);
  report.add_source(name, yaml);
  const std::optional<YamlNode> root = read_yaml(name, yaml, report);
  if (!root) return {std::nullopt, report.diagnostics()};

  Outline outline = read_outline(name, *root, report);
  const Family family = {{outline.workflow.name, &outline.workflow}};
  const Context context{report, strictness, outline, family};
  check_parent(context);
  read_details(context);
  if (report.has_errors()) return {std::nullopt, report.diagnostics()};
  return {std::move(outline.workflow), report.diagnostics()};
}

}  // namespace accolade
