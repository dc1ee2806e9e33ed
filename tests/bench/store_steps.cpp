// Durable steps a second through store.apply: bench_store_steps URL SECONDS IN_FLIGHT INSTANCES.
// One step is what a small event writes: the instance, a sealed history entry with its personal
// part, and one letter.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "db/open.h"
#include "engine/record/entry.h"

namespace accolade {
namespace {

Change step(Snapshot next, const Ask& ask, World& world) {
  Change change;
  Happened happened;
  happened.event = ask.event.name;
  happened.actor = ask.actor;
  happened.roles = {"applicant"};
  happened.at = world.now();
  happened.from = happened.to = next.configuration;
  const std::int64_t* const count = at(next.fields, "count").as<std::int64_t>();
  const Value counted(count == nullptr ? std::int64_t{1} : *count + 1);
  next.fields.insert_or_assign("count", counted);
  happened.changed = {{"count", counted}};
  happened.says = "{actor} counted once more";
  Entry entry = seal(std::move(happened), next.version + 1, next.chain, world.new_salt());
  next.version = entry.version;
  next.chain = entry.hash;
  next.changed = world.now();
  change.entries.push_back(std::move(entry));
  change.states = next.configuration;
  change.next = std::move(next);
  return change;
}

Snapshot born(World& world, const Ask& ask) {
  Snapshot next;
  next.id = next.root = world.new_id();
  next.workflow = "nomination";
  next.package = std::string(64, 'a');
  next.configuration = {"draft"};
  next.people = {{"applicant", ask.actor}};
  next.created = world.now();
  next.fields = {{"title", Value("Whole genomes for newborns in three regions of two countries")},
                 {"summary", Value(std::string(300, 's'))}};
  return next;
}

NewLetter letter_of(const Snapshot& next, PersonId actor) {
  NewLetter letter;
  letter.instance = next.id;
  letter.step = next.version;
  letter.package = next.package;
  letter.workflow = next.workflow;
  letter.letter = "receipt";
  letter.role = "applicant";
  letter.recipient = actor;
  letter.fields = {{"title", next.fields.at("title")}};
  return letter;
}

Outcome<Decision> decide(const Ask& ask, World& world) {
  Decision decision;
  if (ask.kind == Ask::Kind::Begin) {
    Change change = step(born(world, ask), ask, world);
    change.is_new = change.roles_changed = true;
    change.memberships = {{change.next.id, "applicant", ask.actor, change.next.id}};
    change.sights = {{"applicant", change.next.id}};
    decision.answer = change.next.id;
    decision.changes.push_back(std::move(change));
    return decision;
  }
  Change change = step(*world.locked(ask.target), ask, world);
  change.letters.push_back(letter_of(change.next, ask.actor));
  decision.answer = ask.target;
  decision.changes.push_back(std::move(change));
  return decision;
}

std::vector<InstanceId> begin_all(Instances& instances, int count) {
  std::vector<InstanceId> ids;
  Ask ask;
  ask.kind = Ask::Kind::Begin;
  ask.event.name = "begin";
  ask.actor = PersonId{7};
  for (int i = 0; i < count; ++i)
    ids.push_back(instances.apply(ask)->instance);
  return ids;
}

// One of those in flight: the next ask as soon as the last is answered.
std::int64_t raise_until(std::chrono::steady_clock::time_point end, Instances& instances,
                         const std::vector<InstanceId>& ids, unsigned seed) {
  std::minstd_rand random(seed);
  std::int64_t steps = 0;
  Ask ask;
  ask.event.name = "count";
  ask.actor = PersonId{7};
  while (std::chrono::steady_clock::now() < end) {
    ask.target = ids[random() % ids.size()];
    if (!instances.apply(ask)) throw std::runtime_error("a step was refused");
    ++steps;
  }
  return steps;
}

int run(const std::string& url, int seconds, unsigned in_flight, int count) {
  migrate(url);
  Database database = open(url, [](Packages&) { return Decide(decide); });
  const std::vector<InstanceId> ids = begin_all(*database.instances, count);

  std::atomic<std::int64_t> steps = 0;
  std::vector<std::thread> threads;
  const auto start = std::chrono::steady_clock::now();
  const auto end = start + std::chrono::seconds(seconds);
  for (unsigned i = 0; i < in_flight; ++i) {
    threads.emplace_back([&, i] { steps += raise_until(end, *database.instances, ids, i + 1); });
  }
  for (std::thread& thread : threads)
    thread.join();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << static_cast<double>(steps.load()) / took.count() << "\n";
  return 0;
}

}  // namespace
}  // namespace accolade

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: bench_store_steps URL SECONDS IN_FLIGHT INSTANCES\n";
    return 2;
  }
  return accolade::run(argv[1], std::atoi(argv[2]), static_cast<unsigned>(std::atoi(argv[3])),
                       std::atoi(argv[4]));
}
