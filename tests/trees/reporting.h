// A small Action Plan on a real store and a virtual clock, whose reports open each 15 January.
#pragma once

#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "db/open.h"
#include "engine/definition/loader.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/transact.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/shipped_files.h"
#include "tests/support/temporary_folder.h"

namespace accolade {

using Said = std::vector<std::string>;

// A plan with two items and two organisations; reports are opened each 15 January from 2026 on.
class Reporting : public testing::TestWithParam<const char*> {
 protected:
  Reporting() : now_(std::make_shared<Instant>(*parse_instant("2025-06-02T09:00:00Z"))) {
    url_ = std::string(GetParam()) == "SQLite" ? "sqlite:" + (folder_.path() / "p.db").string()
                                               : PostgresCluster::shared().fresh_database();
    migrate(url_);
    database_ = open(url_, decide_with, {.clock = [now = now_] { return *now; }});
    engine_ = std::make_unique<Engine>(ports_of(database_));
    Loaded<Package> loaded = load_package("action-plan", shipped_files("action-plan"));
    EXPECT_TRUE(loaded.diagnostics.empty());
    database_.packages->publish(loaded.value.value());
    secretary = person("sofia");
    database_.directory->give_role(secretary, "secretary", {}, {});
    const Outcome<Applied> begun = engine_->start({"plan",
                                                   {},
                                                   {{"title", "Action Plan"},
                                                    {"summary", "What is to be done."},
                                                    {"begins_on", "2025-03-01"},
                                                    {"reports_from", "2026-01-15T08:00:00Z"}},
                                                   secretary,
                                                   {}});
    EXPECT_TRUE(begun) << (begun ? "" : begun.refusal().sentence);
    plan = begun->instance;
    fire(plan, "open", secretary);
    items = {item("A.1", "Data"), item("A.2", "Harmony")};
    mine = organisation("Ministry of Health", "mira", "hans");
    theirs = organisation("Vinnova", "ture", "hedda");
    mira = person("mira"), hans = person("hans"), ture = person("ture");
  }

  PersonId person(const std::string& name) {
    return database_.directory->ensure(name + "@example.org", name);
  }
  std::string try_fire(InstanceId id, const std::string& event, PersonId who,
                       Answers answers = {}) {
    const Outcome<Applied> applied = engine_->fire({id, event, std::move(answers), who, {}, {}});
    return applied ? "" : applied.refusal().sentence;
  }
  void fire(InstanceId id, const std::string& event, PersonId who, Answers answers = {}) {
    EXPECT_EQ(try_fire(id, event, who, std::move(answers)), "") << event;
    deliver();
  }
  InstanceId item(const char* code, const char* title) {
    fire(plan, "add_items", secretary,
         {{"code", code},
          {"part", "A"},
          {"group", "Data"},
          {"title", title},
          {"description", "In other words."},
          {"time_frame", boost::json::array{"S"}},
          {"scope", boost::json::array{"RN"}},
          {"steps_by", "2029-03-31"}});
    return children(plan, "item").back();
  }
  InstanceId organisation(const char* name, const std::string& editor, const std::string& head) {
    fire(plan, "add_organisations", secretary,
         {{"organisation", name}, {"country", "Sweden"}, {"status", "member"}});
    const InstanceId id = children(plan, "portfolio").back();
    fire(id, "name_people", secretary,
         {{"editors", boost::json::value(editor + "@example.org")},
          {"heads", boost::json::value(head + "@example.org")}});
    return id;
  }
  InstanceId adopts(InstanceId portfolio, std::size_t item, PersonId who, Answers more) {
    more.emplace("item", items.at(item).text());
    fire(portfolio, "adopt", who, std::move(more));
    return children(portfolio, "adoption").back();
  }
  std::vector<InstanceId> children(InstanceId parent, const std::string& workflow) {
    std::vector<InstanceId> ids;
    ListRequest request{parent, workflow, {}, {}, 200};
    for (const ListRow& row : engine_->list(request, secretary).rows)
      ids.push_back(row.snapshot.id);
    return ids;
  }
  void deliver() {
    for (auto due = database_.instances->due(100); !due.empty();
         due = database_.instances->due(100)) {
      for (const InstanceId id : due)
        engine_->wake(id);
    }
  }
  void advance_to(const char* instant) {
    *now_ = *parse_instant(instant);
    deliver();
  }
  Snapshot snapshot(InstanceId id) { return database_.instances->load(id).value(); }
  // "2026 signed", of each report in the order in which they were opened.
  Said reports(InstanceId portfolio) {
    Said said;
    for (const InstanceId id : children(portfolio, "report")) {
      const Snapshot one = snapshot(id);
      said.push_back(std::to_string(*at(one.fields, "year").as<std::int64_t>()) + " " +
                     one.configuration.at(0));
    }
    return said;
  }
  InstanceId report(InstanceId portfolio) { return children(portfolio, "report").back(); }
  // "A.1 Data: running 5", of a field as the person sees it; budgets where there are some.
  Said copied(InstanceId report, PersonId viewer, const char* field = "items") {
    Said said;
    const Outcome<Shown> shown = engine_->show(report, viewer);
    if (!shown) return {"hidden"};
    const List* const rows = at(shown->snapshot.fields, field).as<List>();
    for (const Value& value : rows == nullptr ? List() : *rows) {
      const Record& row = *value.as<Record>();
      const auto* grade = at(row, "grade").as<std::string>();
      const auto* budget = at(row, "budget").as<Decimal>();
      said.push_back(*at(row, name_when_copied("item")).as<std::string>() + ":" +
                     (grade == nullptr ? "" : " " + *grade) +
                     (budget == nullptr ? "" : " " + budget->text()));
    }
    return said;
  }
  std::string called(PersonId person) {
    const std::string address = database_.directory->person(person)->address;
    return address.substr(0, address.find('@'));
  }
  Said letters(InstanceId id) {
    Said said;
    for (const Letter& letter : database_.letters->of(id, {}, true))
      said.push_back(letter.what.letter + " to " + called(letter.what.recipient));
    return said;
  }
  void sign(InstanceId id, PersonId editor, PersonId head) {
    fire(id, "nothing_changed", editor);
    fire(id, "sign", head);
  }
  // The cells of a year, or of now, as the person sees them: "running", "planned 7".
  Said cells(PersonId viewer, std::optional<std::int64_t> year) {
    Said said;
    const Outcome<Shown> shown = engine_->show(plan, viewer);
    if (!shown) return {"hidden"};
    const auto crossing =
        engine_->crossing(*shown, shown->workflow->matrices.front(), viewer, year);
    if (!crossing) return {crossing.refusal().sentence};
    for (const ListRow& cell : crossing->cells) {
      const auto* budget = at(cell.snapshot.fields, "budget").as<Decimal>();
      said.push_back(*at(cell.snapshot.fields, "grade").as<std::string>() +
                     (budget == nullptr ? "" : " " + budget->text()));
    }
    return said;
  }

  TemporaryFolder folder_;
  std::string url_;
  std::shared_ptr<Instant> now_;
  Database database_;
  std::unique_ptr<Engine> engine_;
  InstanceId plan, mine, theirs;
  std::vector<InstanceId> items;
  PersonId secretary, mira, hans, ture;
};

}  // namespace accolade
