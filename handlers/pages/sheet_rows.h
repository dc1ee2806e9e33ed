// One row of a sheet: what it holds, whether it was changed, and saving it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handlers/http/form.h"
#include "handlers/pages/pages.h"

namespace accolade {

// A sheet as one person sees it now.
struct OpenSheet {
  Shown shown;
  const SheetView* view = nullptr;
  const Workflow* cells = nullptr;
  std::vector<const Field*> columns;
  Crossing crossing;

  const ListRow* row(InstanceId id) const;
  const ListRow* cell(InstanceId row) const;  // null: nothing yet
};
// NotFound for whoever may not fill it in.
Outcome<OpenSheet> open_sheet(Pages& pages, const Visit& visit);

// What a row held when it was shown, as a page sends it back; empty for nothing yet.
std::string mark_of(const OpenSheet& sheet, const ListRow* cell);

// What was typed into one row; its mark comes with it as `_was`.
struct TypedRow {
  InstanceId row;
  http::Form inputs;  // named as the fields
};
// The rows of a whole form, whose inputs are named ROW.FIELD.
std::vector<TypedRow> typed_rows(const http::Form& form);

// Whether the row differs from what it was shown with.
bool is_changed(const OpenSheet& sheet, const TypedRow& typed, const std::string& zone);
// Starts the cell or changes it. Refuses Stale where it is no longer what it was shown with.
Outcome<Done> save_row(Pages& pages, const Visit& visit, const OpenSheet& sheet,
                       const TypedRow& typed);
// What the cell holds now, in words: "Running, European".
std::string row_in_words(const OpenSheet& sheet, const ListRow* cell, const std::string& zone);

}  // namespace accolade
