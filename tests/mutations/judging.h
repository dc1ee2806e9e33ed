// What `accolade check` says of a mutant, and whether `accolade run` bears it out.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/diagnostic.h"
#include "tests/mutations/kinds.h"

namespace accolade {

// The loader, then the search: errors and warnings.
std::vector<Diagnostic> findings_in(const std::string& package, const PackageFiles& files);

struct Judged {
  Mutant mutant;
  std::string name;                     // "drop-end award/award.yaml states.announced.final"
  std::vector<std::string> findings;    // none: it escaped
  std::vector<std::string> objections;  // scripts that do not come to the bad end they claim
  std::size_t scripts = 0;
};

// Every mutant of the package with `only` in its name, on all processors, in the order of
// mutants_of.
std::vector<Judged> judged_mutants(const std::string& package, const PackageFiles& files,
                                   const std::string& only);

}  // namespace accolade
