// A row is compared with what it was shown with, so that nobody writes over what they did not see.
#include "handlers/pages/sheet_rows.h"

#include <algorithm>

#include <boost/json/serialize.hpp>

#include "engine/form/bind.h"
#include "engine/permission/sight.h"
#include "handlers/pages/answers.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

constexpr std::string_view was_input = "_was";

// The columns as they would be stored, one text for the same answers.
std::string mark_of_fields(const OpenSheet& sheet, const Fields& fields) {
  Fields held;
  for (const Field* column : sheet.columns) {
    const Value& value = at(fields, column->name);
    const List* list = value.as<List>();
    const bool is_nothing = value.is_absent() || (list != nullptr && list->empty());
    if (!is_nothing && (!column->initial || value != *column->initial))
      held.emplace(column->name, value);
  }
  return held.empty() ? "" : token_hash(boost::json::serialize(to_stored(held)));
}

Answers answers_in(const OpenSheet& sheet, const TypedRow& typed, const std::string& zone) {
  return answers_from(typed.inputs, sheet.columns, zone);
}

Refusal somebody_was_faster(const OpenSheet& sheet, const ListRow* cell, const std::string& zone) {
  const std::string now = row_in_words(sheet, cell, zone);
  return {Why::Stale, now.empty()
                          ? "Somebody else has emptied this row. Yours is still typed here; "
                            "save once more to keep it."
                          : "Somebody else has changed this row; now it is: " + now +
                                ". Yours is still typed here; save once more to keep it."};
}

}  // namespace

const ListRow* OpenSheet::row(InstanceId id) const {
  const auto found = std::ranges::find_if(
      crossing.rows, [&](const ListRow& one) { return one.snapshot.id == id; });
  return found == crossing.rows.end() ? nullptr : &*found;
}

const ListRow* OpenSheet::cell(InstanceId row) const {
  const Value named(row.text());
  const auto found = std::ranges::find_if(crossing.cells, [&](const ListRow& one) {
    return one.snapshot.outcome.empty() && at(one.snapshot.fields, view->by) == named;
  });
  return found == crossing.cells.end() ? nullptr : &*found;
}

Outcome<OpenSheet> open_sheet(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return no_such_page();
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return shown.refusal();
  OpenSheet sheet{*std::move(shown), nullptr, nullptr, {}, {}};
  const std::string& name = visit.request.parameter("name");
  const auto view = std::ranges::find(sheet.shown.workflow->sheets, name, &SheetView::name);
  if (view == sheet.shown.workflow->sheets.end()) return no_such_page();
  const bool may_write = std::ranges::any_of(
      sheet.shown.offers, [&](const Offer& offer) { return offer.event == view->start; });
  if (!may_write) return no_such_page();
  sheet.view = &*view;
  sheet.cells = sheet.shown.package->workflow(view->cells);
  for (const std::string& column : view->columns)
    sheet.columns.push_back(sheet.cells->field(column));
  Outcome<Crossing> crossing = pages.engine.crossing(sheet.shown, *view, visit.person);
  if (!crossing) return crossing.refusal();
  sheet.crossing = *std::move(crossing);
  std::erase_if(sheet.crossing.rows,
                [](const ListRow& row) { return !row.snapshot.outcome.empty(); });
  return sheet;
}

std::string mark_of(const OpenSheet& sheet, const ListRow* cell) {
  return cell == nullptr ? "" : mark_of_fields(sheet, cell->snapshot.fields);
}

std::vector<TypedRow> typed_rows(const http::Form& form) {
  std::vector<TypedRow> rows;
  for (const auto& [name, value] : form.fields) {
    const std::size_t point = name.find('.');
    const std::optional<InstanceId> id = InstanceId::parse(name.substr(0, point));
    if (point == std::string::npos || !id) continue;
    auto row = std::ranges::find(rows, *id, &TypedRow::row);
    if (row == rows.end()) row = rows.insert(rows.end(), TypedRow{*id, {}});
    row->inputs.fields.emplace_back(name.substr(point + 1), value);
  }
  return rows;
}

bool is_changed(const OpenSheet& sheet, const TypedRow& typed, const std::string& zone) {
  const Answers answers = answers_in(sheet, typed, zone);
  const Fields none;
  const Outcome<Fields> bound =
      accolade::bind(sheet.columns, answers, {}, {none, Completeness::AsTyped});
  return !bound || mark_of_fields(sheet, *bound) != typed.inputs.value(was_input);
}

Outcome<Done> save_row(Pages& pages, const Visit& visit, const OpenSheet& sheet,
                       const TypedRow& typed) {
  const ListRow* row = sheet.row(typed.row);
  if (row == nullptr) return no_such_page();
  const ListRow* cell = sheet.cell(typed.row);
  if (mark_of(sheet, cell) != typed.inputs.value(was_input)) {
    return somebody_was_faster(sheet, cell, pages.zone);
  }
  Answers answers = answers_in(sheet, typed, pages.zone);
  if (cell == nullptr) {
    answers.emplace(sheet.view->by, typed.row.text());
    StartRequest request{.workflow = sheet.cells->name,
                         .parent = sheet.shown.snapshot.id,
                         .answers = std::move(answers),
                         .actor = visit.person};
    request.event = sheet.view->start;
    request.received = visit.request.received;
    const Outcome<Applied> started = pages.engine.start(request);
    if (!started) return started.refusal();
    return Done{};
  }
  const Outcome<Shown> now = pages.engine.show(cell->snapshot.id, visit.person);
  if (!now) return now.refusal();
  if (mark_of_fields(sheet, now->snapshot.fields) != typed.inputs.value(was_input)) {
    return somebody_was_faster(sheet, cell, pages.zone);
  }
  FireRequest request{.target = cell->snapshot.id,
                      .event = sheet.view->change,
                      .answers = std::move(answers),
                      .actor = visit.person};
  request.revision = now->revision;
  request.received = visit.request.received;
  const Outcome<Applied> changed = pages.engine.fire(request);
  if (!changed) return changed.refusal();
  return Done{};
}

std::string row_in_words(const OpenSheet& sheet, const ListRow* cell, const std::string& zone) {
  std::string words;
  if (cell == nullptr) return words;
  const Wording wording{.zone = zone};
  for (const Field* column : sheet.columns) {
    const boost::json::value answer = to_json(at(cell->snapshot.fields, column->name));
    if (column->type == FieldType::YesNo || is_blank(*column, answer)) continue;
    std::string said = in_words(*column, answer, wording);
    std::ranges::replace(said, '\n', ' ');
    words += (words.empty() ? "" : ", ") + said;
  }
  return words;
}

}  // namespace accolade
