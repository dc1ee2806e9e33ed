// Answers decide from the batch's memory; what few steps need is read when they ask.
#include "db/apply/world.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <sys/random.h>

#include "db/apply/batch_reading.h"

namespace accolade::db {

const Snapshot* BatchWorld::locked(InstanceId id) const {
  if (waiting_.ask.kind == Ask::Kind::Begin) return nullptr;
  if (waiting_.ask.kind == Ask::Kind::Move) {
    const Snapshot* const found = memory_.snapshot(id);
    return found != nullptr && found->root == waiting_.ask.target ? found : nullptr;
  }
  if (locked_children_.contains(id)) return memory_.snapshot(id);
  const auto end = waiting_.ancestors.begin() + static_cast<std::ptrdiff_t>(waiting_.locked_above);
  const bool is_mine =
      id == waiting_.ask.target || std::find(waiting_.ancestors.begin(), end, id) != end;
  return is_mine ? memory_.snapshot(id) : nullptr;
}

std::vector<Membership> BatchWorld::memberships(InstanceId id, PersonId person) const {
  // Nothing is below the directory: one reading serves every actor.
  const RolesFor which{id, id ? person : PersonId{}};
  if (!memory_.has_read(which)) {
    memory_.remember(which, read_memberships(connection_, which, now()));
  }
  return memory_.memberships(which);
}

Answers BatchWorld::draft(InstanceId id) const {
  if (!memory_.has_read_draft(id)) memory_.remember(id, read_draft(connection_, id));
  return memory_.draft(id);
}

std::vector<Snapshot> BatchWorld::children(InstanceId parent, const std::string& workflow) const {
  const ChildrenOf which{parent, workflow};
  if (!memory_.has_read_children(which)) {
    memory_.remember(which, read_children(connection_, which));
  }
  return memory_.children(which);
}

std::vector<Snapshot> BatchWorld::tree() const {
  return waiting_.ask.kind == Ask::Kind::Move ? memory_.tree(waiting_.ask.target)
                                              : std::vector<Snapshot>();
}

std::map<InstanceId, Decimal> BatchWorld::parts(InstanceId parent, const Tally& tally) const {
  const PartsOf which{parent, tally.text()};
  if (!memory_.has_read_parts(which)) memory_.remember(which, read_parts(connection_, which));
  return memory_.parts(which);
}

std::optional<InboxRow> BatchWorld::inbox(InstanceId receiver) const {
  if (!memory_.has_read_inbox(receiver)) {
    memory_.remember(receiver, read_inbox(connection_, receiver));
  }
  return memory_.first_of_inbox(receiver);
}

std::map<std::int64_t, InstanceId> BatchWorld::queue(InstanceId parent,
                                                     const std::string& pool) const {
  const QueueOf which{parent, pool};
  if (!memory_.has_read_queue(which)) memory_.remember(which, read_queue(connection_, which));
  return memory_.queue(which);
}

void BatchWorld::lock_child(InstanceId child) {
  if (memory_.snapshot(child) == nullptr) read_child(connection_, child, memory_);
  locked_children_.insert(child);
}

InstanceId BatchWorld::new_id() {
  return InstanceId{ids_.next(connection_)};
}

std::string BatchWorld::new_salt() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, 32> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  std::string salt;
  for (const unsigned char byte : bytes) {
    salt += digits[byte >> 4U];
    salt += digits[byte & 15U];
  }
  return salt;
}

}  // namespace accolade::db
