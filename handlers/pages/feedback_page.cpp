// Asks the engine who is asked what, and shows the form or what came of it.
#include "handlers/pages/feedback_page.h"

#include <boost/json/array.hpp>

#include "handlers/http/form.h"
#include "handlers/pages/answers.h"
#include "handlers/pages/feedback_view.h"
#include "handlers/pages/form_view.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

struct FeedbackVisit {
  Shown shown;
  FeedbackAsked asked;
};

std::optional<FeedbackVisit> asked_of(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return std::nullopt;
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return std::nullopt;
  const FeedbackAsked asked = pages.engine.feedback_asked(*shown, visit.person);
  return FeedbackVisit{*std::move(shown), asked};
}

json::object feedback_frame(Pages& pages, const Visit& visit, const Shown& shown,
                            const FeedbackRule& rule) {
  json::object view = frame(pages.assets, visit, rule.title);
  std::vector<Crumb> crumbs = shown.crumbs;
  crumbs.push_back({shown.snapshot.id, shown.title});
  view["crumbs"] = crumbs_view(crumbs);
  view["heading"] = rule.title;
  view["about"] = rule.text;
  view["about_title"] = shown.title;
  view["kind"] = kind_and_reference(*shown.workflow, shown.snapshot);
  view["back"] = path_to(shown.snapshot.id);
  return view;
}

http::Response form_page(Pages& pages, const Visit& visit, const FeedbackVisit& found,
                         const Answers& answers, const Refusal& refusal) {
  const FeedbackRule& rule = *found.asked.rule;
  const std::vector<Field> fields = asked_fields(rule);
  Questions questions{{}, answers, refusal.problems};
  for (const Field& field : fields)
    questions.fields.push_back(&field);
  const Wording wording{.zone = pages.zone};
  json::object view = feedback_frame(pages, visit, found.shown, rule);
  view["fields"] = questions_view(questions, wording);
  view["action"] = path_to(found.shown.snapshot.id) + "/feedback";
  view["until"] = found.asked.until ? human(*found.asked.until, pages.zone) : "";
  view["fewest"] = rule.fewest;
  view["errors"] = error_summary(refusal.problems.empty() ? refusal.sentence : "",
                                 faults_on_page(refusal.problems));
  return page(pages, "pages/feedback", view,
              refusal.sentence.empty() ? 200 : http::status_of(refusal.why));
}

http::Response closed_page(Pages& pages, const Visit& visit, const FeedbackVisit& found,
                           const Refusal& refusal) {
  json::object view = frame(pages.assets, visit, "This is not possible now");
  view["heading"] = found.asked.rule->title;
  view["sentence"] = refusal.sentence;
  view["about_title"] = found.shown.title;
  view["kind"] = kind_and_reference(*found.shown.workflow, found.shown.snapshot);
  view["status"] = status_view(found.shown, wording_for(pages, found.shown),
                               pages.engine.ports().instances.now());
  view["back"] = path_to(found.shown.snapshot.id);
  return page(pages, "pages/conflict", view, http::status_of(refusal.why));
}

http::Response figures_page(Pages& pages, const Visit& visit, const Shown& shown,
                            const FeedbackRead& read) {
  json::object view = feedback_frame(pages, visit, shown, *read.rule);
  view["until"] = read.until ? human(*read.until, pages.zone) : "";
  view["is_over"] = read.is_over;
  view["fewest"] = read.rule->fewest;
  view["figures"] = nullptr;
  if (read.figures) {
    view["figures"] = json::object{{"forms", read.figures->forms},
                                   {"questions", feedback_figures_view(*read.rule, *read.figures)}};
  }
  return page(pages, "pages/feedback_figures", view);
}

}  // namespace

http::Response show_feedback(Pages& pages, const Visit& visit) {
  const std::optional<FeedbackVisit> found = asked_of(pages, visit);
  if (!found) return refused(pages, visit, no_such_page());
  if (found->asked.rule == nullptr) {
    const std::optional<FeedbackRead> read = pages.engine.feedback_read(found->shown);
    if (!read) return refused(pages, visit, no_such_page());
    return figures_page(pages, visit, found->shown, *read);
  }
  if (found->asked.is_given) {
    return closed_page(pages, visit, *found, {Why::NotPossible, "You have answered. Thank you."});
  }
  if (found->asked.is_over) {
    return closed_page(pages, visit, *found, {Why::NotPossible, "No more answers are taken."});
  }
  return form_page(pages, visit, *found, {}, {Why::Invalid, ""});
}

http::Response give_feedback(Pages& pages, const Visit& visit) {
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  const std::optional<FeedbackVisit> found = asked_of(pages, visit);
  if (!found || found->asked.rule == nullptr) return refused(pages, visit, no_such_page());

  const std::vector<Field> fields = asked_fields(*found->asked.rule);
  std::vector<const Field*> asked;
  for (const Field& field : fields)
    asked.push_back(&field);
  const Answers answers = answers_from(*form, asked, pages.zone);
  const Outcome<Done> given = pages.engine.give_feedback(found->shown, visit.person, answers);
  if (given) return http::see_other(path_to(found->shown.snapshot.id));
  if (given.refusal().why == Why::Invalid) {
    return form_page(pages, visit, *found, answers, given.refusal());
  }
  return closed_page(pages, visit, *found, given.refusal());
}

json::value feedback_link(Pages& pages, const Shown& shown, PersonId viewer) {
  const FeedbackAsked asked = pages.engine.feedback_asked(shown, viewer);
  const std::string href = path_to(shown.snapshot.id) + "/feedback";
  if (asked.rule != nullptr && (asked.is_given || !asked.is_over)) {
    return json::object{{"title", asked.rule->title},
                        {"href", href},
                        {"is_given", asked.is_given},
                        {"is_asked", !asked.is_given},
                        {"is_read", false}};
  }
  const std::optional<FeedbackRead> read = pages.engine.feedback_read(shown);
  if (!read) return nullptr;
  return json::object{{"title", read->rule->title},
                      {"href", href},
                      {"is_given", false},
                      {"is_asked", false},
                      {"is_read", true}};
}

}  // namespace accolade
