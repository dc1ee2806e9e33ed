// Letters with a gap where a field should be.
#include "engine/definition/letter_check.h"
#include "engine/definition/walk.h"
#include "engine/verify/findings.h"
#include "engine/verify/presence.h"

namespace accolade {
namespace {

// What a start gives may be there from the beginning.
std::set<std::string> given_by_starts(const Workflow& workflow, const Package& package) {
  std::set<std::string> given;
  for (const auto& [name, other] : package.workflows) {
    for_each_action(other, [&](const Action& action, StateIndex) {
      const Start* start = std::get_if<Start>(&action.what);
      if (start == nullptr || start->workflow != workflow.name) return;
      given.merge(fields_given(*start));
    });
  }
  return given;
}

}  // namespace

void find_gaps_in_letters(const Surroundings& around, const Search& found, Report& report) {
  if (around.package == nullptr || !found.is_complete || around.package->letters.empty()) return;
  const Workflow& workflow = found.original;
  const std::set<std::string> given = given_by_starts(workflow, *around.package);
  Presence presence(found);
  presence.spread();
  std::set<std::pair<std::size_t, std::string>> said;
  const auto look = [&](std::size_t at, const Edge& edge, std::size_t number, const Mail& mail) {
    const auto letter = around.package->letters.find(mail.letter);
    if (letter == around.package->letters.end()) return;
    for (const std::string& name : names_always_shown(letter->second)) {
      const bool is_own = workflow.field(name) != nullptr && !given.contains(name);
      if (!is_own || !presence.may_be_absent_after(at, edge, name)) continue;
      if (!said.insert({number, name}).second) continue;
      report.warning(found.slice.transitions[number]->place,
                     "the letter `" + mail.letter + "` shows `" + name +
                         "`, which may have no value here; ask for it, or put it into a section",
                     {"The reader finds a gap in a sentence.", {}});
    }
  };
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    for (const Edge& edge : found.reached[at].edges) {
      for (const std::size_t number : edge.taken) {
        for_each_action(found.slice.transitions[number]->actions, [&](const Action& action) {
          if (const Mail* mail = std::get_if<Mail>(&action.what)) look(at, edge, number, *mail);
        });
      }
    }
  }
}

}  // namespace accolade
