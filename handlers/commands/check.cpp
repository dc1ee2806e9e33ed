// accolade check FILE|DIR: what is wrong, where, before anybody uses it.
#include <chrono>
#include <iostream>

#include "engine/definition/calendar_end.h"
#include "engine/verify/verify.h"
#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"

namespace accolade {
namespace {

namespace fs = std::filesystem;

void print(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics)
    std::cout << to_text(diagnostic);
}

std::vector<Diagnostic> findings_in_folder(const fs::path& folder) {
  Loaded<Package> loaded = load_folder(folder);
  std::vector<Diagnostic> found = std::move(loaded.diagnostics);
  if (!loaded.value) return found;
  std::vector<Diagnostic> more = verify(*loaded.value);
  const Instant now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  for (Diagnostic& diagnostic : calendars_that_end_soon(*loaded.value, now))
    more.push_back(std::move(diagnostic));
  for (Diagnostic& diagnostic : more) {
    diagnostic.place.file = (folder / diagnostic.place.file).string();
    std::string& beside = diagnostic.evidence.beside.file;
    if (!beside.empty()) beside = (folder / beside).string();
    found.push_back(std::move(diagnostic));
  }
  return found;
}

// A file of a package is checked with its neighbours; a plain chart stands alone.
std::vector<Diagnostic> findings_in_file(const fs::path& file) {
  Loaded<Workflow> loaded = load_workflow(file.string(), read_file(file), Strictness::Run);
  std::vector<Diagnostic> found = std::move(loaded.diagnostics);
  if (!loaded.value) return found;
  for (Diagnostic& diagnostic : verify(*loaded.value))
    found.push_back(std::move(diagnostic));
  return found;
}

std::vector<Diagnostic> findings_at(const std::string& path) {
  if (!fs::is_directory(path)) return findings_in_file(path);
  std::vector<Diagnostic> found;
  for (const fs::path& folder : package_folders(path)) {
    for (Diagnostic& diagnostic : findings_in_folder(folder))
      found.push_back(std::move(diagnostic));
  }
  return found;
}

int check(const std::string& path) {
  const std::vector<Diagnostic> found = findings_at(path);
  print(found);
  return has_errors(found) ? 1 : 0;
}

// The lines of one finding alone, for `accolade run`.
int print_script(const std::string& path, std::size_t number) {
  const std::vector<Diagnostic> found = findings_at(path);
  if (number > found.size())
    throw CommandRefused("there is no finding " + std::to_string(number) + "; accolade check " +
                         path + " prints all " + std::to_string(found.size()));
  const Diagnostic& finding = found[number - 1];
  if (finding.evidence.script.empty())
    throw CommandRefused("finding " + std::to_string(number) +
                         " is seen in the text alone; it has no script");
  for (const std::string& line : finding.evidence.script)
    std::cout << line << "\n";
  return 0;
}

}  // namespace

void set_up_check(CLI::App& command, std::function<int()>& action) {
  auto path = std::make_shared<std::string>();
  auto number = std::make_shared<std::size_t>(0);
  command
      .add_option("path", *path, "A workflow's file, a package's folder, or a folder of packages")
      ->required();
  command
      .add_option("--script", *number,
                  "Print only the script of the N-th finding: the lines for accolade run")
      ->type_name("N")
      ->check(CLI::PositiveNumber);
  command.footer(
      "Everything that can happen is searched: what people, time, the call above and the children\n"
      "below can do. A finding says what is wrong and where, why it matters, and by which events "
      "it\n"
      "comes about. To see it happen, play its script on the file that it names:\n\n"
      "  accolade check workflows/award --script 1 | accolade run "
      "workflows/award/nomination.yaml\n\n"
      "Exit 0: no errors (warnings are printed all the same); 1: errors; 2: wrong usage.");
  command.callback([path, number, &action] {
    action = [path, number] { return *number > 0 ? print_script(*path, *number) : check(*path); };
  });
}

}  // namespace accolade
