// A table in one commit: all of its rows, or none.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "handlers/long_work/work.h"
#include "handlers/pages/import_start.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t problems_kept_max = 1'000;

void step(WorkAtHand& at_hand, const std::string& words) {
  at_hand.work.step = words;
  at_hand.report();
}

json::array refused_rows(const Refusal& refusal, const ImportedTable& table) {
  json::array rows;
  for (const RowProblem& problem : problems_of(refusal, table)) {
    if (rows.size() == problems_kept_max) break;
    const std::string what = problem.row == 0 ? "All rows" : fmt::format("Row {}", problem.row);
    rows.push_back(
        json::object{{"what", problem.column.empty() ? what : what + ", " + problem.column},
                     {"why", problem.sentence}});
  }
  return rows;
}

}  // namespace

Outcome<Done> do_import(WorkAtHand& at_hand) {
  Engine& engine = at_hand.pages.engine;
  LongWork& work = at_hand.work;
  const std::string event(at_hand.asked.at("event").as_string());

  // Killed between the commit and the word that it is done, this is what goes on.
  const Outcome<std::optional<Applied>> known = engine.ports().instances.answered(at_hand.key());
  if (known && *known) {
    work.done = work.total;
    work.step = "All rows are there.";
    return Done{};
  }
  step(at_hand, "Reading the table");
  const Outcome<ImportPlace> place = import_place(engine, work.about, event, work.person);
  if (!place) return place.refusal();
  const Outcome<ImportedTable> table =
      imported_table(std::string_view(at_hand.asked.at("table").as_string()), place->columns);
  if (!table) return table.refusal();
  work.total = static_cast<std::int64_t>(table->rows.size());
  StartRequest request = start_of(*place, *table, work.person);
  request.idempotency = at_hand.key();

  step(at_hand, "Looking at every row once more");
  const Outcome<Done> tried = engine.try_start(request);
  std::optional<Refusal> refusal;
  if (!tried) {
    refusal = tried.refusal();
  } else {
    step(at_hand, "Storing all rows at once");
    const Outcome<Applied> applied = engine.start(request);
    if (!applied) refusal = applied.refusal();
  }
  // Too much at the moment: it waits, and is done by whoever takes it next.
  if (refusal && refusal->why == Why::Busy) throw WorkLeft();
  if (refusal) {
    work.result = json::serialize(json::object{{"refused", refused_rows(*refusal, *table)}});
    return Refusal{refusal->why, "Nothing was taken over."};
  }
  work.done = work.total;
  work.step = "All rows are there.";
  return Done{};
}

}  // namespace accolade
