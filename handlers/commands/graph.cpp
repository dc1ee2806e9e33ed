// accolade graph FILE: the diagram of one workflow.
#include "engine/definition/graph.h"

#include <iostream>

#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"
#include "handlers/text/diagram.h"

namespace accolade {
namespace {

int graph(const std::string& file, const std::string& format) {
  Loaded<Workflow> loaded = load_workflow(file, read_file(file), Strictness::Run);
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    std::cerr << to_text(diagnostic);
  if (!loaded.value) return 1;

  const std::string dot = graph_dot(*loaded.value, {}, {});
  if (format == "dot") {
    std::cout << dot;
    return 0;
  }
  const Outcome<std::string> svg = svg_from_dot(dot);
  if (!svg) throw CommandRefused(svg.refusal().sentence);
  std::cout << *svg << "\n";
  return 0;
}

}  // namespace

void set_up_graph(CLI::App& command, std::function<int()>& action) {
  struct Options {
    std::string file, format = "svg";
  };
  auto options = std::make_shared<Options>();
  command.add_option("file", options->file, "The workflow's YAML")->required();
  command.add_option("--format", options->format, "svg or dot")
      ->check(CLI::IsMember({"svg", "dot"}))
      ->capture_default_str();
  command.callback(
      [options, &action] { action = [options] { return graph(options->file, options->format); }; });
}

}  // namespace accolade
