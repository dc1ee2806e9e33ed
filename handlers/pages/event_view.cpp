// A question, its fields and one button; and, where somebody was faster, both versions.
#include "handlers/pages/event_view.h"

#include "handlers/pages/answers_view.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"

namespace accolade {
namespace {

namespace json = boost::json;

// What the fields hold now beside what this person typed.
json::value both_versions(const EventQuestions& asked) {
  json::array rows;
  for (const Field* field : asked.questions.fields) {
    const json::value now = to_json(at(asked.shown.snapshot.fields, field->name));
    const auto typed = asked.questions.answers.find(field->name);
    const bool is_typed = typed != asked.questions.answers.end();
    rows.push_back(json::object{
        {"version_label", field->label},
        {"version_now", is_blank(*field, now) ? "" : in_words(*field, now, asked.wording)},
        {"version_yours", is_typed ? in_words(*field, typed->second, asked.wording) : ""}});
  }
  return json::object{{"now_stands", states_in_words(asked.shown.states)},
                      {"has_versions", !rows.empty()},
                      {"versions", std::move(rows)}};
}

}  // namespace

json::object event_view(const EventQuestions& asked) {
  const Shown& shown = asked.shown;
  const bool is_stale = asked.refusal.why == Why::Stale && !asked.refusal.sentence.empty();
  const bool is_final = may_end(shown, asked.offer.event);
  std::vector<Crumb> crumbs = shown.crumbs;
  crumbs.push_back({shown.snapshot.id, shown.title});
  return {
      {"heading", asked.offer.label},
      {"about_title", shown.title},
      {"kind", kind_and_reference(*shown.workflow, shown.snapshot)},
      {"stands", states_in_words(shown.states)},
      {"crumbs", crumbs_view(crumbs)},
      {"fields", questions_view(asked.questions, asked.wording)},
      {"is_final", is_final},
      {"is_one_way", !is_final && is_out_of_turn(shown, asked.offer.event)},
      {"has_file", asks_file(asked.questions.fields)},
      {"action", path_to_event(shown.snapshot.id, asked.offer.event)},
      {"button", asked.offer.label},
      {"back", path_to(shown.snapshot.id)},
      {"revision", shown.revision},
      {"key", asked.key},
      {"stale", is_stale ? both_versions(asked) : json::value()},
      {"errors", error_summary(is_stale ? "" : asked.refusal.sentence,
                               faults_on_page(asked.refusal.problems))},
  };
}

}  // namespace accolade
