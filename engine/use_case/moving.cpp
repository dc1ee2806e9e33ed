// Images first, then the figures over them, then what depends on the instances above.
#include "engine/use_case/moving.h"

#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/machine/chart.h"
#include "engine/machine/places.h"
#include "engine/move/fields.h"
#include "engine/record/hash.h"
#include "engine/use_case/facts.h"
#include "engine/use_case/tallying.h"

namespace accolade {
namespace {

using Snapshots = std::map<InstanceId, Snapshot>;

FactSource source_over(const Snapshots& snapshots) {
  return {[&snapshots](InstanceId id) -> const Snapshot* {
            const auto found = snapshots.find(id);
            return found == snapshots.end() ? nullptr : &found->second;
          },
          [](InstanceId, PersonId) { return std::vector<Membership>(); }};
}

// Now and what is read of ancestors; roles matter to nobody here.
Facts facts_over(const Workflow& workflow, const Snapshot& snapshot, const Snapshots& snapshots,
                 const WorkflowMap* map, Instant now) {
  const FactSource source = source_over(snapshots);
  Facts facts = facts_for(workflow, snapshot, {}, now, source);
  if (map == nullptr) return facts;
  for (const auto& [field, expression] : map->values) {
    for (const Reading& reading : expression.readings()) {
      if (!reading.name.starts_with("parent.")) continue;
      Value value = value_above(snapshot, reading.name, source);
      if (!value.is_absent()) facts.above.insert_or_assign(reading.name, std::move(value));
    }
  }
  return facts;
}

Refusal about(const Snapshot& snapshot, Refusal refusal) {
  refusal.sentence = reference_of(snapshot) + ": " + refusal.sentence;
  return refusal;
}

// Counts one child into the figures of its parent's image.
std::optional<Refusal> count(const Tally& tally, const Workflow& workflow, const Snapshot& child,
                             Snapshot& parent, std::vector<TallyPart>& parts) {
  const std::optional<Decimal> value = contribution(tally, workflow, child);
  TallyFigures& figures = parent.tallies[tally.text()];
  if (keeps_parts(tally)) parts.push_back({tally.text(), value});
  if (!value) return std::nullopt;
  const std::optional<TallyFigures> counted = moved(figures, std::nullopt, value);
  if (!counted) return Refusal{Why::Failed, "The sum of all figures is too large to keep.", {}};
  figures = *counted;
  if (!keeps_parts(tally)) return std::nullopt;
  if (!figures.min || *value < *figures.min) figures.min = value;
  if (!figures.max || *value > *figures.max) figures.max = value;
  return std::nullopt;
}

// Places are taken anew under the names of the new version. Who waited stands where it stood: the
// numbers are kept, and images come in the order of theirs.
void take_places(const Workflow& workflow, Snapshot& child, Snapshot& parent) {
  const PlacesTaken taken = places_taken(workflow, child);
  for (const std::string& pool : taken.held)
    ++parent.pools[pool].held;
  const std::map<std::string, std::int64_t> before = std::exchange(child.queued, {});
  for (const std::string& pool : taken.waited) {
    PoolFigures& figures = parent.pools[pool];
    const auto known = before.find(pool);
    const std::int64_t number = known != before.end() ? known->second : figures.last_number + 1;
    ++figures.waiting;
    figures.last_number = std::max(figures.last_number, number);
    child.queued.emplace(pool, number);
  }
}

std::set<std::string> conditions_on(const Workflow& workflow, const Configuration& configuration,
                                    std::string_view event) {
  std::set<std::string> conditions;
  for (const StateIndex index : expand(workflow, configuration)) {
    for (const Transition& transition : workflow.states[index].transitions) {
      const bool is_heard =
          event.empty() ? transition.descriptor.empty()
                        : !transition.descriptor.empty() && takes(transition.descriptor, event);
      if (!is_heard) continue;
      if (event.empty() || transition.condition)
        conditions.insert(transition.condition ? transition.condition->text() : "true");
    }
  }
  return conditions;
}

// Whether the new version has a condition on `event` here that the old one did not have.
bool is_news(const WorkflowMove& way, const Snapshot& before, const Snapshot& after,
             std::string_view event) {
  const std::set<std::string> known = conditions_on(way.from, before.configuration, event);
  const std::set<std::string> now = conditions_on(way.to, after.configuration, event);
  return !std::includes(known.begin(), known.end(), now.begin(), now.end());
}

std::vector<std::string> news_for(const WorkflowMove& way, const Snapshot& before,
                                  const Snapshot& after) {
  std::vector<std::string> news;
  if (!after.outcome.empty()) return news;
  std::set<std::string> children;
  for (const Tally& tally : way.to.tallies)
    children.insert(tally.child);
  for (const std::string& child : children) {
    if (is_news(way, before, after, "children." + child)) news.push_back("children." + child);
  }
  if (news.empty() && is_news(way, before, after, "")) news.emplace_back(moved_event);
  return news;
}

void rename(const WorkflowMove& way, Arrival& arrival) {
  for (const Field& field : way.from.fields) {
    const std::string target = field_for(way.map, way.to, field.name).value_or("");
    const bool is_gone = target.empty() || !goes_into(field, *way.to.field(target));
    if (is_gone) {
      arrival.gone_fields.insert(field.name);
    } else if (target != field.name) {
      arrival.renamed_fields.emplace(field.name, target);
    }
  }
}

class TreeMove {
 public:
  TreeMove(const Move& move, const std::vector<Snapshot>& tree, const Mover& mover)
      : move_(move), tree_(tree), mover_(mover) {
    for (const Snapshot& snapshot : tree)
      before_.emplace(snapshot.id, snapshot);
  }

  Outcome<std::vector<Arrival>> run() {
    for (const Snapshot& snapshot : tree_) {
      if (auto refusal = map(snapshot)) return *std::move(refusal);
    }
    for (const Snapshot& snapshot : tree_) {
      if (auto refusal = count_in_parent(images_.at(snapshot.id))) return *std::move(refusal);
    }
    std::vector<Arrival> arrivals;
    for (const Snapshot& snapshot : tree_) {
      Outcome<Arrival> arrival = arrive_at(snapshot);
      if (!arrival) return about(snapshot, arrival.refusal());
      arrivals.push_back(*std::move(arrival));
    }
    return arrivals;
  }

 private:
  std::optional<Refusal> map(const Snapshot& snapshot) {
    const Workflow* workflow = move_.from.workflow(snapshot.workflow);
    if (workflow == nullptr) throw std::runtime_error("no workflow " + snapshot.workflow);
    const Facts facts =
        facts_over(*workflow, snapshot, before_, &move_.mapping.of(workflow->name), mover_.now);
    const auto due = next_due(*workflow, snapshot, facts);
    if (due && due->due <= mover_.now) {
      return about(snapshot,
                   {Why::Stale, "Something is due by the old version; deliver it first.", {}});
    }
    Outcome<Snapshot> image = image_of(move_, snapshot, facts);
    if (!image) return about(snapshot, image.refusal());
    images_.emplace(snapshot.id, *std::move(image));
    return std::nullopt;
  }

  std::optional<Refusal> count_in_parent(Snapshot& child) {
    const auto parent = images_.find(child.parent);
    if (parent == images_.end()) return std::nullopt;
    take_places(*move_.to.workflow(child.workflow), child, parent->second);
    const Workflow& counting = *move_.to.workflow(parent->second.workflow);
    for (const Tally& tally : counting.tallies) {
      if (tally.child != child.workflow) continue;
      if (auto refusal = count(tally, *move_.to.workflow(child.workflow), child, parent->second,
                               parts_[child.id])) {
        return about(parent->second, *std::move(refusal));
      }
    }
    return std::nullopt;
  }

  Outcome<Arrival> arrive_at(const Snapshot& snapshot) {
    const WorkflowMove way = move_of(move_, snapshot.workflow);
    const Snapshot& image = images_.at(snapshot.id);
    Facts facts = facts_over(way.to, image, images_, nullptr, mover_.now);
    facts.actor = {mover_.person, mover_.roles};
    Outcome<Step> step = arrive(move_, snapshot, image, facts);
    if (!step) return step.refusal();
    Arrival arrival;
    arrival.before = snapshot;
    arrival.facts = std::move(facts);
    arrival.step = *std::move(step);
    arrival.parts = std::move(parts_[snapshot.id]);
    arrival.news = news_for(way, snapshot, arrival.step.next);
    rename(way, arrival);
    return arrival;
  }

  const Move& move_;
  const std::vector<Snapshot>& tree_;
  const Mover& mover_;
  Snapshots before_, images_;
  std::map<InstanceId, std::vector<TallyPart>> parts_;
};

}  // namespace

Outcome<std::vector<Arrival>> move_tree(const Move& move, const std::vector<Snapshot>& tree,
                                        const Mover& mover) {
  return TreeMove(move, tree, mover).run();
}

// Chains are salted, so that the digest tells nothing of what it is made of.
std::string digest_of(const std::vector<Snapshot>& tree) {
  std::string steps;
  for (const Snapshot& snapshot : tree)
    steps += snapshot.id.text() + " " + snapshot.chain + "\n";
  return hash_hex(steps);
}

std::string reference_of(const Snapshot& snapshot) {
  if (!snapshot.reference.empty()) return snapshot.reference;
  return snapshot.workflow + " " + snapshot.id.text();
}

}  // namespace accolade
