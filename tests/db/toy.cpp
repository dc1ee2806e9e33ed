// The toy Decide, and the databases that it plays on.
#include "tests/db/toy.h"

#include <algorithm>
#include <map>

#include "engine/machine/staying.h"
#include "engine/record/entry.h"
#include "tests/support/postgres_cluster.h"

namespace accolade {
namespace {

const Tally count_tally{Figure::Count, "child", "", ""};
const Tally max_tally{Figure::Max, "child", "", "count"};

std::int64_t number_of(const Snapshot& snapshot, const std::string& field) {
  const std::int64_t* const found = at(snapshot.fields, field).as<std::int64_t>();
  return found == nullptr ? 0 : *found;
}

void increase(Snapshot& snapshot, const std::string& field) {
  snapshot.fields.insert_or_assign(field, Value(number_of(snapshot, field) + 1));
}

// One step of one instance under construction.
class Toy {
 public:
  Toy(const Ask& ask, World& world) : ask_(ask), world_(world) {}

  Outcome<Decision> decide() {
    if (ask_.kind == Ask::Kind::Begin) return begin();
    if (ask_.kind == Ask::Kind::Wake) return wake();
    const std::string& event = ask_.event.name;
    if (event == "refuse") return Refusal{Why::NotPossible, "Not now."};
    if (event == "throw") throw std::runtime_error("the toy broke");
    Change change = step(*world_.locked(ask_.target), event);
    if (event == "add" || event == "partly") add(change);
    if (event == "close") {
      const Snapshot before = change.next;
      change.next.configuration = change.states = {"closed"};
      change.next.entered = entered_by(before, change.next);
    }
    if (event == "publish") publish(change);
    if (event == "tell") tell(change);
    if (event == "wait") wait(change);
    if (event == "expect") change.next.expected = due();
    if (event == "move") move(change);
    if (event == "submit") submit(change);
    if (event == "poison") change.next.tallies["count(child)"].count = -1;
    if (event == "child") return start_child(std::move(change));
    if (event == "report") return report(std::move(change));
    Decision decision{{}, ask_.target, {}};
    decision.changes.push_back(std::move(change));
    if (event == "partly") decision.refusal = Refusal{Why::NotPossible, "Too late."};
    return decision;
  }

 private:
  Change step(const Snapshot& before, const std::string& event) {
    Change change;
    change.next = before;
    change.states = before.configuration;
    seal_next(change, event);
    return change;
  }

  void seal_next(Change& change, const std::string& event) {
    Happened happened;
    happened.event = event;
    happened.actor = ask_.actor;
    happened.at = world_.now();
    happened.to = change.next.configuration;
    Entry entry = seal(happened, change.next.version + 1, change.next.chain, world_.new_salt());
    change.next.version = entry.version;
    change.next.chain = entry.hash;
    change.next.changed = world_.now();
    change.entries.push_back(std::move(entry));
  }

  Change born(InstanceId id, const Snapshot* parent) {
    Change change;
    Snapshot& next = change.next;
    next.id = id;
    next.root = parent == nullptr ? id : parent->root;
    next.parent = parent == nullptr ? InstanceId{} : parent->id;
    next.depth = parent == nullptr ? 0 : parent->depth + 1;
    next.workflow = parent == nullptr ? "toy" : "child";
    next.package = "toys";
    next.created = world_.now();
    next.people = {{"owner", ask_.actor}};
    next.configuration = change.states = {"open"};
    change.is_new = change.roles_changed = true;
    change.memberships = {{id, "owner", ask_.actor, id}};
    change.sights = {{"owner", id}};
    if (parent != nullptr) {
      change.memberships.push_back({parent->id, "below:owner", ask_.actor, id});
      change.sights.insert(change.sights.end(), {{"owner", parent->id}, {"office", InstanceId{}}});
    }
    seal_next(change, "begin");
    next.entered = entered_by({}, next);
    return change;
  }

  Outcome<Decision> begin() {
    Change change = born(world_.new_id(), nullptr);
    change.next.fields.merge(Fields(ask_.fields));
    return decision_of(std::move(change));
  }

  Outcome<Decision> wake() {
    const std::optional<InboxRow> row = world_.inbox(ask_.target);
    if (!row) return Refusal{Why::NotPossible, "Nothing waits."};
    Change change = step(*world_.locked(ask_.target), row->event);
    increase(change.next, "count");
    change.delivered = row;
    return decision_of(std::move(change));
  }

  static Decision decision_of(Change change) {
    Decision decision{{}, change.next.id, {}};
    decision.changes.push_back(std::move(change));
    return decision;
  }

  void add(Change& change) {
    increase(change.next, "count");
    NewLetter letter;
    letter.instance = change.next.id;
    letter.step = change.next.version;
    letter.package = change.next.package;
    letter.workflow = change.next.workflow;
    letter.letter = "added";
    letter.role = "owner";
    letter.recipient = ask_.actor;
    letter.fields = change.next.fields;
    change.letters.push_back(std::move(letter));
  }

  static void publish(Change& change) {
    const InstanceId id = change.next.id;
    change.roles_changed = true;
    for (const Member& member : change.next.people)
      change.memberships.push_back({id, member.role, member.person, id});
    change.sights = {{"anyone", InstanceId{}}, {"owner", id}};
  }

  static void tell(Change& change) {
    change.tells.push_back(
        {change.next.id, change.next.parent, change.next.version, 0, "heard", false});
  }

  void wait(Change& change) const {
    Timer timer{"due", "open", change.next.version, due(), true};
    change.next.timers = {timer};
    if (ask_.event.answers.contains("key"))
      change.shared_timers = {{{"open", "due"}, {key(), false}}};
  }

  void move(Change& change) const { change.moved_deadlines = {{key(), due()}}; }

  void submit(Change& change) const {
    const Answers draft = world_.draft(ask_.target);
    const auto title = draft.find("title");
    if (title == draft.end()) return;
    change.next.fields.insert_or_assign("title", Value(std::string(title->second.as_string())));
    change.taken = {"title"};
  }

  Outcome<Decision> start_child(Change change) {
    Change child = born(world_.new_id(), &change.next);
    Decision decision{{}, child.next.id, {}};
    decision.changes.push_back(std::move(change));
    decision.changes.push_back(std::move(child));
    return decision;
  }

  Outcome<Decision> report(Change child) {
    increase(child.next, "count");
    const Snapshot* const parent = world_.locked(child.next.parent);
    if (parent == nullptr) throw std::logic_error("the parent is not locked");
    Change above;
    above.next = *parent;
    const Decimal value = *Decimal::of_int(number_of(child.next, "count"));
    above.next.tallies[count_tally.text()].count += 1;
    std::map<InstanceId, Decimal> parts = world_.parts(parent->id, max_tally);
    parts[child.next.id] = value;
    child.parts = {{max_tally.text(), value}};
    TallyFigures& most = above.next.tallies[max_tally.text()];
    most.count = static_cast<std::int64_t>(parts.size());
    most.max = std::ranges::max_element(parts, {}, [](auto& part) { return part.second; })->second;
    Decision decision{{}, ask_.target, {}};
    decision.changes.push_back(std::move(child));
    decision.changes.push_back(std::move(above));
    return decision;
  }

  std::string key() const { return std::string(ask_.event.answers.at("key").as_string()); }
  std::optional<Instant> due() const {
    const auto found = ask_.event.answers.find("due");
    if (found == ask_.event.answers.end()) return std::nullopt;
    return Instant(Duration(found->second.as_int64()));
  }

  const Ask& ask_;
  World& world_;
};

std::string new_database(const TemporaryFolder& folder, bool is_sqlite) {
  if (is_sqlite) {
    std::string url = "sqlite:" + (folder.path() / "store.db").string();
    migrate(url);
    return url;
  }
  // Migrated once: a copy is cheaper than the migrations.
  static const std::string migrated = [] {
    std::string url = PostgresCluster::shared().fresh_database();
    migrate(url);
    return url;
  }();
  return PostgresCluster::shared().copy_of(migrated);
}

}  // namespace

Decide toy_decide() {
  return [](const Ask& ask, World& world) { return Toy(ask, world).decide(); };
}

StoreTest::StoreTest()
    : url(new_database(folder, is_sqlite())),
      clock(std::make_shared<std::atomic<Instant>>(*parse_instant("2026-03-02T16:00:00Z"))),
      database(another()) {}

Database StoreTest::another(OpenOptions options) {
  return another(toy_decide(), options);
}

Database StoreTest::another(const Decide& decide, OpenOptions options) {
  if (!options.clock) options.clock = [now = clock] { return now->load(); };
  return open(
      url, [decide](Packages&) { return decide; }, options);
}

Ask StoreTest::begin_ask(PersonId actor) {
  Ask ask;
  ask.kind = Ask::Kind::Begin;
  ask.workflow = "toy";
  ask.package = "toys";
  ask.actor = actor;
  return ask;
}

Ask StoreTest::ask(InstanceId target, const std::string& event, Answers answers) {
  Ask ask;
  ask.target = target;
  ask.event = {event, Event::Source::Person, std::move(answers)};
  ask.actor = PersonId{7};
  if (event == "report") ask.locks_above = 1;
  return ask;
}

InstanceId StoreTest::begin(PersonId actor) {
  return database.instances->apply(begin_ask(actor))->instance;
}

Outcome<Applied> StoreTest::fire(InstanceId target, const std::string& event, Answers answers) {
  return database.instances->apply(ask(target, event, std::move(answers)));
}

InstanceId StoreTest::child_of(InstanceId parent) {
  return fire(parent, "child")->instance;
}

std::int64_t StoreTest::number(InstanceId id, const std::string& field) {
  return number_of(database.instances->load(id).value(), field);
}

std::vector<std::string> StoreTest::faults() {
  std::vector<std::string> faults = verify(url);
  std::erase(faults, "Package toys is not in the database.");
  return faults;
}

}  // namespace accolade
