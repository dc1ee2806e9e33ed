// Through the same engine and the same tables as the secretariat would use.
#include "handlers/commands/demo_plan.h"

#include <algorithm>

#include <boost/json/array.hpp>

#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"
#include "handlers/pages/import_rows.h"

namespace accolade {
namespace {

namespace json = boost::json;

Shown seen(Engine& engine, InstanceId id, PersonId person) {
  Outcome<Shown> shown = engine.show(id, person);
  if (!shown) throw CommandRefused("the demo plan cannot be seen: " + shown.refusal().sentence);
  return *std::move(shown);
}

InstanceId done(const Outcome<Applied>& applied) {
  if (!applied) throw CommandRefused("the demo plan cannot be made: " + applied.refusal().sentence);
  return applied->instance;
}

void start_all(Engine& engine, InstanceId parent, const std::string& event, PersonId secretary,
               const std::filesystem::path& csv) {
  const Shown shown = seen(engine, parent, secretary);
  const auto offer = std::ranges::find(shown.offers, event, &Offer::event);
  const Outcome<ImportedTable> table = imported_table(read_file(csv), offer->ask);
  if (!table) throw CommandRefused(csv.string() + ": " + table.refusal().sentence);
  StartRequest request{.workflow = offer->start->workflow, .parent = parent, .actor = secretary};
  request.event = event;
  request.rows = table->rows;
  done(engine.start(request));
}

// What an organisation might say of an item: made up by rule, so that every demo is the same.
Answers invented_adoption(std::size_t organisation, std::size_t item, const ListRow& named) {
  static const std::vector<const char*> grades{"running", "planned",   "completed", "interested",
                                               "running", "elsewhere", "running",   "not_intended"};
  constexpr std::size_t budget_step = 250'000;
  const std::size_t mixed = organisation * 7 + item * 5;
  Answers answers;
  answers["item"] = named.snapshot.id.text();
  answers["grade"] = grades[mixed % grades.size()];
  const auto* scope = at(named.snapshot.fields, "scope").as<List>();
  if (scope != nullptr && !scope->empty())
    answers["scope"] = json::array{*scope->at(mixed % scope->size()).as<std::string>()};
  answers["from"] = std::to_string(2018 + mixed % 6) + "-01-01";
  if (mixed % 3 == 0) {
    answers["budget"] = std::to_string(budget_step * (1 + mixed % 12));
    answers["currency"] = "EUR";
    answers["confidential"] = mixed % 4 == 0;
  }
  answers["is_public"] = mixed % 2 == 0;
  return answers;
}

// Some of each, and every eleventh item by nobody, so that there are gaps.
std::vector<Answers> invented_adoptions(std::size_t organisation,
                                        const std::vector<ListRow>& items) {
  constexpr std::size_t taken_up_of_100 = 28;
  std::vector<Answers> rows;
  for (std::size_t item = 0; item < items.size(); ++item) {
    const std::size_t mixed = (organisation + 1) * 7'919 + (item + 1) * 104'729;
    if ((mixed ^ (mixed >> 5U)) % 100 >= taken_up_of_100 || item % 11 == 10) continue;
    rows.push_back(invented_adoption(organisation, item, items[item]));
  }
  return rows;
}

std::vector<ListRow> all_children(Engine& engine, InstanceId parent, const std::string& workflow,
                                  PersonId person) {
  constexpr int limit = 200;
  return engine.list({.parent = parent, .workflow = workflow, .limit = limit}, person).rows;
}

// The time of the first annual reports is long past: they are opened as the clock would.
void open_reports(Engine& engine) {
  constexpr int at_once = 100;
  for (auto due = engine.ports().instances.due(at_once); !due.empty();
       due = engine.ports().instances.due(at_once)) {
    for (const InstanceId id : due)
      engine.wake(id);
  }
}

void sign_report(Engine& engine, InstanceId portfolio, const DemoEditor& editor,
                 PersonId secretary) {
  const PersonId person = engine.ports().directory.by_address(editor.address).value().id;
  for (const ListRow& report : all_children(engine, portfolio, "report", secretary)) {
    done(engine.fire({report.snapshot.id, "nothing_changed", {}, person, {}, {}}));
    done(engine.fire({report.snapshot.id, "sign", {}, person, {}, {}}));
  }
}

}  // namespace

void fill_demo_plan(Engine& engine, PersonId secretary, const std::filesystem::path& items_csv,
                    const std::filesystem::path& members_csv,
                    const std::vector<DemoEditor>& editors) {
  const auto packages = engine.ports().packages.current();
  const bool is_there = std::ranges::any_of(
      packages, [](const auto& package) { return package->root_workflow() == "plan"; });
  if (!is_there) return;
  Answers answers{
      {"title", "Action Plan 2017"},
      {"summary",
       "What has to be researched and supported so that personalised medicine reaches patients. "
       "The items and organisations are those of March 2017; who has taken up what is made up "
       "for this demonstration."},
      {"begins_on", "2017-03-01"}};
  const InstanceId plan = done(engine.start({"plan", {}, answers, secretary, {}}));
  done(engine.fire({plan, "open", {}, secretary, {}, {}}));
  start_all(engine, plan, "add_items", secretary, items_csv);
  start_all(engine, plan, "add_organisations", secretary, members_csv);

  const std::vector<ListRow> items = all_children(engine, plan, "item", secretary);
  const std::vector<ListRow> portfolios = all_children(engine, plan, "portfolio", secretary);
  for (std::size_t at = 0; at < portfolios.size(); ++at) {
    // Released first, so that the adoptions are for everybody from the beginning.
    for (const DemoEditor& editor : editors) {
      if (editor.organisation != portfolios[at].title) continue;
      const InstanceId id = portfolios[at].snapshot.id;
      Answers named{{"editors", json::value(editor.address)}, {"heads", json::value(editor.head)}};
      done(engine.fire({id, "name_people", std::move(named), secretary, {}, {}}));
      const auto person = engine.ports().directory.by_address(editor.address);
      done(engine.fire({id, "release", {}, person.value().id, {}, {}}));
    }
    StartRequest request{
        .workflow = "adoption", .parent = portfolios[at].snapshot.id, .actor = secretary};
    request.event = "adopt";
    request.rows = invented_adoptions(at, items);
    if (!request.rows.empty()) done(engine.start(request));
  }
  answers["reports_from"] = "2018-01-15T08:00:00Z";
  done(engine.fire({plan, "change", std::move(answers), secretary, {}, {}}));
  open_reports(engine);
  for (const ListRow& portfolio : portfolios)
    for (const DemoEditor& editor : editors)
      if (editor.organisation == portfolio.title && editor.head == editor.address)
        sign_report(engine, portfolio.snapshot.id, editor, secretary);
}

}  // namespace accolade
