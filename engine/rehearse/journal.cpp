// Keeps the newest snapshot and everything that led to it.
#include "engine/rehearse/journal.h"

#include <utility>

namespace accolade {

void Journal::note(const Decision& decision) {
  for (const Change& change : decision.changes) {
    const auto [found, is_new] = lives_.try_emplace(change.next.id);
    Life& life = found->second;
    if (is_new) life.number = ++numbers_[change.next.workflow];
    life.now = change.next;
    life.visited.insert(change.states.begin(), change.states.end());
    for (const Entry& entry : change.entries) {
      if (steps_++ == 0) first_ = entry.happened.at;
      last_ = entry.happened.at;
      life.happened.push_back(entry.happened);
    }
    for (const NewLetter& letter : change.letters)
      ++letters_[{letter.workflow, letter.letter, letter.role}];
    changed_.insert(change.next.id);
  }
}

std::set<InstanceId> Journal::take_changed() {
  return std::exchange(changed_, {});
}

Decide watched(Decide decide, Journal& journal) {
  return [decide = std::move(decide), &journal](const Ask& ask, World& world) {
    Outcome<Decision> decision = decide(ask, world);
    if (decision) journal.note(*decision);
    return decision;
  };
}

}  // namespace accolade
