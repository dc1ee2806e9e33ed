// Typing is no step: everything here goes to the draft.
#include "handlers/pages/form_page.h"

#include <algorithm>
#include <charconv>

#include <boost/json/parse.hpp>

#include "engine/form/bind.h"
#include "handlers/http/form.h"
#include "handlers/pages/answers.h"
#include "handlers/pages/form_view.h"
#include "handlers/pages/paths.h"
#include "handlers/security/token.h"
#include "handlers/text/file_type.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::string_view go_input = "_go";

// A page of the form that exists for this viewer.
struct OpenPage {
  Shown shown;
  std::vector<FormGroup> groups;
  std::size_t page = 1;

  const FormGroup& group() const { return groups[page - 1]; }
};

Outcome<OpenPage> find_step(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return no_such_page();
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return shown.refusal();

  std::vector<FormGroup> groups = groups_of(*shown->workflow, shown->form);
  const std::string& typed = visit.request.parameter("page");
  std::size_t number = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (groups.empty()) {
    return Refusal{Why::NotPossible, "These answers cannot be changed now."};
  }
  if (number == 0 || number > groups.size() || std::to_string(number) != typed) {
    return no_such_page();
  }
  return OpenPage{*std::move(shown), std::move(groups), number};
}

http::Response show_step(Pages& pages, const Visit& visit, const OpenPage& step,
                         std::vector<Problem> problems) {
  Questions questions{step.group().fields, all_answers(step.shown), std::move(problems)};
  for (const Field* field : questions.fields)
    questions.choices[field->name] = choices_for(pages, step.shown, *field);
  const std::optional<Shown> above = shown_above(pages, step.shown, visit.person);
  Wording wording = wording_for(pages, step.shown);
  if (above) add_wording(pages, *above, wording);
  const int status = questions.problems.empty() ? 200 : 422;

  json::object view = frame(pages.assets, visit, step.group().title);
  for (auto& [key, value] :
       form_view({step.shown, step.groups, step.page, questions, wording,
                  pages.engine.ports().instances.now(), above ? &*above : nullptr}))
    view[key] = std::move(value);
  return page(pages, "pages/form", view, status);
}

void append(std::vector<Problem>& problems, const Refusal& refusal) {
  problems.insert(problems.end(), refusal.problems.begin(), refusal.problems.end());
}

// Stores the files of the page; what was refused is told, the rest is kept.
std::vector<Problem> attach_files(Pages& pages, const Visit& visit, const OpenPage& step,
                                  const http::Form& form) {
  std::vector<Problem> problems;
  for (const http::UploadedFile& file : form.files) {
    const auto asked = std::ranges::find(step.group().fields, file.name, &Field::name);
    if (asked == step.group().fields.end()) continue;
    const FileRow row{.id = {},
                      .instance = step.shown.snapshot.id,
                      .field = file.name,
                      .name = file.filename,
                      .type = content_type_of(file.bytes),
                      .bytes = static_cast<std::int64_t>(file.bytes.size()),
                      .by = visit.person};
    const Outcome<FileRow> kept = pages.engine.attach(row.instance, visit.person, row, file.bytes);
    if (!kept) problems.push_back({file.name, kept.refusal().sentence});
  }
  return problems;
}

// What is wrong with the answers of this page; what is only missing may still come.
std::vector<Problem> wrong_on_page(const OpenPage& step, const Answers& answers) {
  Facts facts;
  facts.above = step.shown.above;
  const FormContext context{step.shown.snapshot.fields, Completeness::AsTyped};
  const Outcome<Fields> bound = accolade::bind(step.group().fields, answers, facts, context);
  return bound ? std::vector<Problem>{} : bound.refusal().problems;
}

std::vector<DraftAnswer> drafts_of(const Answers& answers, std::int64_t sequence) {
  std::vector<DraftAnswer> drafts;
  for (const auto& [field, value] : answers)
    drafts.push_back({field, value, sequence});
  return drafts;
}

std::string after(const OpenPage& step, std::string_view go) {
  const InstanceId id = step.shown.snapshot.id;
  if (go == "later") return path_to(id);
  if (go == "again") return path_to_form(id, step.page);
  return step.page < step.groups.size() ? path_to_form(id, step.page + 1) : path_to_check(id);
}

Refusal broken_draft() {
  return {Why::Invalid, "The answers did not arrive in one piece."};
}

// One saved answer: as JSON, or as the inputs that a form would send.
std::optional<DraftAnswer> draft_from(const json::value& sent, const Shown& shown,
                                      const std::string& zone) {
  DraftAnswer draft{plain(entry_of(sent, "field")), nullptr};
  const json::value& sequence = entry_of(sent, "sequence");
  if (draft.field.empty() || !sequence.is_int64()) return std::nullopt;
  draft.sequence = sequence.get_int64();

  const json::value& inputs = entry_of(sent, "inputs");
  if (!inputs.is_array()) {
    draft.value = entry_of(sent, "value");
    return draft;
  }
  http::Form form;
  for (const json::value& pair : inputs.get_array()) {
    if (!pair.is_array() || pair.get_array().size() != 2) return std::nullopt;
    form.fields.emplace_back(plain(pair.get_array()[0]), plain(pair.get_array()[1]));
  }
  const Field* field = shown.workflow->field(draft.field);
  if (!field) return std::nullopt;
  const Answers answers = answers_from(form, {field}, zone);
  const auto found = answers.find(draft.field);
  if (found != answers.end()) draft.value = found->second;
  return draft;
}

}  // namespace

http::Response show_form(Pages& pages, const Visit& visit) {
  const Outcome<OpenPage> step = find_step(pages, visit);
  if (!step) return refused(pages, visit, step.refusal());
  return show_step(pages, visit, *step, {});
}

http::Response save_form(Pages& pages, const Visit& visit) {
  Outcome<OpenPage> step = find_step(pages, visit);
  if (!step) return refused(pages, visit, step.refusal());
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form && form.refusal().problems.empty()) return refused(pages, visit, form.refusal());
  if (!form) return show_step(pages, visit, *step, form.refusal().problems);

  const Answers answers = answers_from(*form, step->group().fields, pages.zone);
  const std::int64_t sequence = pages.engine.ports().instances.now().time_since_epoch().count();
  const Outcome<Done> saved =
      pages.engine.save_draft(step->shown.snapshot.id, visit.person, drafts_of(answers, sequence));
  if (!saved && saved.refusal().why != Why::Invalid) return refused(pages, visit, saved.refusal());

  std::vector<Problem> problems = wrong_on_page(*step, answers);
  if (!saved) append(problems, saved.refusal());
  for (Problem& problem : attach_files(pages, visit, *step, *form))
    problems.push_back(std::move(problem));
  if (problems.empty()) return http::see_other(after(*step, form->value(go_input)));

  // What was typed is shown again even where it could not be kept.
  for (const auto& [field, value] : answers)
    step->shown.draft[field] = value;
  return show_step(pages, visit, *step, std::move(problems));
}

http::Response save_draft(Pages& pages, const Visit& visit) {
  constexpr std::size_t answers_max = 200;
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return http::problem(no_such_page());
  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return http::problem(shown.refusal());

  boost::system::error_code error;
  const json::value sent = json::parse(visit.request.body, error);
  const json::value& list = entry_of(sent, "answers");
  if (error || !list.is_array() || list.get_array().size() > answers_max) {
    return http::problem(broken_draft());
  }
  std::vector<DraftAnswer> answers;
  for (const json::value& one : list.get_array()) {
    std::optional<DraftAnswer> draft = draft_from(one, *shown, pages.zone);
    if (!draft) return http::problem(broken_draft());
    answers.push_back(std::move(*draft));
  }

  const Outcome<Done> saved = pages.engine.save_draft(*id, visit.person, answers);
  if (!saved) return http::problem(saved.refusal());
  return {.status = 204};
}

http::Response check_page(Pages& pages, const Visit& visit, const Shown& shown,
                          const Refusal& refusal) {
  json::object view = frame(pages.assets, visit, "Check your answers");
  const std::vector<Problem> problems =
      refusal.problems.empty() ? problems_of(shown) : refusal.problems;
  for (auto& [key, value] : check_view(shown, problems, wording_for(pages, shown)))
    view[key] = std::move(value);
  view["key"] = new_token();
  const bool is_refused = !refusal.sentence.empty();
  if (is_refused) {
    view["errors"] = view["todo"].is_null() ? error_summary(refusal.sentence, {}) : view["todo"];
    view["todo"] = nullptr;
  }
  return page(pages, "pages/check", view, is_refused ? http::status_of(refusal.why) : 200);
}

http::Response show_check(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());
  if (shown->form.empty()) return http::see_other(path_to(*id));
  return check_page(pages, visit, *shown, Refusal{Why::Invalid, ""});
}

}  // namespace accolade
