// Asks, shows, moves: each step is made from the answers again, nothing is kept in between.
#include "handlers/pages/move_page.h"

#include "handlers/http/form.h"
#include "handlers/pages/move_view.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/posted.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::string_view from_version_input = "_from";
constexpr std::string_view to_version_input = "_to";
constexpr std::string_view seen_input = "_seen";

// Names of our own begin with an underscore, those of questions do not.
MapAnswers answers_in(const auto& pairs) {
  MapAnswers answers;
  for (const auto& [name, value] : pairs) {
    if (!name.starts_with('_')) answers.emplace(name, value);
  }
  return answers;
}

void put_into(json::object& view, json::object&& more) {
  for (auto& [name, value] : more)
    view[name] = std::move(value);
}

http::Response questions_page(const Pages& pages, const Visit& visit, const MoveQuestions& asked,
                              int status) {
  json::object view = frame(pages.assets, visit, "Move to the newer version");
  put_into(view, move_view(asked));
  return page(pages, "pages/move", view, status);
}

// What would happen; or the questions, while they leave something open.
http::Response preview_page(const Pages& pages, const Visit& visit, const CallMove& asked,
                            const MapAnswers& answers, std::vector<std::string> changes) {
  const int status = changes.empty() ? 200 : http::status_of(Why::Stale);
  if (!asked.plan->is_possible()) {
    return questions_page(
        pages, visit,
        {asked, answers, MoveQuestions::Said::Answers, pages.zone, std::move(changes)},
        status == 200 ? http::status_of(Why::Invalid) : status);
  }
  const Preview preview =
      preview_for(pages.engine, *asked.plan, asked.shown.snapshot.id, visit.person);
  if (preview.refusal) return refused(pages, visit, *preview.refusal);

  json::object view = frame(pages.assets, visit, "Check before the call is moved");
  put_into(view, move_preview_view(
                     {asked, answers, preview, pages.zone, new_token(), std::move(changes)}));
  return page(pages, "pages/move_preview", view, status);
}

std::vector<std::string> changes_in(const Refusal& refusal) {
  std::vector<std::string> changes;
  for (const Problem& problem : refusal.problems)
    changes.push_back(problem.sentence);
  return changes;
}

}  // namespace

http::Response show_move(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const MapAnswers answers = answers_in(visit.request.query);

  const Outcome<CallMove> asked = ask_to_move(pages.engine, *id, visit.person, answers);
  if (!asked) return refused(pages, visit, asked.refusal());

  return questions_page(pages, visit, {*asked, answers, MoveQuestions::Said::Nothing, pages.zone},
                        200);
}

http::Response preview_move(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const MapAnswers answers = answers_in(visit.request.query);

  const Outcome<CallMove> asked = ask_to_move(pages.engine, *id, visit.person, answers);
  if (!asked) return refused(pages, visit, asked.refusal());
  if (!asked->plan) return http::see_other(path_to_move(*id));

  return preview_page(pages, visit, *asked, answers, {});
}

http::Response confirm_move(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  const MapAnswers answers = answers_in(form->fields);

  const Outcome<Applied> moved =
      move_call(pages.engine, {*id, visit.person, std::string(form->value(from_version_input)),
                               std::string(form->value(to_version_input)), answers,
                               std::string(form->value(seen_input)), idempotency_in(*form, visit)});
  if (moved) return http::see_other(path_to(*id));

  const Refusal& refusal = moved.refusal();
  if (refusal.why != Why::Stale && refusal.why != Why::Invalid)
    return refused(pages, visit, refusal);
  const Outcome<CallMove> asked = ask_to_move(pages.engine, *id, visit.person, answers);
  if (!asked || !asked->plan) return refused(pages, visit, refusal);
  return preview_page(pages, visit, *asked, answers, changes_in(refusal));
}

}  // namespace accolade
