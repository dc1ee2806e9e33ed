// The offers of an instance that start children from a table.
#include "handlers/pages/import_start.h"

#include <algorithm>

namespace accolade {
namespace {

Refusal no_such_import() {
  return {Why::NotFound, "There is no such page.", {}};
}

}  // namespace

Outcome<ImportPlace> import_place(Engine& engine, InstanceId id, const std::string& event,
                                  PersonId person) {
  Outcome<Shown> shown = engine.show(id, person);
  if (!shown) return shown.refusal();
  const auto offer = std::ranges::find(shown->offers, event, &Offer::event);
  if (offer == shown->offers.end()) return no_such_import();
  if (offer->start == nullptr || !offer->start->from_table) return no_such_import();
  if (!offer->enabled) return Refusal{Why::NotPossible, offer->otherwise};
  ImportPlace place;
  place.event = event;
  place.label = offer->label;
  place.child = shown->package->workflow(offer->start->workflow);
  place.columns = offer->ask;
  place.shown = *std::move(shown);
  return place;
}

StartRequest start_of(const ImportPlace& place, const ImportedTable& table, PersonId person) {
  StartRequest request{
      .workflow = place.child->name, .parent = place.shown.snapshot.id, .actor = person};
  request.event = place.event;
  request.rows = table.rows;
  return request;
}

std::vector<RowProblem> problems_of(const Refusal& refusal, const ImportedTable& table) {
  std::vector<RowProblem> problems = row_problems(refusal, table);
  if (problems.empty()) problems.push_back({0, "", refusal.sentence});
  return problems;
}

}  // namespace accolade
