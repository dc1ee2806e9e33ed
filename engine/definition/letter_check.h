// The letters of a package: that each is one, and that its variables exist.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "engine/definition/report.h"
#include "engine/definition/workflow.h"

namespace accolade {

inline constexpr std::size_t letter_bytes_max = 100'000;

// "receipt" for "letters/receipt.md"; empty for what is no letter.
std::string letter_name(const std::string& path);

// Every `mail:` has its letter, every letter a subject and a `mail:` that sends it, and every
// variable is a field of the workflow that sends it, `parent.FIELD`, `person.name`, `link`,
// `reference`, `title` or `state`. Variables inside of a section over a list may be its items'.
// What is read of the parent is added to ancestor_paths of `workflows`.
void check_letters(const std::map<std::string, std::string>& letters,
                   std::map<std::string, Workflow>& workflows, Report& report);

// The names that a letter shows whatever else there is: those outside of all sections.
std::set<std::string> names_always_shown(std::string_view letter);

}  // namespace accolade
