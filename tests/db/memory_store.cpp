// Keeps what decisions write, as values.
#include "tests/db/memory_store.h"

#include <algorithm>
#include <tuple>

namespace accolade {
namespace {

auto order_of(const InboxRow& row) {
  return std::tuple(row.receiver, row.sender, row.step, row.number);
}

// A letter of one step to one person is queued once.
void queue_once(std::vector<NewLetter>& queued, NewLetter letter) {
  const bool is_known = std::ranges::any_of(queued, [&](const NewLetter& other) {
    return other.step == letter.step && other.letter == letter.letter &&
           other.recipient == letter.recipient;
  });
  if (!is_known) queued.push_back(std::move(letter));
}

}  // namespace

std::string CountedChance::new_salt() {
  constexpr std::size_t hex_digits = 64;
  const std::string number = std::to_string(++salts_);
  return std::string(hex_digits - number.size(), '0') + number;
}

void MemoryStore::give_role(PersonId person, const std::string& role) {
  directory_.push_back({InstanceId{}, role, person, InstanceId{}});
  std::ranges::sort(directory_);
}

void MemoryStore::forget_instances() {
  instances_.clear();
  inbox_.clear();
}

void MemoryStore::save_draft(InstanceId id, const std::vector<DraftAnswer>& answers) {
  for (const DraftAnswer& answer : answers)
    instances_.at(id).draft.insert_or_assign(answer.field, answer.value);
}

Outcome<Applied> MemoryStore::apply(const Ask& ask) {
  written_.clear();
  Outcome<Decision> decision = decide_(ask, *this);
  if (!decision) return decision.refusal();
  for (Change& change : decision->changes)
    write(std::move(change));
  if (decision->refusal) return *decision->refusal;
  return Applied{decision->answer, instances_.at(decision->answer).snapshot.version, false};
}

void MemoryStore::write(Change change) {
  const InstanceId id = change.next.id;
  Kept& kept = instances_[id];
  kept.snapshot = std::move(change.next);
  for (Entry& entry : change.entries)
    kept.history.push_back(std::move(entry));
  for (NewLetter& letter : change.letters)
    queue_once(kept.letters, std::move(letter));
  for (const std::string& field : change.taken)
    kept.draft.erase(field);
  if (change.roles_changed) kept.memberships = std::move(change.memberships);
  for (const TallyPart& part : change.parts)
    kept.parts[part.tally] = part.value;
  for (InboxRow& row : change.tells)
    inbox_.push_back(std::move(row));
  if (change.delivered) {
    std::erase_if(
        inbox_, [&](const InboxRow& row) { return order_of(row) == order_of(*change.delivered); });
  }
  written_.push_back(id);
}

const Snapshot* MemoryStore::seen(InstanceId id) const {
  const auto found = instances_.find(id);
  return found == instances_.end() ? nullptr : &found->second.snapshot;
}

std::vector<Membership> MemoryStore::memberships(InstanceId id, PersonId person) const {
  if (!id) return directory_;
  std::vector<Membership> held;
  for (const auto& [source, kept] : instances_) {
    for (const Membership& row : kept.memberships) {
      const bool is_anothers = row.role.starts_with("below:") && row.person != person;
      if (row.instance == id && !is_anothers) held.push_back(row);
    }
  }
  std::ranges::sort(held);
  return held;
}

std::vector<Snapshot> MemoryStore::children(InstanceId parent, const std::string& workflow) const {
  std::vector<Snapshot> found;
  for (const auto& [id, kept] : instances_) {
    const Snapshot& child = kept.snapshot;
    if (child.parent == parent && child.workflow == workflow) found.push_back(child);
  }
  return found;
}

std::map<InstanceId, Decimal> MemoryStore::parts(InstanceId parent, const Tally& tally) const {
  std::map<InstanceId, Decimal> parts;
  for (const auto& [id, kept] : instances_) {
    const auto part = kept.parts.find(tally.text());
    const bool counts = part != kept.parts.end() && part->second;
    if (kept.snapshot.parent == parent && counts) parts.emplace(id, *part->second);
  }
  return parts;
}

std::optional<InboxRow> MemoryStore::inbox(InstanceId receiver) const {
  std::optional<InboxRow> first;
  for (const InboxRow& row : inbox_) {
    const bool is_earlier = !first || order_of(row) < order_of(*first);
    if (row.receiver == receiver && is_earlier) first = row;
  }
  return first;
}

std::map<std::int64_t, InstanceId> MemoryStore::queue(InstanceId parent,
                                                      const std::string& pool) const {
  std::map<std::int64_t, InstanceId> queue;
  for (const auto& [id, kept] : instances_) {
    const auto number = kept.snapshot.queued.find(pool);
    const bool waits = number != kept.snapshot.queued.end();
    if (kept.snapshot.parent == parent && waits) queue.emplace(number->second, id);
  }
  return queue;
}

}  // namespace accolade
