// The one way to write instances, and the ways to read them. Implemented by db; contract in
// tests/db.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/machine/decide.h"
#include "engine/machine/snapshot.h"
#include "engine/value/outcome.h"

namespace accolade {

// What never changes about an instance: safe to cache. Only `package` may be an old one: a tree
// that was moved has another; an ask that was made with the old one is refused Stale, and then it
// is new.
struct Header {
  InstanceId id, root, parent;
  int depth = 0;
  std::string workflow, package;
};

struct IdempotencyKey {
  std::string key;        // as the client sent it, with the actor; at most 200 bytes
  std::string body_hash;  // 64 hex digits
};

// Somebody holds a role on an instance. `instance` 0 is the directory: the consortium above every
// tree. `source` is the instance whose step wrote the row: another one than `instance` for a role
// held from below.
struct Membership {
  InstanceId instance;
  std::string role;
  PersonId person;
  InstanceId source;
  std::int64_t named = 0;  // the bit of the name as a piece (findable.h), as it is written
  auto operator<=>(const Membership&) const = default;
};

// `role`, held on `held_at` (own id, an ancestor's, or 0), now sees `instance`. Role "anyone":
// everybody.
struct SightRow {
  std::string role;
  InstanceId held_at;
  std::int64_t pieces = 0;  // that it shows to the search (findable.h)
  auto operator<=>(const SightRow&) const = default;
};

// One event for one instance, or a new instance. Asks of one tree are decided in order of arrival.
struct Ask {
  enum class Kind {
    Raise,  // `event` on `target`
    Begin,  // a new root instance of `workflow` in `package`
    Wake,   // deliver what is due on `target`: timers, then one inbox row
    Move,   // the whole tree of the root `target`, all of it locked, to the version `package`
  };
  Kind kind = Kind::Raise;
  InstanceId target;
  int locks_above = 0;   // Raise and Wake: how many ancestors are locked too, nearest first
  std::string workflow;  // Begin
  // Begin: what it is pinned to. Raise and Wake: by which `locks_above` was counted; a tree that
  // has moved since refuses Stale; empty: not looked at. Move: the new version.
  std::string package;
  std::string from, map;  // Move: the old version, and the text of the map
  // Move: digest_of the tree that the person was shown; another one refuses Stale, and a tree that
  // was moved already NotPossible. Empty: whatever is there is moved, and once is enough.
  std::string shown;
  Fields fields;  // Begin
  // Raise: the answers of each child that the event starts, where it asks for them.
  std::vector<Fields> born = {};
  Event event;
  bool reminds = false;  // Raise: no event; whoever has to act is written to
  PersonId actor;
  std::optional<std::int64_t>
      revision;  // the version the page was made from; another one refuses Stale
  std::optional<IdempotencyKey> idempotency;
  // When the request was completely received, on the database's clock; none: when it is applied.
  std::optional<Instant> received = {};
};

// A letter as the step queues it; one row a recipient.
struct NewLetter {
  InstanceId instance;
  std::int64_t step = 0;  // version that queued it: with template and recipient the unique key
  std::string package, workflow, letter;
  std::string role;
  PersonId recipient;
  Fields fields;  // what the recipient may see, at the step
};

// An event for an instance, delivered in its own commit; unique by (sender, step, number).
struct InboxRow {
  InstanceId sender, receiver;
  std::int64_t step = 0;
  std::int64_t number = 0;
  std::string event;
  bool must = false;
  // From another call: the workflow of the sender, and the answers that come with the event.
  std::string told_by = {};
  Answers answers = {};
};

// What an entry says of one field that is deleted after a time (`keep:`), apart from the rest.
struct KeptPart {
  std::string salt;  // hex
  std::string part;  // canonical JSON of the value
  bool operator==(const KeptPart&) const = default;
};

// One entry of the history, sealed into the chain (engine/record/entry.h).
struct Entry {
  std::int64_t version = 0;  // from 1, without gaps
  Happened happened;
  std::string public_part;    // canonical JSON; the hash covers it
  std::string personal_part;  // canonical JSON of actor and personal fields; empty after erasure
  std::string salt;           // hex; gone with the personal part
  std::map<std::string, KeptPart> kept = {};  // by field; one that was deleted is not there
  std::string previous, hash;
};

// A row behind a tally's min, max and spread.
struct TallyPart {
  std::string tally;             // of the parent, by Tally::text()
  std::optional<Decimal> value;  // none: no longer counted
};

// A timer waits for a deadline that children of a parent share.
struct SharedWait {
  std::string key;
  bool has_own_instant = false;  // for its own instant besides: whichever comes first wakes it
  bool operator==(const SharedWait&) const = default;
};

// When an instance has to delete what is kept no longer: with a deadline that children of its
// parent share, or at an instant of its own.
struct KeepingWait {
  std::string field;
  std::string key;             // of the shared deadline; empty: `due` is its own
  std::optional<Instant> due;  // none: the deadline has no instant yet
  bool operator==(const KeepingWait&) const = default;
};

// By state and name of the timer: states that are active together may have timers of one name.
using SharedWaits = std::map<std::pair<std::string, std::string>, SharedWait>;

// What one decided ask writes to one instance. The store writes each instance once a batch.
struct Change {
  Snapshot next;  // with `chain` of the last entry
  bool is_new = false;
  std::vector<Entry> entries;  // none: only the tallies moved
  std::vector<NewLetter> letters;
  std::vector<InboxRow> tells;
  std::set<std::string> taken;  // drafts that are gone now
  bool roles_changed = false;   // then the two sets replace what `next.id` wrote before
  std::vector<Membership> memberships;
  std::vector<SightRow> sights;
  std::map<int, std::string> pieces;  // to search, that changed (findable.h); empty: gone
  std::vector<std::string> states;    // all active states, compound ones too: for lists and counts
  SharedWaits shared_timers;
  std::vector<KeepingWait> keeping = {};
  std::set<std::string> forgotten = {};  // fields of which nothing may be left anywhere
  bool rearmed = false;  // its wake-ups are written anew even where its timers are the same
  // Deadlines of the children that this step moved: key -> instant.
  std::map<std::string, std::optional<Instant>> moved_deadlines;
  std::vector<TallyPart> parts;       // of this child, for its parent
  std::optional<InboxRow> delivered;  // consumed in this commit
  // Moved to the version `next.package`: all rows that follow from the definition are written anew.
  bool is_moved = false;
  std::map<std::string, std::string> renamed_fields;  // of drafts and files; taken ones go first
};

struct Decision {
  std::vector<Change> changes;  // in order, one an instance
  InstanceId answer;            // the instance that the person is shown next
  std::optional<Refusal>
      refusal;  // with changes: due timers were delivered, then the event refused
};

// What a batch has read. Each ask sees what earlier asks of the batch will write.
class World {
 public:
  virtual ~World() = default;
  // Of this ask: when it was completely received.
  virtual Instant now() const = 0;
  // May be changed; null: not locked by this ask.
  virtual const Snapshot* locked(InstanceId id) const = 0;
  // Ancestors, read without a lock; or what is locked.
  virtual const Snapshot* seen(InstanceId id) const = 0;
  // Held on that instance itself, by anybody (0: the directory's, valid now); and, from below
  // (`role` begins with "below:"), by `person` alone: there may be thousands of others.
  virtual std::vector<Membership> memberships(InstanceId id, PersonId person) const = 0;
  virtual Answers draft(InstanceId id) const = 0;
  // For `tell`.
  virtual std::vector<Snapshot> children(InstanceId parent, const std::string& workflow) const = 0;
  // Of a Move: all instances of its tree by depth and id, the root first.
  virtual std::vector<Snapshot> tree() const = 0;
  // For min, max and spread.
  virtual std::map<InstanceId, Decimal> parts(InstanceId parent, const Tally& tally) const = 0;
  // The first that waits, if any.
  virtual std::optional<InboxRow> inbox(InstanceId receiver) const = 0;
  // The children that wait for a place of the pool, by their numbers.
  virtual std::map<std::int64_t, InstanceId> queue(InstanceId parent,
                                                   const std::string& pool) const = 0;
  // Locks a child of what is locked: from here on `locked` knows it. Whoever raises an event on a
  // child that may wait locks its parent first, so that nobody waits for each other.
  virtual void lock_child(InstanceId child) = 0;
  virtual InstanceId new_id() = 0;
  // 32 random bytes in hex.
  virtual std::string new_salt() = 0;
};

using Decide = std::function<Outcome<Decision>(const Ask&, World&)>;

struct Applied {
  InstanceId instance;       // to show
  std::int64_t version = 0;  // of it
  bool repeated = false;     // the idempotency key was known: nothing was decided again
};

// A row of a list: enough to show it, cut already to what the viewer may see by the caller.
struct ListQuery {
  std::optional<InstanceId> parent;  // none: roots
  std::string workflow;              // empty: any
  std::vector<std::string> states;   // in any of these; empty: any
  std::optional<InstanceId> after;   // keyset: ids above it; below it, newest first
  bool newest_first = false;
  int limit = 50;  // at most 200
};

class Instances {
 public:
  virtual ~Instances() = default;

  // Blocks until the batch is committed. Refuses what decide refuses, Busy above 1,024 waiting,
  // NotFound for an absent target; throws when the database is down or rejects this very ask.
  // Thread-safe.
  virtual Outcome<Applied> apply(Ask ask) = 0;
  // What an ask with this key was answered, with `repeated`; none: there was none. Invalid where it
  // was another one.
  virtual Outcome<std::optional<Applied>> answered(const IdempotencyKey& key) = 0;

  virtual std::optional<Header> header(InstanceId id) = 0;
  virtual std::optional<Snapshot> load(InstanceId id) = 0;  // with tallies
  // Whole chain upwards, nearest first, without the instance itself.
  virtual std::vector<Snapshot> ancestors(InstanceId id) = 0;
  // As World::memberships.
  virtual std::vector<Membership> memberships(InstanceId id, PersonId person) = 0;
  // Roles by which `viewer` (0: a visitor) sees it now; empty: hidden. The one fragment of SQL.
  virtual std::set<std::string> sight(InstanceId id, PersonId viewer) = 0;
  // Only what the viewer may see, in the order of ids; with the roles of each row's sight.
  struct Listed {
    Snapshot snapshot;
    std::set<std::string> sight;
  };
  virtual std::vector<Listed> list(const ListQuery& query, PersonId viewer) = 0;
  // As `list`, of all children of these parents at once, by parent and id.
  virtual std::vector<Listed> below(const std::vector<InstanceId>& parents,
                                    const std::string& workflow, PersonId viewer) = 0;
  // How many there are that the viewer may see, by state (atomic and compound).
  virtual std::map<std::string, std::int64_t> count(InstanceId parent, const std::string& workflow,
                                                    PersonId viewer) = 0;
  // Instances on which the person holds a role of their own, newest first: "my nominations", "my
  // reviews".
  virtual std::vector<Listed> mine(PersonId person, int limit) = 0;
  virtual std::vector<Entry> history(InstanceId id) = 0;  // oldest first
  // The roots that are pinned to this version, by id; and all of a tree by depth and id, with
  // tallies.
  virtual std::vector<InstanceId> roots_of(const std::string& package) = 0;
  virtual std::vector<Snapshot> tree(InstanceId root) = 0;
  // How many of the queue of a pool have this number or an earlier one.
  virtual std::int64_t queue_place(InstanceId parent, const std::string& pool,
                                   std::int64_t number) = 0;
  virtual Instant now() = 0;  // the database's clock

  // Instances with a timer that was due `patience` ago, or with a waiting inbox row, found without
  // a lock; at most `limit`. Patience lets in what was received before a deadline and is still on
  // its way.
  virtual std::vector<InstanceId> due(int limit, Duration patience = Duration::zero()) = 0;
  // When due() finds something, as far as is known now: in the past if it does already; none:
  // nothing waits.
  virtual std::optional<Instant> next_due() = 0;
};

}  // namespace accolade
