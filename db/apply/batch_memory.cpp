// Lays the changes of a batch over what it has read.
#include "db/apply/batch_memory.h"

#include <algorithm>
#include <iterator>

namespace accolade::db {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool is_held_from_below(const Membership& row) {
  return row.role.starts_with("below:");
}

}  // namespace

const Snapshot* BatchMemory::snapshot(InstanceId id) const {
  if (const auto changed = written_.find(id); changed != written_.end()) {
    return &changed->second.change.next;
  }
  const auto read = before.find(id);
  return read == before.end() ? nullptr : &read->second;
}

std::vector<Membership> BatchMemory::memberships(const RolesFor& which) const {
  const auto& [id, person] = which;
  std::vector<Membership> rows;
  for (const Membership& row : memberships_.at(which)) {
    const auto source = written_.find(row.source);
    if (source == written_.end() || !source->second.change.roles_changed) rows.push_back(row);
  }
  for (const auto& [source, written] : written_) {
    if (!written.change.roles_changed) continue;
    for (const Membership& row : written.change.memberships) {
      if (row.instance != id) continue;
      if (row.person == person || !is_held_from_below(row)) rows.push_back(row);
    }
  }
  std::ranges::sort(rows);
  return rows;
}

Answers BatchMemory::draft(InstanceId id) const {
  Answers answers = drafts_.at(id);
  if (const auto written = written_.find(id); written != written_.end()) {
    for (const std::string& field : written->second.change.taken)
      answers.erase(field);
  }
  return answers;
}

std::optional<InboxRow> BatchMemory::first_of_inbox(InstanceId receiver) const {
  std::vector<InboxRow> rows = inboxes_.at(receiver);
  for (const auto& [sender, written] : written_) {
    for (const InboxRow& row : written.change.tells) {
      if (row.receiver == receiver) rows.push_back(row);
    }
  }
  std::erase_if(rows, [this](const InboxRow& row) { return is_delivered_here(row); });
  const auto first = std::ranges::min_element(rows, {}, key_of);
  return first == rows.end() ? std::nullopt : std::optional(*first);
}

std::vector<Snapshot> BatchMemory::children(const ChildrenOf& which) const {
  const auto& [parent, workflow] = which;
  std::vector<Snapshot> snapshots;
  for (const Snapshot& child : children_.at(which)) {
    if (!written_.contains(child.id)) snapshots.push_back(child);
  }
  for (const auto& [id, written] : written_) {
    const Snapshot& next = written.change.next;
    if (next.parent == parent && next.workflow == workflow) snapshots.push_back(next);
  }
  std::ranges::sort(snapshots, {}, &Snapshot::id);
  return snapshots;
}

std::map<InstanceId, Decimal> BatchMemory::parts(const PartsOf& which) const {
  const auto& [parent, tally] = which;
  std::map<InstanceId, Decimal> parts = parts_.at(which);
  for (const auto& [child, written] : written_) {
    if (written.change.next.parent != parent) continue;
    for (const TallyPart& part : written.change.parts) {
      if (part.tally != tally) continue;
      parts.erase(child);
      if (part.value) parts.emplace(child, *part.value);
    }
  }
  return parts;
}

std::map<std::int64_t, InstanceId> BatchMemory::queue(const QueueOf& which) const {
  std::map<std::int64_t, InstanceId> queue = queues_.at(which);
  std::erase_if(queue, [this](const auto& place) { return written_.contains(place.second); });
  for (const auto& [id, written] : written_) {
    const Snapshot& next = written.change.next;
    const auto number = next.queued.find(which.second);
    if (next.parent == which.first && number != next.queued.end())
      queue.emplace(number->second, id);
  }
  return queue;
}

std::vector<Snapshot> BatchMemory::tree(InstanceId root) const {
  std::vector<Snapshot> snapshots;
  for (const auto& [id, read] : before) {
    if (read.root == root && !written_.contains(id)) snapshots.push_back(read);
  }
  for (const auto& [id, written] : written_) {
    if (written.change.next.root == root) snapshots.push_back(written.change.next);
  }
  std::ranges::sort(snapshots, [](const Snapshot& a, const Snapshot& b) {
    return std::pair(a.depth, a.id) < std::pair(b.depth, b.id);
  });
  return snapshots;
}

std::vector<std::pair<InstanceId, const Entry*>> BatchMemory::entries() const {
  std::vector<std::pair<InstanceId, const Entry*>> entries;
  std::unordered_map<InstanceId, std::size_t> next;
  for (const InstanceId id : stepped_)
    entries.emplace_back(id, &written_.at(id).change.entries.at(next[id]++));
  return entries;
}

void BatchMemory::merge(Decision decision) {
  for (Change& change : decision.changes)
    merge(std::move(change));
}

void BatchMemory::merge(Change change) {
  if (change.delivered) delivered_.insert(key_of(*change.delivered));
  for (const InboxRow& row : change.tells)
    told_.insert(key_of(row));
  stepped_.insert(stepped_.end(), change.entries.size(), change.next.id);
  const auto [at, is_first] = written_.try_emplace(change.next.id);
  Written& written = at->second;
  if (change.delivered) written.delivered.push_back(*change.delivered);
  if (is_first) {
    written.change = std::move(change);
    return;
  }
  Change& earlier = written.change;
  earlier.next = std::move(change.next);
  if (!change.entries.empty()) earlier.states = std::move(change.states);
  if (!change.entries.empty() || change.rearmed) {
    earlier.shared_timers = std::move(change.shared_timers);
    earlier.keeping = std::move(change.keeping);
  }
  earlier.rearmed |= change.rearmed;
  // A move has counted anew, under the names of its version.
  if (change.is_moved) {
    earlier.parts.clear();
    earlier.pieces.clear();
  }
  for (auto& [piece, text] : change.pieces)
    earlier.pieces.insert_or_assign(piece, std::move(text));
  earlier.is_moved |= change.is_moved;
  earlier.renamed_fields.merge(change.renamed_fields);
  earlier.forgotten.merge(change.forgotten);
  append(earlier.parts, std::move(change.parts));
  append(earlier.entries, std::move(change.entries));
  append(earlier.letters, std::move(change.letters));
  append(earlier.tells, std::move(change.tells));
  earlier.taken.merge(change.taken);
  for (auto& [key, due] : change.moved_deadlines)
    earlier.moved_deadlines.insert_or_assign(key, due);
  if (!change.roles_changed) return;
  earlier.roles_changed = true;
  earlier.memberships = std::move(change.memberships);
  earlier.sights = std::move(change.sights);
}

}  // namespace accolade::db
