// One visit: the page, the choice, the answers, the button.
#include <algorithm>

#include "engine/rehearse/players.h"

namespace accolade {
namespace {

constexpr int visits_in_vain_max = 4;
constexpr int act_tries_max = 6;
constexpr int same_event_max = 6;
constexpr auto next_day = std::chrono::hours(20);

bool is_in(const std::vector<const Field*>& form, const Field& field) {
  return std::find(form.begin(), form.end(), &field) != form.end();
}

}  // namespace

void Players::refuse(const std::string& workflow, const std::string& event,
                     const Refusal& refusal) {
  ++refusals_[{workflow, event, name_of(refusal.why), refusal.sentence}];
}

void Players::open(const Act& act) {
  const std::string root = package_.root_workflow();
  const Outcome<Applied> begun = engine_.start({root, {}, {}, act.person, {}});
  if (!begun) refuse(root, "(begin)", begun.refusal());
}

void Players::arrive(const Act& act, Instant now) {
  const Outcome<Shown> shown = engine_.show(act.instance, act.person);
  if (!shown) return refuse(case_->parent, "(look)", shown.refusal());
  const auto offer = std::find_if(shown->offers.begin(), shown->offers.end(),
                                  [&](const Offer& one) { return one.event == case_->event; });
  if (offer != shown->offers.end()) {
    raise(*shown, *offer, act, now);
    return;
  }
  // Whoever has the page open still may press the button.
  Offer gone;
  gone.event = case_->event;
  raise(*shown, gone, act, now);
}

void Players::do_duty(Act act, Instant now) {
  const Life& life = journal_.life(act.instance);
  if (!life.now.outcome.empty() || life.now.configuration != act.states) return;
  const Outcome<Shown> shown = engine_.show(act.instance, act.person);
  if (!shown) return refuse(life.now.workflow, "(look)", shown.refusal());

  std::vector<const Offer*> possible;
  for (const Offer& offer : shown->offers) {
    const bool is_case = case_ && case_->parent == life.now.workflow && case_->event == offer.event;
    const auto raised = raised_.find({act.instance, offer.event});
    const bool is_worn_out = raised != raised_.end() && raised->second >= same_event_max;
    if (offer.enabled && !is_case && !is_worn_out) possible.push_back(&offer);
  }
  const Workflow& workflow = workflow_of(life);
  const Duration usual = expectation(workflow, life.now, act.duty.role, now).usual;
  if (possible.empty()) {
    if (!act.duty.is_owed) return;
    if (act.tries < visits_in_vain_max) {
      const Instant later = now + usual * (1 << act.tries);
      ++act.tries;
      return schedule(later, std::move(act));
    }
    idle_[act.instance].push_back(std::move(act));
    return;
  }
  const Offer& offer = chosen(workflow, life.now, life.visited, possible, chance_);
  const Configuration before = life.now.configuration;
  const bool has_worked = raise(*shown, offer, act, now);
  if (!has_worked) {
    if (++act.tries < act_tries_max) schedule(now + next_day, std::move(act));
    return;
  }
  // The state still owes something: the same person comes back.
  if (act.duty.is_owed && journal_.life(act.instance).now.configuration == before) {
    act.tries = 0;
    schedule(now + delay({usual, false}, manner(chance_), chance_), std::move(act));
  }
}

bool Players::raise(const Shown& shown, const Offer& offer, const Act& act, Instant now) {
  const InstanceId id = shown.snapshot.id;
  Answers answers;
  for (const Field* field : offer.ask)
    fill_in(shown, *field, act, now, answers);

  std::vector<DraftAnswer> drafts;
  for (auto answer = answers.begin(); answer != answers.end();) {
    const Field* field = shown.workflow->field(answer->first);
    if (field == nullptr || !is_in(shown.form, *field)) {
      ++answer;
      continue;
    }
    drafts.push_back({answer->first, answer->second, now.time_since_epoch().count()});
    answer = answers.erase(answer);
  }
  if (!drafts.empty()) {
    const Outcome<Done> saved = engine_.save_draft(id, act.person, drafts);
    if (!saved) refuse(shown.workflow->name, "(save)", saved.refusal());
  }
  const Outcome<Applied> applied =
      engine_.fire({id, offer.event, std::move(answers), act.person, {}, {}});
  if (!applied) {
    refuse(shown.workflow->name, offer.event, applied.refusal());
    return false;
  }
  ++raised_[{id, offer.event}];
  return true;
}

// What the form holds already is kept, mostly; now and then something is forgotten.
void Players::fill_in(const Shown& shown, const Field& field, const Act& act, Instant now,
                      Answers& answers) {
  const bool is_of_form = is_in(shown.form, field);
  const bool is_held =
      shown.snapshot.fields.contains(field.name) || shown.draft.contains(field.name);
  const bool is_first_try = act.tries == 0;
  constexpr int kept_per_hundred = 80;
  constexpr int left_out_per_hundred = 40;
  constexpr int forgotten_per_hundred = 1;
  const bool is_kept_whole = field.type == FieldType::Rubric ||
                             field.type == FieldType::Questions ||
                             field.type == FieldType::Places || field.type == FieldType::File;
  if (is_of_form && is_held &&
      (is_kept_whole || (is_first_try && chance_.happens(kept_per_hundred)))) {
    return;
  }
  if (field.optional && chance_.happens(left_out_per_hundred)) return;
  if (is_first_try && chance_.happens(forgotten_per_hundred)) return;
  if (field.type == FieldType::File) {
    const InventedFile file = invented_file(field);
    FileRow row;
    row.field = field.name;
    row.name = file.name;
    row.type = file.type;
    const Outcome<FileRow> stored = engine_.attach(shown.snapshot.id, act.person, row, file.bytes);
    if (!stored) refuse(shown.workflow->name, "(upload)", stored.refusal());
    return;
  }
  boost::json::value answer = invented(field, lookup(shown, field, now), chance_);
  if (!answer.is_null()) answers.emplace(field.name, std::move(answer));
}

Lookup Players::lookup(const Shown& shown, const Field& field, Instant now) const {
  Lookup lookup;
  lookup.now = now;
  lookup.holders = cast_.holders;
  lookup.everybody = cast_.outsiders;
  lookup.organisations = cast_.organisations;
  if (field.type == FieldType::Instance) {
    for (const auto& [id, life] : journal_.lives()) {
      if (field.pool.empty() || life.now.workflow == field.pool) lookup.instances.push_back(id);
    }
  }
  std::string path = field.of;
  const Snapshot* holder = &journal_.life(shown.snapshot.id).now;
  while (path.starts_with("parent.") && holder->parent) {
    path = path.substr(std::string_view("parent.").size());
    holder = &journal_.life(holder->parent).now;
  }
  const Value& rows = at(holder->fields, path);
  if (!rows.is_absent()) lookup.rows.emplace(field.of, rows);
  return lookup;
}

}  // namespace accolade
