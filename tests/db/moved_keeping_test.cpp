// What is kept for a time is deleted in time under whatever name it has by then, on both databases.
#include <algorithm>

#include "db/copying.h"
#include "db/sql/connection.h"
#include "db/verify.h"
#include "engine/definition/loader.h"
#include "engine/use_case/mover.h"
#include "engine/use_case/transact.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

using Texts = std::vector<std::string>;

const char* const dinner_yaml = R"(workflow: dinner
people: {host: above}
fields: {at: {type: instant}}
sees: {host: {fields: all, history: all, names: all}}
states:
  open:
    open_ended: true
    form: {host: [at]}
    on:
      invite: {by: host, start: guest}
      end: {by: host, to: over}
  over: {final: over}
)";

// `diet` is the line of that field; `name` what it is called.
std::string guest_yaml(const std::string& diet, const std::string& name) {
  return R"(workflow: guest
parent: dinner
people: {guest: creator, host: above}
fields:
)" + diet +
         R"(  seat: {type: int, optional: true}
deadlines: {end: parent.at}
sees: {guest: {fields: all, history: all, names: all}}
states:
  asked:
    form: {guest: [)" +
         (name.empty() ? "seat" : name) + R"(]}
    timers: {lapse: {at: end, to: gone}}
    on: {come: {by: guest, ask: form, to: coming, mail: {thanks: guest}}}
  coming: {open_ended: true, on: {go: {by: guest, to: gone}}}
  gone: {final: gone}
)";
}

class MovedKeeping : public StoreTest {
 protected:
  MovedKeeping()
      : real(open(url, decide_with, {.clock = [now = clock] { return now->load(); }})),
        engine(ports_of(real)) {
    host = real.directory->ensure("sofia@example.org", "Sofia");
    real.directory->give_role(host, "host", {}, {});
  }

  static Package version(const std::string& diet, const std::string& name) {
    Loaded<Package> loaded = load_package("dinner", {{"dinner.yaml", dinner_yaml},
                                                     {"guest.yaml", guest_yaml(diet, name)},
                                                     {"letters/thanks.md", "Subject: Thanks\n"}});
    for (const Diagnostic& diagnostic : loaded.diagnostics)
      ADD_FAILURE() << to_text(diagnostic);
    return std::move(loaded.value).value();
  }

  // A guest of a dinner of that version, who cannot eat quandongs.
  void begin_with(const std::string& diet) {
    real.packages->publish(version(diet, "diet"));
    const Outcome<Applied> begun =
        engine.start({"dinner", {}, {{"at", "2026-03-20T16:00:00Z"}}, host, {}});
    ASSERT_TRUE(begun) << begun.refusal().sentence;
    dinner = begun->instance;
    const Outcome<Applied> invited = engine.fire({dinner, "invite", {}, host, {}, {}});
    ASSERT_TRUE(invited) << invited.refusal().sentence;
    guest = invited->instance;
    ASSERT_TRUE(engine.fire({guest, "come", {{"diet", "quandongs"}}, host, {}, {}}));
    ASSERT_NE(tables_with("quandongs"), Texts());
  }
  void move_to(const Package& to, const std::string& map) {
    real.packages->publish(to);
    Outcome<MovePlan> made =
        plan_move(engine.ports(), {"dinner", to.hash.substr(0, 12), "", "map.yaml", map});
    ASSERT_TRUE(made) << made.refusal().sentence;
    ASSERT_TRUE(made->is_possible());
    ASSERT_TRUE(move_tree(engine, *made, dinner, host));
  }
  void wake_at(const std::string& instant) {
    *clock = *parse_instant(instant);
    for (auto due = real.instances->due(50); !due.empty(); due = real.instances->due(50))
      for (const InstanceId id : due)
        engine.wake(id);
  }
  Texts tables_with(const std::string& word) {
    const std::string schema = "sqlite:" + (folder.path() / "schema.db").string();
    migrate(schema);
    db::Connection tables(schema, db::Access::Read), read(url, db::Access::Read);
    Texts found;
    for (const db::Table& table : db::tables_of(tables)) {
      for (const db::Column& column : table.columns) {
        if (!column.is_text) continue;
        if (!read.rows("SELECT 1 FROM " + table.name + " WHERE " + column.name + " LIKE '%" + word +
                           "%'",
                       1, {})
                 .empty())
          found.push_back(table.name);
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  Database real;
  Engine engine;
  PersonId host;
  InstanceId dinner, guest;
};
ON_BOTH_ENGINES(MovedKeeping);

constexpr const char* kept_diet = "  diet: {type: text, personal: true, keep: 30 days after end}\n";

TEST_P(MovedKeeping, WhatIsCalledOtherwiseIsDeletedAllTheSame) {
  begin_with(kept_diet);
  move_to(version("  food: {type: text, personal: true, keep: 30 days after end}\n", "food"),
          "guest: {fields: {diet: food}}\n");
  wake_at("2026-04-19T15:59:59Z");
  EXPECT_EQ(at(real.instances->load(guest)->fields, "food"), Value("quandongs"));
  wake_at("2026-04-19T16:00:00Z");
  EXPECT_EQ(tables_with("quandongs"), Texts());
  EXPECT_EQ(verify(url), Texts());
}

TEST_P(MovedKeeping, WhatIsDroppedIsDeletedAtOnce) {
  begin_with(kept_diet);
  move_to(version("", ""), "guest: {fields: {diet: dropped}}\n");
  EXPECT_EQ(tables_with("quandongs"), Texts());
  EXPECT_EQ(verify(url), Texts());
}

TEST_P(MovedKeeping, WhatWasAnsweredBeforeTheWordWasThereIsDeletedToo) {
  begin_with("  diet: {type: text, personal: true}\n");
  move_to(version(kept_diet, "diet"), "");
  wake_at("2026-04-19T16:00:00Z");
  EXPECT_EQ(tables_with("quandongs"), Texts());
  EXPECT_EQ(verify(url), Texts());
}

}  // namespace
}  // namespace accolade
