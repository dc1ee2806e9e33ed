// One event on each of many instances, each in a commit of its own.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "handlers/text/csv.h"
#include "handlers/work/work.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t listed_on_the_page_max = 50;  // more are a file
constexpr std::int64_t reported_every = 20;

// What it is called, as far as the person sees it.
std::string name_of(Engine& engine, InstanceId id, PersonId person) {
  const Outcome<Shown> shown = engine.show(id, person);
  if (!shown) return id.text();
  return shown->snapshot.reference.empty() ? shown->title
                                           : shown->snapshot.reference + " " + shown->title;
}

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
    work.result = json::serialize(json::object{{"refused", refused}});
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
      refused.push_back(json::object{{"what", name_of(at_hand.pages.engine, id, work.person)},
                                     {"href", "/instances/" + id.text()},
                                     {"why", refusal->sentence}});
    }
    ++work.done;
  }
  report();
  work.step = "";
  if (refused.size() > listed_on_the_page_max) {
    std::vector<CsvRow> rows{{"What", "Why"}};
    for (const json::value& one : refused)
      rows.push_back({plain(entry_of(one, "what")), plain(entry_of(one, "why"))});
    work.file = keep_file(at_hand, "not-done.csv", "text/csv", csv_from_rows(rows));
  }
  return Done{};
}

}  // namespace accolade
