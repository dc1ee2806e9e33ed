// Groups of questions, as the workflow's pages say.
#include "handlers/pages/form_groups.h"

#include <algorithm>

#include "handlers/pages/words.h"

namespace accolade {
namespace {

bool needs_answer(const Field& field, const Answers& answers) {
  if (field.optional) return false;
  const auto found = answers.find(field.name);
  return found == answers.end() || is_blank(field, found->second);
}

}  // namespace

std::vector<FormGroup> groups_of(const Workflow& workflow,
                                 const std::vector<const Field*>& fields) {
  std::vector<const Field*> left = fields;
  std::vector<FormGroup> groups;
  for (const FormPage& page : workflow.pages) {
    FormGroup group{page.title, page.text, {}};
    for (const std::string& name : page.fields) {
      const auto found = std::ranges::find(left, name, &Field::name);
      if (found == left.end()) continue;
      group.fields.push_back(*found);
      left.erase(found);
    }
    if (!group.fields.empty()) groups.push_back(std::move(group));
  }
  if (!left.empty()) {
    const std::string title = groups.empty() ? workflow.title : "Further answers";
    groups.push_back({title, "", std::move(left)});
  }
  return groups;
}

Answers all_answers(const Shown& shown) {
  Answers answers = shown.draft;
  for (const auto& [name, value] : shown.snapshot.fields)
    answers.emplace(name, to_json(value));
  return answers;
}

std::size_t page_of(const std::vector<FormGroup>& groups, const Field& field) {
  for (std::size_t at = 0; at < groups.size(); ++at)
    if (std::ranges::find(groups[at].fields, field.name, &Field::name) != groups[at].fields.end())
      return at + 1;
  return 0;
}

std::size_t first_open_page(const std::vector<FormGroup>& groups, const Answers& answers) {
  for (std::size_t at = 0; at < groups.size(); ++at)
    for (const Field* field : groups[at].fields)
      if (needs_answer(*field, answers)) return at + 1;
  return groups.size();
}

bool sends_form(const Offer& offer, const std::vector<const Field*>& form) {
  if (form.empty()) return false;
  return std::ranges::all_of(form, [&](const Field* field) {
    return std::ranges::find(offer.ask, field->name, &Field::name) != offer.ask.end();
  });
}

}  // namespace accolade
