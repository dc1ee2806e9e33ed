// One event on each of many instances, each in a commit of its own.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "handlers/long_work/work.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::int64_t reported_every = 20;

json::array refused_before(const LongWork& work) {
  if (work.result.empty()) return {};
  return json::parse(work.result).as_object().at("refused").as_array();
}

std::optional<Refusal> raise_once(WorkAtHand& at_hand, InstanceId id, const std::string& event) {
  Engine& engine = at_hand.pages.engine;
  FireRequest request{.target = id, .event = event, .actor = at_hand.work.person};
  request.idempotency = at_hand.key(id.text());
  // Done before the program ended in the middle: the person may not even see it any more.
  const auto known = engine.ports().instances.answered(*request.idempotency);
  if (known && *known) return std::nullopt;
  const Outcome<Applied> applied = engine.fire(request);
  if (applied) return std::nullopt;
  return applied.refusal();
}

}  // namespace

Outcome<Done> do_events(WorkAtHand& at_hand) {
  LongWork& work = at_hand.work;
  const std::string event(at_hand.asked.at("event").as_string());
  const json::array& ids = at_hand.asked.at("ids").as_array();
  json::array refused = refused_before(work);
  const auto report = [&] {
    work.result = json::serialize(
        json::object{{"workflow", at_hand.asked.at("workflow")}, {"refused", refused}});
    at_hand.report();
  };
  work.total = static_cast<std::int64_t>(ids.size());
  while (work.done < work.total) {
    if (work.done % reported_every == 0) report();
    const InstanceId id{ids[static_cast<std::size_t>(work.done)].as_int64()};
    const std::optional<Refusal> refusal = raise_once(at_hand, id, event);
    // Too much at the moment: it waits, and is asked again by whoever takes the work next.
    if (refusal && refusal->why == Why::Busy) throw WorkLeft();
    if (refusal) {
      // What it is called is looked up by whoever reads it: it may be kept for less long than this.
      refused.push_back(json::object{{"instance", id.text()}, {"why", refusal->sentence}});
    }
    ++work.done;
  }
  report();
  work.step = "";
  return Done{};
}

}  // namespace accolade
