// Lists, tables and tasks: found by the SQL that knows who sees what, cut by the function that
// knows it too.
#include <algorithm>

#include "engine/use_case/look.h"
#include "engine/use_case/starting.h"

namespace accolade {
namespace {

constexpr int table_rows_max = 500;
constexpr int page_rows_max = 200;

bool is_less(const Value& a, const Value& b) {
  if (const auto *x = a.as<Decimal>(), *y = b.as<Decimal>(); x && y) return *x < *y;
  if (const auto *x = a.as<std::int64_t>(), *y = b.as<std::int64_t>(); x && y) return *x < *y;
  if (const auto *x = a.as<std::string>(), *y = b.as<std::string>(); x && y) return *x < *y;
  if (const auto *x = a.as<Instant>(), *y = b.as<Instant>(); x && y) return *x < *y;
  if (const auto *x = a.as<Day>(), *y = b.as<Day>(); x && y) return *x < *y;
  return false;
}

// Absent values come last, whichever way the rest is sorted.
void sort_rows(std::vector<ListRow>& rows, const ListView& view) {
  if (view.sort.empty()) return;
  std::stable_sort(rows.begin(), rows.end(), [&](const ListRow& a, const ListRow& b) {
    const Value& x = at(a.snapshot.fields, view.sort);
    const Value& y = at(b.snapshot.fields, view.sort);
    if (x.is_absent() || y.is_absent()) return !x.is_absent() && y.is_absent();
    return view.ascending ? is_less(x, y) : is_less(y, x);
  });
}

void add_task(const Look& look, std::vector<Task>& tasks) {
  for (const std::string& name : look.snapshot.configuration) {
    const std::optional<StateIndex> index = look.workflow->state(name);
    if (!index) continue;
    const State& state = look.workflow->states[*index];
    if (!look.facts.actor.roles.contains(state.owes)) continue;
    tasks.push_back({row_of(look), state.next, nearest_end(look), look.snapshot.expected});
    return;
  }
}

// When it should be done, or has to be: whichever comes first.
std::optional<Instant> due_of(const Task& task) {
  if (!task.by || !task.expected) return task.by ? task.by : task.expected;
  return std::min(*task.by, *task.expected);
}

// States of a workflow in which one of the roles has to act.
std::vector<std::string> owed_states(const Workflow& workflow,
                                     const std::vector<std::string>& roles) {
  std::vector<std::string> states;
  for (const State& state : workflow.states) {
    if (state.owes.empty()) continue;
    if (std::find(roles.begin(), roles.end(), state.owes) != roles.end()) {
      states.push_back(state.name);
    }
  }
  return states;
}

// For this viewer, in this state.
bool is_listed(const Shown& shown, const ListView& view) {
  const std::set<StateIndex> active = active_states(*shown.workflow, shown.snapshot.configuration);
  const bool is_now =
      view.in.empty() || std::any_of(view.in.begin(), view.in.end(), [&](const std::string& name) {
        const auto state = shown.workflow->state(name);
        return state && active.contains(*state);
      });
  return is_now && is_among(view.roles, shown.roles);
}

}  // namespace

Page Engine::list(const ListRequest& request, PersonId viewer) {
  ListQuery query;
  if (request.parent) query.parent = request.parent;
  query.workflow = request.workflow;
  query.states = request.states;
  if (request.after) query.after = request.after;
  query.newest_first = request.newest_first;
  const int wanted = std::clamp(request.limit, 1, page_rows_max);
  query.limit = wanted;

  Page page;
  ReadingRoom room(ports_);
  for (Instances::Listed& listed : ports_.instances.list(query, viewer)) {
    page.next = listed.snapshot.id;
    const Look seen = look_at(ports_, room, std::move(listed.snapshot), viewer);
    page.rows.push_back(row_of(seen));
  }
  if (static_cast<int>(page.rows.size()) < wanted) page.next = InstanceId{};
  return page;
}

Outcome<std::vector<ListRow>> Engine::table(const Shown& shown, const ListView& view,
                                            PersonId viewer, Rows wanted,
                                            const std::function<void(std::size_t)>& read) {
  if (!is_listed(shown, view)) return not_found();
  std::vector<ListRow> rows;
  if (!view.by.empty()) {
    rows = rows_naming(ports_, shown, view, viewer);
    sort_rows(rows, view);
    return rows;
  }
  ListRequest request{shown.snapshot.id, view.of, view.states, {}, page_rows_max};
  do {
    Page page = list(request, viewer);
    std::move(page.rows.begin(), page.rows.end(), std::back_inserter(rows));
    request.after = page.next;
    if (read) read(rows.size());
  } while (request.after && (wanted == Rows::All || rows.size() < table_rows_max));
  sort_rows(rows, view);
  return rows;
}

Outcome<std::int64_t> Engine::table_size(const Shown& shown, const ListView& view) {
  if (!is_listed(shown, view)) return not_found();
  const auto counts = shown.children.find(view.of);
  const Workflow* const children = shown.package->workflow(view.of);
  std::int64_t rows = 0;
  if (counts == shown.children.end() || children == nullptr || !view.by.empty()) return rows;
  for (const auto& [name, count] : counts->second) {
    const std::optional<StateIndex> state = children->state(name);
    if (!state) continue;
    // Counted are atomic states and those around them.
    const bool is_wanted = view.states.empty() ? children->states[*state].parent == root_state
                                               : std::find(view.states.begin(), view.states.end(),
                                                           name) != view.states.end();
    if (is_wanted) rows += count;
  }
  return rows;
}

std::vector<ListRow> Engine::mine(PersonId person) {
  std::vector<ListRow> rows;
  if (!person) return rows;
  ReadingRoom room(ports_);
  for (Instances::Listed& listed : ports_.instances.mine(person, page_rows_max)) {
    rows.push_back(row_of(look_at(ports_, room, std::move(listed.snapshot), person)));
  }
  return rows;
}

std::vector<Task> Engine::tasks(PersonId person) {
  std::vector<Task> tasks;
  if (!person) return tasks;
  ReadingRoom room(ports_);
  for (Instances::Listed& listed : ports_.instances.mine(person, page_rows_max)) {
    add_task(look_at(ports_, room, std::move(listed.snapshot), person), tasks);
  }

  const std::vector<std::string> roles = ports_.directory.roles(person);
  if (!roles.empty()) {
    ListQuery roots;
    roots.limit = page_rows_max;
    for (Instances::Listed& listed : ports_.instances.list(roots, person)) {
      const Look root = look_at(ports_, room, std::move(listed.snapshot), person);
      add_task(root, tasks);
      for (const auto& [name, child] : root.package->workflows) {
        ListQuery owed;
        owed.parent = root.snapshot.id;
        owed.workflow = name;
        owed.states = owed_states(child, roles);
        owed.limit = page_rows_max;
        if (child.parent != root.workflow->name || owed.states.empty()) continue;
        for (Instances::Listed& row : ports_.instances.list(owed, person)) {
          add_task(look_at(ports_, room, std::move(row.snapshot), person), tasks);
        }
      }
    }
  }
  std::stable_sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) {
    const std::optional<Instant> x = due_of(a), y = due_of(b);
    if (!x || !y) return x.has_value() && !y.has_value();
    return *x < *y;
  });
  return tasks;
}

Outcome<std::vector<Letter>> Engine::letters(InstanceId id, PersonId viewer) {
  ReadingRoom room(ports_);
  const Outcome<Look> seen = look(ports_, room, id, viewer);
  if (!seen) return seen.refusal();
  return ports_.letters.of(id, viewer, seen->sight.all_history && seen->sight.all_names);
}

Outcome<Letter> Engine::letter(LetterId id, PersonId viewer) {
  const std::optional<Letter> letter = ports_.letters.find(id);
  if (!letter || !viewer) return not_found();
  if (letter->what.recipient == viewer) return *letter;
  ReadingRoom room(ports_);
  const Outcome<Look> seen = look(ports_, room, letter->what.instance, viewer);
  if (!seen || !seen->sight.all_history || !seen->sight.all_names) return not_found();
  return *letter;
}

}  // namespace accolade
