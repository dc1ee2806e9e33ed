// Which questions stand together on a page, and what was answered to them.
#pragma once

#include <string>
#include <vector>

#include "engine/use_case/engine.h"

namespace accolade {

struct FormGroup {
  std::string title, text;
  std::vector<const Field*> fields;
};

// The groups of the workflow's `pages`, each with those of `fields` that it names; what no page
// names comes last, under the workflow's title. Groups without fields are left out.
std::vector<FormGroup> groups_of(const Workflow& workflow, const std::vector<const Field*>& fields);

// All that the viewer sees and may edit, as plain JSON: as typed, else as it was taken before.
Answers all_answers(const Shown& shown);

// The page that asks `field`, from 1; 0: none does.
std::size_t page_of(const std::vector<FormGroup>& groups, const Field& field);
// The first page with a question that must be answered and is not; the last if there is none.
std::size_t first_open_page(const std::vector<FormGroup>& groups, const Answers& answers);

// Whether the event sends in the form that the viewer may edit now.
bool sends_form(const Offer& offer, const std::vector<const Field*>& form);

}  // namespace accolade
