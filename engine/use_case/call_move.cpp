// Asks with suggestions, previews for a viewer, and moves what was shown.
#include "engine/use_case/call_move.h"

#include <algorithm>
#include <charconv>

#include "engine/use_case/look.h"

namespace accolade {
namespace {

constexpr int commit_tries_max = 20;
constexpr char cell_end = '\t';

std::vector<PublishedVersion> versions_of(Ports& ports, const Snapshot& root) {
  return ports.packages.versions(ports.packages.get(root.package)->name);
}

// "Sofia Marino moved this from version 12345678 to version 9abcdef0."
std::string last_move(Engine& engine, InstanceId root, PersonId person) {
  const Outcome<std::vector<HistoryLine>> history = engine.history(root, person);
  if (!history) return "";
  const auto moved = std::find_if(history->rbegin(), history->rend(), [](const HistoryLine& line) {
    return line.event == moved_event;
  });
  return moved == history->rend() ? "" : moved->sentence;
}

// Nothing is left to move. The commit itself says whether the same request was answered before.
Outcome<Applied> answer_again(Engine& engine, const CallMoveRequest& request,
                              const PackageHash& newest) {
  Ask ask;
  ask.kind = Ask::Kind::Move;
  ask.target = request.root;
  ask.from = request.from;
  ask.package = engine.ports().instances.header(request.root)->package;
  ask.shown = "nothing";
  ask.actor = request.actor;
  ask.idempotency = request.idempotency;
  Outcome<Applied> answered = engine.ports().instances.apply(std::move(ask));
  if (answered || answered.refusal().why != Why::NotPossible) return answered;
  if (engine.ports().instances.header(request.root)->package != newest)
    return Refusal{Why::NotPossible, "This has ended, so it stays as it is.", {}};
  const std::string how = last_move(engine, request.root, request.actor);
  return Refusal{Why::NotPossible,
                 "This has the newest version already." + (how.empty() ? "" : " " + how),
                 {}};
}

Refusal changed(std::vector<std::string> sentences) {
  Refusal refusal{Why::Stale, "This has changed since you looked at it.", {}};
  for (std::string& sentence : sentences)
    refusal.problems.push_back({"", std::move(sentence)});
  return refusal;
}

void wake_all(Engine& engine, InstanceId root) {
  for (const Snapshot& snapshot : engine.ports().instances.tree(root))
    engine.wake(snapshot.id);
}

std::string cells_of(const PreviewRow& row) {
  std::string cells = row.before + cell_end + row.after;
  for (const Owed& owed : row.owes) {
    cells += cell_end + owed.what;
    if (owed.at && !owed.is_from_now) cells += " " + to_text(*owed.at);
  }
  return cells;
}

// By id: the cells as they were seen.
std::map<InstanceId, std::string> lines_of(const std::string& seen) {
  std::map<InstanceId, std::string> lines;
  std::size_t start = 0;
  while (start < seen.size()) {
    const std::size_t end = std::min(seen.find('\n', start), seen.size());
    const std::string line = seen.substr(start, end - start);
    const std::size_t cell = line.find(cell_end);
    const auto id = InstanceId::parse(line.substr(0, std::min(cell, line.size())));
    if (id && cell != std::string::npos) lines.emplace(*id, line.substr(cell + 1));
    start = end + 1;
  }
  return lines;
}

struct TreeViewer {
  InstanceId root;
  PersonId person;
};

// Which instance has no place, if the person may see it, and nothing of maps.
Refusal for_viewer(Ports& ports, ReadingRoom& room, const TreeViewer& viewer,
                   const Refusal& refusal) {
  std::string which = "Something that is not yours to see";
  for (const Snapshot& snapshot : ports.instances.tree(viewer.root)) {
    const std::string reference = reference_of(snapshot);
    const bool is_it = refusal.sentence.starts_with(reference + ": ");
    if (is_it && look(ports, room, snapshot.id, viewer.person)) which = reference;
  }
  return {refusal.why,
          which + " has no place in the newer version as it stands, so the call stays as it is.",
          {}};
}

std::string quoted_state(const std::string& titles) {
  return "“" + titles + "”";
}

std::string change_of_row(const PreviewRow& row, const std::string& was) {
  const std::string stood = was.substr(0, was.find(cell_end));
  if (stood != row.before) {
    return row.headline + " was at " + quoted_state(stood) + " and is now at " +
           quoted_state(row.before) + ".";
  }
  return "What is new for " + row.headline + " is something else now.";
}

}  // namespace

bool may_move(Engine& engine, const Shown& shown, PersonId person) {
  const bool sees_all = shown.sight.all_fields && shown.sight.all_history && shown.sight.all_names;
  if (shown.snapshot.parent || !sees_all) return false;
  const std::vector<const Workflow*> own = engine.openable(person);
  return std::ranges::find(own, shown.workflow->name, &Workflow::name) != own.end();
}

bool is_movable(Engine& engine, const Shown& shown, PersonId person) {
  if (shown.snapshot.parent || !shown.snapshot.outcome.empty()) return false;
  const std::vector<PublishedVersion> versions = versions_of(engine.ports(), shown.snapshot);
  const bool has_newer = !versions.empty() && versions.front().hash != shown.package->hash;
  return has_newer && may_move(engine, shown, person);
}

Outcome<CallMove> ask_to_move(Engine& engine, InstanceId root, PersonId person,
                              const MapAnswers& answers) {
  Outcome<Shown> shown = engine.show(root, person);
  if (!shown) return shown.refusal();
  if (!may_move(engine, *shown, person)) return not_found();
  Ports& ports = engine.ports();
  CallMove asked{*std::move(shown), {}, {}, {}};
  asked.versions = versions_of(ports, asked.shown.snapshot);
  const auto to = ports.packages.get(asked.versions.front().hash);
  asked.questions = questions(*asked.shown.package, *to, {}, answers);
  asked.plan = plan_move(ports, root, map_of(asked.questions, answers));
  if (!asked.plan) return asked;
  asked.questions = questions(*asked.plan->from, *to, asked.plan->proof.gaps, answers);
  ReadingRoom room(ports);
  for (MovePlan::Unproved& one : asked.plan->unproved) {
    if (!look(ports, room, one.id, person)) one.reference.clear();
  }
  return asked;
}

Preview preview_for(Engine& engine, const MovePlan& plan, InstanceId root, PersonId person) {
  Ports& ports = engine.ports();
  Preview shown = preview(ports, plan, root);
  ReadingRoom room(ports);
  if (shown.refusal && shown.refusal->why != Why::Stale)
    shown.refusal = for_viewer(ports, room, {root, person}, *shown.refusal);
  std::erase_if(shown.rows, [&](PreviewRow& row) {
    const Outcome<Look> seen = look(ports, room, row.id, person);
    if (!seen) return true;
    const std::string title = row_of(*seen).title;
    row.headline = title == row.title ? row.title + " " + row.id.text() : title;
    return false;
  });
  return shown;
}

std::string seen_of(const Preview& shown) {
  std::string seen;
  for (const PreviewRow& row : shown.rows)
    seen += row.id.text() + cell_end + cells_of(row) + "\n";
  return seen;
}

std::vector<std::string> changes_since(const std::string& seen, const Preview& now) {
  std::vector<std::string> changes;
  std::map<InstanceId, std::string> before = lines_of(seen);
  for (const PreviewRow& row : now.rows) {
    const auto was = before.find(row.id);
    if (was == before.end()) {
      changes.push_back(row.headline + " is new: it is at " + quoted_state(row.before) + ".");
      continue;
    }
    if (was->second != cells_of(row)) changes.push_back(change_of_row(row, was->second));
    before.erase(was);
  }
  if (!before.empty()) {
    changes.push_back(std::to_string(before.size()) +
                      " of those that were listed have ended, or are not yours to see any more.");
  }
  return changes;
}

Outcome<Applied> move_call(Engine& engine, const CallMoveRequest& request) {
  const Outcome<CallMove> asked = ask_to_move(engine, request.root, request.actor, request.answers);
  if (!asked) return asked.refusal();
  if (!asked->plan) return answer_again(engine, request, asked->versions.front().hash);
  const MovePlan& plan = *asked->plan;
  if (plan.from->hash != request.from || plan.to->hash != request.to)
    return changed({"Another version was published. What is below is about that one."});
  if (!plan.is_possible()) return Refusal{Why::Invalid, "Some answers need another look.", {}};

  for (int tries = 0; tries < commit_tries_max; ++tries) {
    const Preview now = preview_for(engine, plan, request.root, request.actor);
    if (now.refusal && now.refusal->why != Why::Stale) return *now.refusal;
    if (!now.refusal) {
      std::vector<std::string> changes = changes_since(request.seen, now);
      if (!changes.empty()) return changed(std::move(changes));
      Ask ask = ask_for_move(plan, request.root, request.actor);
      ask.shown = now.digest;
      ask.idempotency = request.idempotency;
      Outcome<Applied> applied = engine.ports().instances.apply(std::move(ask));
      if (applied) return applied;
      if (applied.refusal().why == Why::NotPossible &&
          engine.ports().instances.header(request.root)->package == plan.to->hash)
        return answer_again(engine, request, plan.to->hash);
      if (applied.refusal().why != Why::Stale) return applied;
    }
    wake_all(engine, request.root);
  }
  return Refusal{Why::Busy, "Too much happens here at once.", {}};
}

}  // namespace accolade
