// accolade run FILE: one workflow, no database, a virtual clock; JSON lines in, JSON lines out.
#include <iostream>

#include "engine/play/play.h"
#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"

namespace accolade {
namespace {

int run(const std::string& file) {
  Loaded<Workflow> loaded = load_workflow(file, read_file(file), Strictness::Run);
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    std::cerr << to_text(diagnostic);
  if (!loaded.value) return 1;

  Play play(*std::move(loaded.value));
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << play.answer(line) << std::endl;  // flushed: the other side waits for it
  }
  return 0;
}

}  // namespace

void set_up_run(CLI::App& command, std::function<int()>& action) {
  auto file = std::make_shared<std::string>();
  command.add_option("file", *file, "The workflow's YAML")->required();
  command.footer(
      "Lines: {\"start\": {\"fields\": {...}, \"parent\": {...}}}, {\"event\": \"submit\", \"by\": "
      "[\"applicant\"], "
      "\"fields\": {...}}, {\"advance\": \"PT48H\"}, {\"children\": {\"review\": "
      "[{\"configuration\": "
      "[\"submitted\"], \"fields\": {...}}]}}, {\"parent\": {\"fields\": {...}}}, {\"full\": "
      "[\"modes.on_site\"]}.\n"
      "`children` replaces all that is known of the children of the workflows that it names; those "
      "of others stay as they were. A line that is no such thing, or has a key twice, is answered "
      "{\"error\": ...} and changes nothing.");
  command.callback([file, &action] { action = [file] { return run(*file); }; });
}

}  // namespace accolade
