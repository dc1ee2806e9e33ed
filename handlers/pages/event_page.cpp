// From a button to a step, and from its outcome to the next page.
#include "handlers/pages/event_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "handlers/http/form.h"
#include "handlers/pages/answers.h"
#include "handlers/pages/event_view.h"
#include "handlers/pages/form_page.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/posted.h"
#include "handlers/pages/status_view.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

namespace json = boost::json;

// Where a posted event came from: the check page posts what ends at the confirmation.
constexpr std::string_view from_input = "_from";

const Offer* offer_of(const Shown& shown, const std::string& event) {
  const auto found = std::ranges::find(shown.offers, event, &Offer::event);
  return found == shown.offers.end() ? nullptr : &*found;
}

// It is not possible now, and this is where it stands.
http::Response conflict(Pages& pages, const Visit& visit, const Shown& shown,
                        const Refusal& refusal) {
  json::object view = frame(pages.assets, visit, "This is not possible now");
  view["heading"] = "This is not possible now";
  view["sentence"] = refusal.sentence;
  view["about_title"] = shown.title;
  view["kind"] = kind_and_reference(*shown.workflow, shown.snapshot);
  view["status"] =
      status_view(shown, wording_for(pages, shown), pages.engine.ports().instances.now());
  view["back"] = path_to(shown.snapshot.id);
  return page(pages, "pages/conflict", view, http::status_of(refusal.why));
}

// Whom the directory knows by now is named as they were typed.
json::value with_addresses(const Pages& pages, const json::value& answer) {
  if (!answer.is_array()) return answer;
  json::array addresses;
  for (const json::value& item : answer.get_array()) {
    const auto id = PersonId::parse(plain(item));
    const auto person = id ? pages.engine.ports().directory.person(*id) : std::nullopt;
    addresses.push_back(person ? json::value(person->address) : item);
  }
  return addresses;
}

http::Response ask(Pages& pages, const Visit& visit, const Shown& shown, const Offer& offer,
                   Answers answers, const Refusal& refusal) {
  for (const Field* field : offer.ask) {
    const auto found = answers.find(field->name);
    if (field->by_address && found != answers.end())
      found->second = with_addresses(pages, found->second);
  }
  Questions questions{offer.ask, std::move(answers), refusal.problems};
  for (const Field* field : questions.fields)
    questions.choices[field->name] = choices_for(pages, shown, *field);
  const Wording wording = wording_for(pages, shown);

  json::object view = frame(pages.assets, visit, offer.label);
  for (auto& [key, value] : event_view({shown, offer, questions, wording, new_token(), refusal}))
    view[key] = std::move(value);
  const int status = refusal.sentence.empty() ? 200 : http::status_of(refusal.why);
  return page(pages, "pages/event", view, status);
}

// What was begun is filled in next, or answers what its first event asks; what was sent in is
// confirmed.
std::string next_path(Pages& pages, const Visit& visit, InstanceId came_from, InstanceId arrived,
                      std::string_view from) {
  if (arrived == came_from) return from == "check" ? path_to_done(arrived) : path_to(arrived);
  const Outcome<Shown> begun = pages.engine.show(arrived, visit.person);
  if (!begun) return path_to(arrived);
  if (!begun->form.empty()) return path_to_form(arrived, 1);
  const bool asks = !begun->offers.empty() && !begun->offers.front().ask.empty();
  return asks ? path_to_event(arrived, begun->offers.front().event) : path_to(arrived);
}

http::Response show_refusal(Pages& pages, const Visit& visit, const Shown& shown,
                            const FireRequest& tried, const Refusal& refusal) {
  const Offer* offer = offer_of(shown, tried.event);
  switch (refusal.why) {
    case Why::NotPossible:
      // Other answers may be possible: a place that is free.
      if (offer && offer->enabled && !offer->ask.empty() && !sends_form(*offer, shown.form)) {
        return ask(pages, visit, shown, *offer, tried.answers, refusal);
      }
      return conflict(pages, visit, shown, refusal);
    case Why::Runaway:
    case Why::Failed:
      return conflict(pages, visit, shown, refusal);
    case Why::NotAllowed:
    case Why::NotFound:
    case Why::Busy:
      return refused(pages, visit, refusal);
    case Why::Invalid:
    case Why::Stale:
      break;
  }
  if (!offer) return conflict(pages, visit, shown, refusal);
  if (sends_form(*offer, shown.form)) return check_page(pages, visit, shown, refusal);
  return ask(pages, visit, shown, *offer, tried.answers, refusal);
}

const Workflow* openable(Pages& pages, const Visit& visit) {
  if (!visit.person) return nullptr;
  const std::vector<const Workflow*> all = pages.engine.openable(visit.person);
  const auto found = std::ranges::find(all, visit.request.parameter("workflow"), &Workflow::name);
  return found == all.end() ? nullptr : *found;
}

}  // namespace

http::Response show_event(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());
  const std::string& event = visit.request.parameter("event");
  if (!is_event_of(*shown->workflow, event)) return refused(pages, visit, no_such_page());
  if (!visit.person) return go_and_sign_in(visit);

  const Offer* offer = offer_of(*shown, event);
  if (!offer || !offer->enabled) {
    const std::string sentence =
        offer ? offer->otherwise : "It was done already, or is not yours to do.";
    return conflict(pages, visit, *shown, {Why::NotPossible, sentence});
  }
  if (sends_form(*offer, shown->form)) return http::see_other(path_to_check(*id));
  return ask(pages, visit, *shown, *offer, all_answers(*shown), Refusal{Why::Invalid, ""});
}

http::Response raise_event(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());
  const std::string& event = visit.request.parameter("event");
  if (!is_event_of(*shown->workflow, event)) return refused(pages, visit, no_such_page());
  if (!visit.person) return go_and_sign_in(visit);

  FireRequest request{.target = *id, .event = event, .actor = visit.person};
  request.revision = revision_in(*form);
  request.idempotency = idempotency_in(*form, visit);
  request.received = visit.request.received;
  const Offer* offer = offer_of(*shown, event);
  // A form that is sent in was saved as it was typed: the event takes it from there.
  if (offer && !sends_form(*offer, shown->form)) {
    request.answers = answers_from(*form, offer->ask, pages.zone);
  }

  const Outcome<Applied> applied = pages.engine.fire(request);
  // What a start asks for was answered with it.
  const bool is_answered = offer && offer->start != nullptr && !offer->start->ask.empty();
  if (applied && is_answered) return http::see_other(path_to(applied->instance));
  if (applied) {
    return http::see_other(
        next_path(pages, visit, *id, applied->instance, form->value(from_input)));
  }
  // Somebody else may have been faster: the page shows what is true now.
  shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());
  return show_refusal(pages, visit, *shown, request, applied.refusal());
}

http::Response show_new(Pages& pages, const Visit& visit) {
  if (!visit.person) return go_and_sign_in(visit);
  const Workflow* workflow = openable(pages, visit);
  if (!workflow) return refused(pages, visit, no_such_page());

  const std::string heading = "Start a new call: " + workflow->title;
  json::object view = frame(pages.assets, visit, heading);
  view["heading"] = heading;
  view["about"] = workflow->about;
  view["action"] = "/new/" + percent_encoded(workflow->name);
  view["key"] = new_token();
  return page(pages, "pages/new", view);
}

http::Response start_new(Pages& pages, const Visit& visit) {
  if (!visit.person) return go_and_sign_in(visit);
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  const Workflow* workflow = openable(pages, visit);
  if (!workflow) return refused(pages, visit, no_such_page());

  StartRequest request{.workflow = workflow->name, .parent = {}, .actor = visit.person};
  request.idempotency = idempotency_in(*form, visit);
  request.received = visit.request.received;
  const Outcome<Applied> applied = pages.engine.start(request);
  if (!applied) return refused(pages, visit, applied.refusal());
  return http::see_other(next_path(pages, visit, InstanceId{}, applied->instance, ""));
}

}  // namespace accolade
