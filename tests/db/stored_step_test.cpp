// Random calls: a step from the snapshot that a database kept is the step from the one in memory.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <iostream>

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "db/open.h"
#include "db/snapshot_row.h"
#include "engine/definition/loader.h"
#include "engine/permission/sight.h"
#include "engine/use_case/facts.h"
#include "engine/use_case/transact.h"
#include "tests/db/memory_store.h"
#include "tests/db/random_answer.h"
#include "tests/db/random_package.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/temporary_folder.h"

namespace accolade {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int definitions_by_default = 30;  // each takes several times as long
#else
constexpr int definitions_by_default = 120;
#endif
constexpr int visits_of_each = 16;
constexpr int woken_at_once_max = 4;
constexpr int everything = 1'000'000;
constexpr const char* first_morning = "2026-03-26T09:00:00Z";

// ACCOLADE_DEFINITIONS=1000 for a longer search.
int definitions() {
  const char* const wanted = std::getenv("ACCOLADE_DEFINITIONS");
  return wanted == nullptr ? definitions_by_default : std::atoi(wanted);
}

using Lines = std::vector<std::string>;

Lines lines_of(const std::vector<Entry>& history) {
  Lines lines;
  for (const Entry& entry : history) {
    lines.push_back(std::to_string(entry.version) + " " + entry.public_part + " " +
                    entry.personal_part + " " + entry.salt + " " + entry.previous + " " +
                    entry.hash);
  }
  return lines;
}

std::string line_of(const NewLetter& letter) {
  return std::to_string(letter.step) + " " + letter.letter + " to " + letter.role + " " +
         letter.recipient.text() + " " + letter.workflow + " " + letter.package + " " +
         boost::json::serialize(to_stored(letter.fields));
}

// Letters of one step have no order among each other.
Lines sorted(Lines lines) {
  std::ranges::sort(lines);
  return lines;
}

// For a reader of a failure; whether snapshots are equal is asked of themselves.
std::string text_of(const Snapshot& snapshot) {
  return snapshot.workflow + " " + std::to_string(snapshot.version) + " " +
         db::configuration_text(snapshot) + " " + db::data_text(snapshot);
}

std::string text_of(const Outcome<Applied>& outcome) {
  if (outcome) return outcome->instance.text() + " at " + std::to_string(outcome->version);
  std::string text =
      std::to_string(static_cast<int>(outcome.refusal().why)) + " " + outcome.refusal().sentence;
  for (const Problem& problem : outcome.refusal().problems)
    text += "\n" + problem.field + ": " + problem.sentence;
  return text;
}

// A database whose ids and salts are counted.
struct Stored {
  Stored(std::string database_url, std::function<Instant()> clock) : url(std::move(database_url)) {
    migrate(url);
    const DecideWith counted = [this](Packages& packages) -> Decide {
      return [this, decide = decide_with(packages)](const Ask& ask, World& world) {
        CountedWorld counted_world(world, chance);
        return decide(ask, counted_world);
      };
    };
    database = open(url, counted, {.clock = std::move(clock)});
  }

  std::vector<InstanceId> due_since(InstanceId first) const {
    std::vector<InstanceId> due = database.instances->due(everything);
    std::erase_if(due, [&](InstanceId id) { return id < first; });
    return due;
  }

  std::string url;
  CountedChance chance;
  Database database;
};

// Two databases and the memory, which are asked the same.
class ThreeStores {
 public:
  ThreeStores() {
    for (const char* const name : {"ada", "ben", "cleo", "dan"}) {
      const std::string address = std::string(name) + "@example.org";
      persons.push_back(sqlite.database.directory->ensure(address, name));
      EXPECT_EQ(postgres.database.directory->ensure(address, name), persons.back());
    }
    for (const std::size_t official : {0U, 1U}) {
      memory.give_role(persons[official], "office");
      for (const Stored* const stored : both)
        stored->database.directory->give_role(persons[official], "office", {}, {});
    }
  }

  std::shared_ptr<const Package> publish(const Package& package) {
    for (const Stored* const stored : both)
      stored->database.packages->publish(package);
    return sqlite.database.packages->get(package.hash);
  }

  void set_clock(Instant instant) {
    now = instant;
    memory.set_clock(instant);
  }

  std::atomic<Instant> now = *parse_instant(first_morning);
  TemporaryFolder folder;
  Stored sqlite{"sqlite:" + (folder.path() / "store.db").string(), [this] { return now.load(); }};
  Stored postgres{PostgresCluster::shared().fresh_database(), [this] { return now.load(); }};
  const std::array<const Stored*, 2> both = {&sqlite, &postgres};
  // Decides by what a database gives back of the packages, too.
  MemoryStore memory{decide_with(*sqlite.database.packages)};
  std::vector<PersonId> persons;
};

// One call from its beginning.
class RandomCall {
 public:
  RandomCall(ThreeStores& stores, const Package& package, Chance& chance)
      : stores_(stores), package_(stores.publish(package)), chance_(chance) {}

  void play() {
    stores_.memory.forget_instances();
    stores_.set_clock(*parse_instant(first_morning));
    begin();
    if (!first_) return;
    for (int visit = 0; visit < visits_of_each && !testing::Test::HasFailure(); ++visit) {
      visit_somebody();
      deliver_due();
    }
    for (const auto& [id, kept] : stores_.memory.instances())
      compare(id);
  }

  int taken = 0, refused = 0, woken = 0;

 private:
  void begin() {
    Ask ask;
    ask.kind = Ask::Kind::Begin;
    ask.workflow = "call";
    ask.package = package_->hash;
    ask.actor = chance_.one_of(stores_.persons);
    if (chance_.happens(70)) {
      ask.fields = {{"t", Value(stores_.now.load() + std::chrono::hours(chance_.between(1, 200)))}};
    }
    const Outcome<Applied> begun = apply(ask);
    if (!begun) return;
    first_ = begun->instance;
  }

  void visit_somebody() {
    const std::int64_t drawn = chance_.between(1, 100);
    if (drawn <= 20) return let_time_pass();
    const auto [id, workflow] = somebody();
    if (drawn <= 30) return save_draft(id, *workflow);
    raise(id, *workflow);
  }

  std::pair<InstanceId, const Workflow*> somebody() {
    std::vector<InstanceId> ids;
    for (const auto& [id, kept] : stores_.memory.instances())
      ids.push_back(id);
    const InstanceId id = chance_.one_of(ids);
    return {id, package_->workflow(stores_.memory.instances().at(id).snapshot.workflow)};
  }

  // To the next timer, which is the likeliest to go wrong, or anywhere.
  void let_time_pass() {
    std::optional<Instant> next;
    for (const auto& [id, due] : dues()) {
      if (due > stores_.now.load() && (!next || due < *next)) next = due;
    }
    const bool is_to_next = next && chance_.happens(60);
    stores_.set_clock(
        is_to_next ? *next : stores_.now.load() + std::chrono::minutes(chance_.between(1, 1'200)));
  }

  void save_draft(InstanceId id, const Workflow& workflow) {
    const std::vector<std::string>& form = workflow.states[root_state].form.begin()->second;
    const std::string name = chance_.one_of(form);
    const std::vector<DraftAnswer> answers = {
        {name, answer_to(*workflow.field(name)), ++draft_sequence_}};
    stores_.memory.save_draft(id, answers);
    for (const Stored* const stored : stores_.both) {
      EXPECT_TRUE(stored->database.drafts->save(id, stores_.persons[0], answers));
      EXPECT_EQ(stored->database.drafts->load(id), stores_.memory.draft(id));
    }
  }

  boost::json::value answer_to(const Field& field) {
    return random_answer(field, stores_.now, stores_.persons, chance_);
  }

  void raise(InstanceId id, const Workflow& workflow) {
    const Transition& transition = some_transition(id, workflow);
    Ask ask;
    ask.target = id;
    ask.package = package_->hash;
    ask.actor = chance_.one_of(stores_.persons);
    ask.event.name = chance_.happens(3) ? "nonsense" : transition.descriptor;
    std::vector<std::string> asked = transition.ask;
    if (transition.asks_form) asked = workflow.states[root_state].form.begin()->second;
    for (const std::string& name : asked) {
      if (chance_.happens(90)) ask.event.answers[name] = answer_to(*workflow.field(name));
    }
    ask.locks_above = locks_above(*package_, workflow, ask.event.name);
    (void)apply(ask);
  }

  // Mostly one that is possible now.
  const Transition& some_transition(InstanceId id, const Workflow& workflow) {
    const std::set<StateIndex> active =
        active_states(workflow, stores_.memory.instances().at(id).snapshot.configuration);
    const bool is_active_only = chance_.happens(85);
    std::vector<const Transition*> all;
    for (const State& state : workflow.states) {
      for (const Transition& transition : state.transitions) {
        const bool is_here = !is_active_only || active.contains(transition.source);
        if (is_here && !transition.by.empty()) all.push_back(&transition);
      }
    }
    return *chance_.one_of(all);
  }

  FactSource source() const {
    const MemoryStore& memory = stores_.memory;
    return {[&memory](InstanceId id) { return memory.seen(id); },
            [&memory](InstanceId id, PersonId person) { return memory.memberships(id, person); }};
  }

  // When timers and sends are due by the definition, whatever a database waits for.
  std::map<InstanceId, Instant> dues() const {
    std::map<InstanceId, Instant> dues;
    for (const auto& [id, kept] : stores_.memory.instances()) {
      const Workflow& workflow = *package_->workflow(kept.snapshot.workflow);
      const Facts facts = facts_for(workflow, kept.snapshot, {}, stores_.now, source());
      if (const auto due = next_due(workflow, kept.snapshot, facts)) dues.emplace(id, due->due);
    }
    return dues;
  }

  // Whatever has to come is found by both; they may wake for nothing, but both the same.
  void deliver_due() {
    const std::vector<InstanceId> due = stores_.sqlite.due_since(first_);
    EXPECT_EQ(stores_.postgres.due_since(first_), due);
    for (const auto& [id, instant] : dues()) {
      if (instant > stores_.now.load()) continue;
      EXPECT_TRUE(std::ranges::find(due, id) != due.end())
          << "nobody wakes " << id.text() << " at " << to_text(stores_.now.load()) << "\n"
          << text_of(stores_.memory.instances().at(id).snapshot);
    }
    for (std::size_t i = 0; i < due.size() && i < woken_at_once_max; ++i)
      wake(due[i]);
  }

  void wake(InstanceId id) {
    const Workflow& workflow =
        *package_->workflow(stores_.memory.instances().at(id).snapshot.workflow);
    Ask ask;
    ask.kind = Ask::Kind::Wake;
    ask.target = id;
    ask.package = package_->hash;
    ask.locks_above = locks_above_when_woken(*package_, workflow);
    (void)apply(ask);
    ++woken;
  }

  // What the memory says.
  Outcome<Applied> apply(const Ask& ask) {
    const Outcome<Applied> expected = stores_.memory.apply(ask);
    ++(expected ? taken : refused);
    for (const Stored* const stored : stores_.both) {
      try {
        EXPECT_EQ(text_of(stored->database.instances->apply(ask)), text_of(expected))
            << stored->url << ": " << ask.event.name;
      } catch (const std::exception& broken) {
        ADD_FAILURE() << stored->url << ": " << ask.event.name << ": " << broken.what();
      }
    }
    for (const InstanceId id : stores_.memory.written())
      compare(id);
    return expected;
  }

  void compare(InstanceId id) {
    const Kept& kept = stores_.memory.instances().at(id);
    Lines letters;
    for (const NewLetter& letter : kept.letters)
      letters.push_back(line_of(letter));
    for (const Stored* const stored : stores_.both) {
      const Snapshot loaded = stored->database.instances->load(id).value_or(Snapshot{});
      EXPECT_TRUE(loaded == kept.snapshot) << stored->url << "\n"
                                           << text_of(loaded) << "\n"
                                           << text_of(kept.snapshot);
      EXPECT_EQ(lines_of(stored->database.instances->history(id)), lines_of(kept.history));
      Lines queued;
      for (const Letter& letter : stored->database.letters->of(id, {}, true))
        queued.push_back(line_of(letter.what));
      EXPECT_EQ(sorted(queued), sorted(letters));
      EXPECT_EQ(stored->database.drafts->load(id), kept.draft);
    }
  }

  ThreeStores& stores_;
  const std::shared_ptr<const Package> package_;
  Chance& chance_;
  InstanceId first_;
  std::int64_t draft_sequence_ = 0;
};

std::string text_of(const std::map<std::string, std::string>& files) {
  std::string text;
  for (const auto& [path, bytes] : files)
    text += path + ":\n" + bytes + "\n";
  return text;
}

TEST(StoredStep, IsTheStepInMemoryOnBothDatabases) {
  ThreeStores stores;
  int taken = 0, refused = 0, woken = 0;
  for (int seed = 1; seed <= definitions() && !HasFailure(); ++seed) {
    Chance chance(static_cast<std::uint64_t>(seed));
    const std::map<std::string, std::string> files = random_package(chance);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text_of(files));
    const Loaded<Package> loaded = load_package("random", files);
    ASSERT_TRUE(loaded.value) << to_text(loaded.diagnostics.front());
    RandomCall call(stores, *loaded.value, chance);
    call.play();
    taken += call.taken;
    refused += call.refused;
    woken += call.woken;
  }
  std::cout << definitions() << " definitions: " << taken << " asks taken, " << refused
            << " refused, " << woken << " wakings\n";
  EXPECT_GT(taken, 4 * definitions());
  EXPECT_GT(refused, definitions());
  EXPECT_GT(woken, definitions());
  for (const Stored* const stored : stores.both)
    EXPECT_EQ(verify(stored->url), Lines{});
}

}  // namespace
}  // namespace accolade
