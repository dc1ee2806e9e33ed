// Mistakes that authors make, each made at every place of a package.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace accolade {

using PackageFiles = std::map<std::string, std::string>;  // path -> bytes

struct Mutant {
  std::string kind;                 // "drop-transition"
  std::string file;                 // the only one that differs
  std::string place;                // "states.draft.on.submit", "states.draft.on.submit.to=refused"
  std::optional<std::string> text;  // of that file; none: the file is gone
};

// By file, and in the order of the file.
std::vector<Mutant> mutants_of(const PackageFiles& files);
PackageFiles applied(PackageFiles files, const Mutant& mutant);

}  // namespace accolade
