// Puts titles to the figures of the store, and leaves out what the viewer may not see.
#include "engine/use_case/overview.h"

#include <algorithm>
#include <cmath>

#include "engine/machine/reminding.h"
#include "engine/use_case/look.h"
#include "engine/use_case/transact.h"

namespace accolade {
namespace {

constexpr int calls_on_page = 20;
constexpr int late_max = 50;
constexpr int letters_max = 20;
constexpr int coming_max = 30;
constexpr Duration coming_within = std::chrono::days(14);
constexpr double most_of_them = 0.9;
constexpr std::int64_t enough_to_forecast = 5;

bool is_watched(const Look& look) {
  return look.sight.all_history;
}

// Roles that count on the children of the call, too.
std::set<std::string> roles_held_above(const Workflow& workflow,
                                       const std::set<std::string>& roles) {
  std::set<std::string> held;
  for (const auto& [role, source] : workflow.people) {
    if (source == RoleSource::Above && roles.contains(role)) held.insert(role);
  }
  return held;
}

std::string title_of_state(const State& state) {
  return state.title.empty() ? state.name : state.title;
}

std::optional<std::int64_t> likely_by(const StateFigures& figures, std::optional<Duration> left) {
  if (!left || figures.here == 0 || count_of(figures.waits) < enough_to_forecast) {
    return std::nullopt;
  }
  const double share = share_within(figures.waits, *left).value_or(0.0);
  return std::llround(share * static_cast<double>(figures.here));
}

StageFigures stage_of(const State& state, const StateFigures& figures,
                      std::optional<Duration> left) {
  StageFigures stage;
  stage.state = state.name;
  stage.title = title_of_state(state);
  stage.is_end = state.kind == State::Kind::Final;
  stage.here = figures.here;
  stage.entered = figures.entered;
  stage.median = wait_within(figures.waits, 0.5);
  stage.most = wait_within(figures.waits, most_of_them);
  if (!stage.is_end) stage.likely = likely_by(figures, left);
  return stage;
}

FlowFigures flow_of(const Workflow& workflow, const std::set<std::string>& roles,
                    const std::vector<StateFigures>& figures, std::optional<Duration> left) {
  FlowFigures flow{workflow.name, workflow.title, false, {}};
  for (const State& state : workflow.states) {
    const auto found = std::ranges::find_if(figures, [&](const StateFigures& one) {
      return one.workflow == workflow.name && one.state == state.name;
    });
    if (found == figures.end() || !is_visible(workflow, {state.name}, roles)) continue;
    flow.stages.push_back(stage_of(state, *found, left));
  }
  return flow;
}

CallFigures figures_of(Ports& ports, const Look& call) {
  CallFigures figures{row_of(call), nearest_end(call), {}};
  const Instant now = ports.instances.now();
  if (figures.by && *figures.by <= now) figures.by.reset();
  const auto left = figures.by ? std::optional<Duration>(*figures.by - now) : std::nullopt;
  const std::vector<StateFigures> counted = ports.figures.of_tree(call.snapshot.id);
  for (const auto& [name, workflow] : call.package->workflows) {
    if (&workflow == call.workflow) continue;
    FlowFigures flow =
        flow_of(workflow, roles_held_above(workflow, call.facts.actor.roles), counted, left);
    flow.is_direct = workflow.parent == call.workflow->name;
    if (!flow.stages.empty()) figures.flows.push_back(std::move(flow));
  }
  return figures;
}

void add_calls(Ports& ports, ReadingRoom& room, PersonId viewer, InstanceId before,
               Overview& overview) {
  ListQuery roots;
  roots.newest_first = true;
  roots.limit = calls_on_page;
  if (before) roots.after = before;
  int found = 0;
  for (Instances::Listed& listed : ports.instances.list(roots, viewer)) {
    ++found;
    overview.next = listed.snapshot.id;
    const Look call = look_at(ports, room, std::move(listed.snapshot), viewer);
    if (is_watched(call)) overview.calls.push_back(figures_of(ports, call));
  }
  if (found < calls_on_page) overview.next = {};
}

void add_late(Ports& ports, ReadingRoom& room, PersonId viewer, Overview& overview) {
  for (const Overdue& overdue : ports.figures.overdue(viewer, late_max)) {
    const Outcome<Look> late = look(ports, room, overdue.instance, viewer);
    if (!late || !is_watched(*late)) continue;
    Instant since = late->snapshot.changed;
    for (const auto& [state, entered] : late->snapshot.entered)
      since = std::min(since, entered);
    const Instant now = late->facts.now;
    const bool may = static_cast<bool>(remind(*late->workflow, late->snapshot, late->facts));
    const std::optional<Instant> reminded =
        was_just_reminded(late->snapshot, now) ? late->snapshot.reminded : std::nullopt;
    overview.late.push_back({row_of(*late), since, overdue.due, may, reminded});
  }
}

void add_letters(Ports& ports, ReadingRoom& room, PersonId viewer, Overview& overview) {
  for (Letter& letter : ports.letters.undelivered(letters_max)) {
    const Outcome<Look> about = look(ports, room, letter.what.instance, viewer);
    if (!about || !is_watched(*about) || !about->sight.all_names) continue;
    std::string title = row_of(*about).title;
    overview.letters.push_back({std::move(letter), std::move(title)});
  }
}

// Where the timer's event leads; empty: it only raises it.
std::string title_of_next(const Workflow& workflow, const State& state, const std::string& timer) {
  for (const Transition& transition : state.transitions) {
    if (transition.descriptor != timer || transition.targets.empty()) continue;
    return title_of_state(workflow.states[transition.targets.front()]);
  }
  return "";
}

void add_coming(Ports& ports, ReadingRoom& room, PersonId viewer, Overview& overview) {
  const Instant until = ports.instances.now() + coming_within;
  for (const Upcoming& upcoming : ports.figures.upcoming(viewer, until, coming_max)) {
    const Snapshot* const waiting = room.seen(upcoming.instance);
    const bool is_for_many = static_cast<bool>(upcoming.owner);
    const Outcome<Look> shown =
        look(ports, room, is_for_many ? upcoming.owner : upcoming.instance, viewer);
    if (waiting == nullptr || !shown || !is_watched(*shown)) continue;
    const Workflow& workflow = *shown->package->workflow(waiting->workflow);
    const std::optional<StateIndex> state = workflow.state(upcoming.state);
    if (!state || workflow.states[*state].kind == State::Kind::Final) continue;
    const std::set<std::string> roles = is_for_many
                                            ? roles_held_above(workflow, shown->facts.actor.roles)
                                            : shown->facts.actor.roles;
    if (!is_visible(workflow, {upcoming.state}, roles)) continue;
    overview.coming.push_back({upcoming.due, shown->snapshot.id, row_of(*shown).title,
                               workflow.title, title_of_state(workflow.states[*state]),
                               title_of_next(workflow, workflow.states[*state], upcoming.timer),
                               is_for_many});
  }
}

}  // namespace

bool watches(Ports& ports, PersonId person) {
  if (!person) return false;
  ReadingRoom room(ports);
  ListQuery roots;
  roots.newest_first = true;
  roots.limit = calls_on_page;
  for (int found = calls_on_page; found == calls_on_page;) {
    found = 0;
    for (Instances::Listed& listed : ports.instances.list(roots, person)) {
      ++found;
      roots.after = listed.snapshot.id;
      if (is_watched(look_at(ports, room, std::move(listed.snapshot), person))) return true;
    }
  }
  return false;
}

Overview overview(Ports& ports, PersonId viewer, InstanceId before) {
  Overview overview;
  if (!viewer) return overview;
  ReadingRoom room(ports);
  add_calls(ports, room, viewer, before, overview);
  add_late(ports, room, viewer, overview);
  add_letters(ports, room, viewer, overview);
  add_coming(ports, room, viewer, overview);
  return overview;
}

Outcome<CallFigures> figures_of_call(Ports& ports, InstanceId call, PersonId viewer) {
  ReadingRoom room(ports);
  const Outcome<Look> seen = look(ports, room, call, viewer);
  if (!seen || !viewer || seen->snapshot.parent || !is_watched(*seen)) return not_found();
  return figures_of(ports, *seen);
}

Outcome<Applied> remind(Ports& ports, InstanceId id, PersonId actor,
                        std::optional<IdempotencyKey> idempotency) {
  ReadingRoom room(ports);
  const Outcome<Look> seen = look(ports, room, id, actor);
  if (!seen || !actor) return not_found();
  Ask ask;
  ask.target = id;
  ask.package = seen->package->hash;
  // What is due is delivered first, as before any event.
  ask.locks_above = locks_above_when_woken(*seen->package, *seen->workflow);
  ask.reminds = true;
  ask.actor = actor;
  ask.idempotency = std::move(idempotency);
  return ports.instances.apply(std::move(ask));
}

}  // namespace accolade
