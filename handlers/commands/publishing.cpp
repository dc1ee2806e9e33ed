// Load, verify, then publish.
#include "handlers/commands/publishing.h"

#include "engine/verify/verify.h"
#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"
#include "handlers/text/template_store.h"

namespace accolade {
namespace {

namespace fs = std::filesystem;

// Letters are Mustache: what does not parse must not be found out when it is to be sent.
void check_letters(const fs::path& folder, const Package& package, std::string& problems) {
  for (const auto& [name, text] : package.letters) {
    const Outcome<std::vector<std::string>> variables = variables_of(text);
    if (variables) continue;
    problems +=
        (folder / "letters" / (name + ".md")).string() + ":" + variables.refusal().sentence + "\n";
  }
}

Package load_sound(const fs::path& folder, std::string& problems) {
  Loaded<Package> loaded = load_folder(folder);
  std::vector<Diagnostic> found = loaded.diagnostics;
  if (loaded.value) {
    for (Diagnostic& diagnostic : verify(*loaded.value)) {
      diagnostic.place.file = (folder / diagnostic.place.file).string();
      found.push_back(std::move(diagnostic));
    }
  }
  for (const Diagnostic& diagnostic : found) {
    if (diagnostic.severity == Diagnostic::Severity::Error) problems += to_text(diagnostic);
  }
  if (!loaded.value) return {};
  check_letters(folder, *loaded.value, problems);
  return *std::move(loaded.value);
}

void refuse_unsound(const std::string& problems) {
  if (problems.empty()) return;
  throw CommandRefused("the definitions are not sound; mend this first:\n" + problems);
}

}  // namespace

Package load_sound_package(const fs::path& folder) {
  std::string problems;
  Package package = load_sound(folder, problems);
  refuse_unsound(problems);
  return package;
}

void publish_folder(Packages& packages, const fs::path& workflows) {
  std::vector<Package> sound;
  std::string problems;
  for (const fs::path& folder : package_folders(workflows)) {
    sound.push_back(load_sound(folder, problems));
  }
  refuse_unsound(problems);
  for (const Package& package : sound)
    packages.publish(package);
}

}  // namespace accolade
