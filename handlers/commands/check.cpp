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

int check(const std::string& path) {
  bool has_failed = false;
  if (fs::is_directory(path)) {
    for (const fs::path& folder : package_folders(path)) {
      const std::vector<Diagnostic> found = findings_in_folder(folder);
      print(found);
      has_failed |= has_errors(found);
    }
  } else {
    const std::vector<Diagnostic> found = findings_in_file(path);
    print(found);
    has_failed = has_errors(found);
  }
  return has_failed ? 1 : 0;
}

}  // namespace

void set_up_check(CLI::App& command, std::function<int()>& action) {
  auto path = std::make_shared<std::string>();
  command
      .add_option("path", *path, "A workflow's file, a package's folder, or a folder of packages")
      ->required();
  command.callback([path, &action] { action = [path] { return check(*path); }; });
}

}  // namespace accolade
