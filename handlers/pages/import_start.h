// Where a table is taken over: what may be started from it, below what, and by whom.
#pragma once

#include <string>
#include <vector>

#include "handlers/pages/import_rows.h"

namespace accolade {

struct ImportPlace {
  Shown shown;  // below which the table starts something
  std::string event, label;
  const Workflow* child = nullptr;    // what a row becomes; lives as long as shown.package
  std::vector<const Field*> columns;  // what a row may have
};

// NotFound where nothing is started from a table; NotPossible where it is, but not now.
Outcome<ImportPlace> import_place(Engine& engine, InstanceId id, const std::string& event,
                                  PersonId person);
StartRequest start_of(const ImportPlace& place, const ImportedTable& table, PersonId person);
// At least one, for the whole where no row is named.
std::vector<RowProblem> problems_of(const Refusal& refusal, const ImportedTable& table);

}  // namespace accolade
