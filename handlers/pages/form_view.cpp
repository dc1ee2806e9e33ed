// Questions with what was answered and what is wrong about it.
#include "handlers/pages/form_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/form/bind.h"
#include "handlers/pages/answers_view.h"
#include "handlers/pages/instance_view.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

bool is_about(const Problem& problem, const Field& field) {
  return problem.field == field.name || problem.field.starts_with(field.name + ".");
}

Asked asked(const Field& field, const Questions& questions) {
  Asked one{.field = &field};
  if (const auto found = questions.answers.find(field.name); found != questions.answers.end()) {
    one.answer = found->second;
  }
  for (const Problem& problem : questions.problems) {
    if (problem.field == field.name)
      one.problem = problem.sentence;
    else if (is_about(problem, field))
      one.inner_problems.emplace(problem.field, problem.sentence);
  }
  if (const auto found = questions.choices.find(field.name); found != questions.choices.end()) {
    one.choices = found->second;
  }
  if (field.optional) one.missing = Asked::Missing::Optional;
  return one;
}

// Where a problem of the whole form is put right: on the page that asks the field.
std::vector<Fault> faults_in_form(const Shown& shown, const std::vector<FormGroup>& groups,
                                  const std::vector<Problem>& problems) {
  std::vector<Fault> faults;
  for (const Problem& problem : problems) {
    const Field* field = shown.workflow->field(problem.field.substr(0, problem.field.find('.')));
    const std::size_t page = field ? page_of(groups, *field) : 0;
    const std::string href =
        page == 0 ? path_to(shown.snapshot.id)
                  : path_to_form(shown.snapshot.id, page) + "#" + input_id(problem.field);
    faults.push_back({href, problem.sentence});
  }
  return faults;
}

std::string problem_about(const Field& field, const std::vector<Problem>& problems) {
  const auto found = std::ranges::find_if(
      problems, [&](const Problem& problem) { return is_about(problem, field); });
  return found == problems.end() ? "" : found->sentence;
}

json::object group_view(const Shown& shown, const FormGroup& group, std::size_t page,
                        const std::vector<Problem>& problems, const Wording& wording) {
  const Answers answers = all_answers(shown);
  json::array rows;
  for (const Field* field : group.fields) {
    const auto found = answers.find(field->name);
    json::object row =
        answer_view(*field, found == answers.end() ? json::value() : found->second, wording);
    row["change"] = path_to_form(shown.snapshot.id, page) + "#" + input_id(field->name);
    row["answer_problem"] = problem_about(*field, problems);
    rows.push_back(std::move(row));
  }
  return {{"group", group.title}, {"answers", std::move(rows)}};
}

}  // namespace

json::array questions_view(const Questions& questions, const Wording& wording) {
  json::array fields;
  for (const Field* field : questions.fields)
    fields.push_back(widget(asked(*field, questions), wording));
  return fields;
}

std::vector<Fault> faults_on_page(const std::vector<Problem>& problems) {
  std::vector<Fault> faults;
  for (const Problem& problem : problems)
    faults.push_back({"#" + input_id(problem.field), problem.sentence});
  return faults;
}

bool asks_file(const std::vector<const Field*>& fields) {
  return std::ranges::any_of(fields,
                             [](const Field* field) { return field->type == FieldType::File; });
}

json::object form_view(const FormStep& step) {
  const InstanceId id = step.shown.snapshot.id;
  const FormGroup& group = step.groups[step.page - 1];
  const bool has_rows = std::ranges::any_of(group.fields, [](const Field* field) {
    return field->type == FieldType::Rubric || field->type == FieldType::Questions ||
           field->type == FieldType::Places;
  });
  std::vector<Crumb> crumbs = step.shown.crumbs;
  crumbs.push_back({id, step.shown.title});
  return {
      {"heading", group.title},
      {"text", group.text},
      {"step", fmt::format("Page {} of {}", step.page, step.groups.size())},
      {"crumbs", crumbs_view(crumbs)},
      {"errors", error_summary("", faults_on_page(step.questions.problems))},
      {"fields", questions_view(step.questions, step.wording)},
      {"beside", beside_view(step.shown, step.above, step.wording)},
      {"action", path_to_form(id, step.page)},
      {"draft_path", path_to(id) + "/draft"},
      {"sequence", step.now.time_since_epoch().count()},
      {"has_file", asks_file(group.fields)},
      {"has_rows", has_rows},
      {"back", step.page > 1 ? path_to_form(id, step.page - 1) : path_to(id)},
      {"by", step.shown.by ? human(*step.shown.by, step.wording.zone) : ""},
  };
}

std::vector<Problem> problems_of(const Shown& shown) {
  const Answers all = all_answers(shown);
  Answers answers;
  for (const Field* field : shown.form)
    if (const auto found = all.find(field->name); found != all.end()) answers.insert(*found);
  Facts facts;
  facts.above = shown.above;
  const Outcome<Fields> bound =
      accolade::bind(shown.form, answers, facts, {shown.snapshot.fields, Completeness::Whole});
  return bound ? std::vector<Problem>{} : bound.refusal().problems;
}

json::object check_view(const Shown& shown, const std::vector<Problem>& problems,
                        const Wording& wording) {
  const std::vector<FormGroup> asked_groups = groups_of(*shown.workflow, shown.form);
  json::array groups;
  for (std::size_t at = 0; at < asked_groups.size(); ++at)
    groups.push_back(group_view(shown, asked_groups[at], at + 1, problems, wording));

  json::array sends;
  json::array unavailable;
  for (const Offer& offer : shown.offers) {
    if (!sends_form(offer, shown.form)) continue;
    if (offer.enabled) {
      sends.push_back(json::object{{"action", path_to_event(shown.snapshot.id, offer.event)},
                                   {"button", offer.label}});
    } else {
      unavailable.push_back(json::object{{"what", offer.label}, {"reason", offer.otherwise}});
    }
  }
  std::vector<Crumb> crumbs = shown.crumbs;
  crumbs.push_back({shown.snapshot.id, shown.title});
  return {
      {"heading", "Check your answers"},
      {"crumbs", crumbs_view(crumbs)},
      {"groups", std::move(groups)},
      {"is_complete", problems.empty()},
      {"todo", error_summary("", faults_in_form(shown, asked_groups, problems))},
      {"sends", std::move(sends)},
      {"unavailable", std::move(unavailable)},
      {"revision", shown.revision},
      {"back", path_to(shown.snapshot.id)},
  };
}

}  // namespace accolade
